using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Ntm.Testing;

namespace Ntm.Notifications.Tests.Webhooks;

/// <summary>One request that an endpoint got.</summary>
/// <param name="Id">Its <c>webhook-id</c>.</param>
/// <param name="Body">Its body, as it came.</param>
/// <param name="Headers">Its headers.</param>
internal sealed record Delivery(string Id, string Body, IHeaderDictionary Headers)
{
    public JsonElement Event => JsonElement.Parse(Body);

    public string Type => Event.GetProperty("type").GetString()!;

    public bool IsVerification => Type == "vn.ntm.webhook.verification";

    public string Subject => Event.GetProperty("subject").GetString()!;

    public long Sequence => long.Parse(Event.GetProperty("sequence").GetString()!, null);
}

/// <summary>An endpoint of another system on this machine; what it does with a request is given by the test.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<Delivery> all = new();
    private readonly CancellationTokenSource closing = new();

    private Receiver(WebApplication app) => this.app = app;

    /// <summary>What it answers; 200 unless a test says otherwise. Verifications are answered with 200 before it is asked.</summary>
    public Func<HttpContext, Delivery, Task> Answer { get; set; } = (_, _) => Task.CompletedTask;

    public string Url => app.Urls.Single() + "/hook";

    /// <summary>Every request in the order in which it came, but for verifications.</summary>
    public IReadOnlyList<Delivery> Deliveries => [.. all.Where(one => !one.IsVerification)];

    public Delivery Verification => all.First(one => one.IsVerification);

    /// <summary>Ends when the receiver is disposed: what hangs hangs until then.</summary>
    public CancellationToken Closing => closing.Token;

    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>Waits until so many requests have come.</summary>
    public Task ReceivedAsync(int count) =>
        Eventually.TrueAsync(() => Deliveries.Count >= count, $"{count} deliveries; there are {Deliveries.Count}");

    public async ValueTask DisposeAsync()
    {
        if (!closing.IsCancellationRequested)
        {
            await closing.CancelAsync();
            await app.DisposeAsync();
        }
    }

    private async Task ReceiveAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var one = new Delivery(
            http.Request.Headers["webhook-id"].ToString(),
            Encoding.UTF8.GetString(body.ToArray()),
            new HeaderDictionary(http.Request.Headers.ToDictionary())
        );
        all.Enqueue(one);
        if (!one.IsVerification)
        {
            await Answer(http, one);
        }
    }
}
