import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Prints the events of the feed as they come, one JSON a line, and goes on next time where it stopped. Needs Java 17, nothing else:
 *  NTM_ADDRESS=https://... NTM_CLIENT_ID=... NTM_CLIENT_SECRET=... java ReadFeed.java CURSOR_FILE */
public class ReadFeed {
    private static final HttpClient http = HttpClient.newHttpClient();
    private static final String address = System.getenv("NTM_ADDRESS");

    public static void main(String[] arguments) throws InterruptedException {
        while (true) {
            try {
                read(Path.of(arguments[0]));
            } catch (IOException failure) {
                System.err.println(failure); // Refused or broken off; in earnest wait longer each time.
            }
            Thread.sleep(5000);
        }
    }

    private static void read(Path file) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + "/notifications/events"))
            .header("Authorization", "Bearer " + token())
            .header("Accept", "text/event-stream");
        if (Files.exists(file)) {
            request.header("Last-Event-ID", Files.readString(file));
        }
        var answer = http.send(request.build(), BodyHandlers.ofLines());
        if (answer.statusCode() != 200) { // 410 stays until the file is deleted: reading begins anew, and known events come again.
            throw new IOException("refused with " + answer.statusCode());
        }
        var cursor = "";
        for (var line : (Iterable<String>) answer.body()::iterator) {
            if (line.startsWith("id: ")) {
                cursor = line.substring(4);
            } else if (line.startsWith("data: ")) {
                System.out.println(line.substring(6)); // Parse it with the JSON library of your choice.
                Files.writeString(file, cursor); // In earnest: in one transaction with what you do.
            }
        }
    }

    private static String token() throws IOException, InterruptedException {
        var body = "{\"clientId\":\"%s\",\"clientSecret\":\"%s\"}"
            .formatted(System.getenv("NTM_CLIENT_ID"), System.getenv("NTM_CLIENT_SECRET"));
        var request = HttpRequest.newBuilder(URI.create(address + "/identity/tokens"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
        var answer = http.send(request.build(), BodyHandlers.ofString());
        var found = Pattern.compile("\"accessToken\":\"([^\"]*)\"").matcher(answer.body());
        if (!found.find()) {
            throw new IOException("no token: " + answer.statusCode());
        }
        return found.group(1);
    }
}
