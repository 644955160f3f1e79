using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ntm.Client.Events;
using Ntm.Samples;
using Ntm.Testing;
using StandardWebhooks;

namespace Ntm.Client.Tests.Samples;

/// <summary>Each sample takes a webhook that another's library has signed, once, and refuses every other.</summary>
public sealed class VerifySampleTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Former = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private const string Dossier = "dossiers/019adcd5-5a7e-7000-8000-0000000000d0";

    private static readonly Dictionary<string, string> Settings = new() { ["NTM_WEBHOOK_SECRET"] = $"{Former} {Secret}" };

    [Fact]
    public async Task In_csharp()
    {
        using var stop = new CancellationTokenSource();
        await using var output = new StringWriter();
        var port = Loopback.FreePort();
        var running = VerifyWebhook.RunAsync(port, [Former, Secret], output, stop.Token);

        await ReceivesAsync(port, () => running.IsCompleted);

        await stop.CancelAsync();
        await Task.WhenAny(running);
        Assert.False(running.IsFaulted, $"{running.Exception}");
        Assert.Equal(Printed(1, 2), output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task In_python()
    {
        SampleProgram.Needs("python3");
        var port = Loopback.FreePort();
        await using var program = SampleProgram.Start("python3", ["verify_webhook.py", $"{port}"], Settings);

        await ReceivesAsync(port, () => program.HasExited);

        Assert.Equal(Printed(1, 2), await program.ReadAsync(2));
    }

    [Fact]
    public async Task In_java()
    {
        SampleProgram.Needs("java");
        var port = Loopback.FreePort();
        await using var program = SampleProgram.Start("java", ["VerifyWebhook.java", $"{port}"], Settings);

        await ReceivesAsync(port, () => program.HasExited);

        Assert.Equal([Body(1), Body(2)], await program.ReadAsync(2));
    }

    [Fact]
    public async Task In_a_shell()
    {
        SampleProgram.Needs("bash", "openssl");
        var now = TimeProvider.System.GetUtcNow();

        Assert.Equal((0, "genuine"), await AskAsync(Signed(1, now)));
        Assert.Equal((0, "genuine"), await AskAsync(Signed(1, now, secret: Former)));
        foreach (var forged in Forged(now))
        {
            Assert.Equal((1, "refused"), await AskAsync(forged));
        }
    }

    private static async Task<(int, string)> AskAsync(Webhook webhook)
    {
        string[] arguments = ["verify-webhook.sh", webhook.Id, webhook.Timestamp, webhook.Signature];
        await using var program = SampleProgram.Start("bash", arguments, Settings, Encoding.UTF8.GetBytes(webhook.Body));
        var (code, output, errors) = await program.EndAsync();
        return (code, output.Concat(errors).Single().Split(':')[0]);
    }

    private static async Task ReceivesAsync(int port, Func<bool> hasEnded)
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}/") };
        var now = TimeProvider.System.GetUtcNow();
        await Eventually.TrueAsync(() => AnswersAsync(http, hasEnded), "the sample listens");
        foreach (var forged in Forged(now))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(http, forged));
        }

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(http, Signed(1, now)));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(http, Signed(1, now)));
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(http, Signed(2, now, secret: Former)));
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Func<bool> hasEnded)
    {
        Assert.False(hasEnded(), "the sample has ended");
        try
        {
            using var answer = await http.PostAsync("", new StringContent("{}"));
            return answer.StatusCode == HttpStatusCode.Unauthorized;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient http, Webhook webhook)
    {
        using var content = new StringContent(webhook.Body, new MediaTypeHeaderValue("application/cloudevents+json"));
        content.Headers.Add("webhook-id", webhook.Id);
        content.Headers.Add("webhook-timestamp", webhook.Timestamp);
        content.Headers.Add("webhook-signature", webhook.Signature);
        using var answer = await http.PostAsync("", content);
        return answer.StatusCode;
    }

    private static List<Webhook> Forged(DateTimeOffset now)
    {
        var webhook = Signed(1, now);
        return
        [
            webhook with
            {
                Body = webhook.Body.Replace("18133", "18134", StringComparison.Ordinal),
            },
            webhook with
            {
                Body = webhook.Body[..^1],
            },
            webhook with
            {
                Id = "another",
            },
            webhook with
            {
                Id = "a.b",
            },
            webhook with
            {
                Timestamp = $"{now.ToUnixTimeSeconds() - 1}",
            },
            webhook with
            {
                Timestamp = "soon",
            },
            webhook with
            {
                Signature = webhook.Signature[..^5],
            },
            webhook with
            {
                Signature = "v1,",
            },
            Signed(1, now, secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
            Signed(1, now.AddSeconds(-330)),
            Signed(1, now.AddSeconds(630)),
        ];
    }

    private static Webhook Signed(int number, DateTimeOffset at, string secret = Secret)
    {
        var signature = new StandardWebhook(secret).Sign($"event-{number}", at, Body(number));
        return new Webhook($"event-{number}", $"{at.ToUnixTimeSeconds()}", signature, Body(number));
    }

    private static string Body(int number) =>
        StatusEvents.Json($"event-{number}", StatusTypes.DossierStageEntered, Dossier, number).ToJsonString();

    private static IEnumerable<string> Printed(params int[] numbers) =>
        numbers.Select(number => $"{StatusTypes.DossierStageEntered} {Dossier} {number}");

    private sealed record Webhook(string Id, string Timestamp, string Signature, string Body);
}
