using System.Net;
using Ntm.Client.Events;
using Ntm.Client.Webhooks;

namespace Ntm.Samples;

/// <summary>Receives webhooks on a port of this machine and prints each genuine event once. Needs Ntm.Client only.</summary>
public static class VerifyWebhook
{
    private const int LargestBody = 64 * 1024;

    public static async Task RunAsync(int port, string[] secrets, TextWriter output, CancellationToken stop)
    {
        var verifier = new WebhookVerifier(secrets);
        var seen = new HashSet<string>();
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        while (!stop.IsCancellationRequested)
        {
            var request = await listener.GetContextAsync().WaitAsync(stop);
            var body = new byte[LargestBody];
            var length = await request.Request.InputStream.ReadAtLeastAsync(body, LargestBody, throwOnEndOfStream: false, stop);

            var result = verifier.Verify(name => request.Request.Headers[name], body.AsSpan(0, length));
            request.Response.StatusCode = result.IsGenuine ? 204 : 401;
            if (result.IsGenuine && seen.Add(result.Id!)) // In earnest: a unique key in the database, committed with what you do.
            {
                var status = StatusEvent.Parse(body.AsMemory(0, length));
                await output.WriteLineAsync($"{status.Type} {status.Subject} {status.Sequence}");
            }

            request.Response.Close();
        }
    }
}
