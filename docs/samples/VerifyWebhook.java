import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Receives webhooks on a port of this machine and prints each genuine event once. Needs Java 17, nothing else:
 *  NTM_WEBHOOK_SECRET="whsec_..." java VerifyWebhook.java 8080 */
public class VerifyWebhook {
    private static final long TOLERANCE = 5 * 60;
    private static final Set<String> seen = new HashSet<>(); // In earnest: a unique key in the database, committed with what you do.

    public static void main(String[] arguments) throws IOException {
        var port = new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0]));
        var server = HttpServer.create(port, 0);
        server.createContext("/", VerifyWebhook::receive);
        server.start();
    }

    private static void receive(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var id = headers.getFirst("webhook-id");
        var body = exchange.getRequestBody().readNBytes(65536);
        var accepted = genuine(id, headers.getFirst("webhook-timestamp"), headers.getFirst("webhook-signature"), body);
        if (accepted && seen.add(id)) {
            System.out.println(new String(body, StandardCharsets.UTF_8)); // Parse it with the JSON library of your choice.
        }
        exchange.sendResponseHeaders(accepted ? 204 : 401, -1);
        exchange.close();
    }

    private static boolean genuine(String id, String timestamp, String signatures, byte[] body) {
        if (id == null || id.contains(".") || timestamp == null || !timestamp.matches("[0-9]{1,12}") || signatures == null) {
            return false;
        }
        if (Math.abs(Instant.now().getEpochSecond() - Long.parseLong(timestamp)) > TOLERANCE) {
            return false;
        }
        var content = new ByteArrayOutputStream();
        content.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
        content.writeBytes(body);
        var found = false;
        for (var secret : System.getenv("NTM_WEBHOOK_SECRET").split(" ")) {
            for (var signature : signatures.split(" ")) {
                found |= MessageDigest.isEqual(sign(secret, content.toByteArray()), signature.getBytes(StandardCharsets.UTF_8));
            }
        }
        return found;
    }

    private static byte[] sign(String secret, byte[] content) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replaceFirst("^whsec_", "")), "HmacSHA256"));
            return ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(content))).getBytes(StandardCharsets.UTF_8);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
