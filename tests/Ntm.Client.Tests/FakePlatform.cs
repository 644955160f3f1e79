using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ntm.Client.Tests;

/// <summary>The platform as a reader of its feed meets it: tokens, clients, pages, streams, snapshots, and every trouble a test asks for.
/// Nothing of the platform's own code is in it.</summary>
internal sealed class FakePlatform : IAsyncDisposable
{
    public const string ClientId = "ntm-1";
    public const string ClientSecret = "ntms_secret";

    private readonly WebApplication app;
    private readonly Lock gate = new();
    private readonly List<(long Position, JsonObject Event)> events = [];
    private TaskCompletionSource appended = New();
    private string token = "";
    private int tokens;

    private FakePlatform()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        app = builder.Build();
        app.MapPost("/identity/tokens", SignInAsync);
        app.MapPost("/identity/clients", RegisterAsync);
        app.MapGet("/notifications/events", ReadAsync);
        app.MapGet("/notifications/events/dossiers/{id:guid}", Snapshot);
    }

    public Guid Epoch { get; private set; } = Guid.CreateVersion7();

    public long TrimmedTo { get; set; }

    /// <summary>Life of a token in seconds.</summary>
    public int TokenLife { get; set; } = 600;

    /// <summary>What happens to the next requests for the feed instead of an answer; true means that one was given.</summary>
    public ConcurrentQueue<Func<HttpContext, Task>> Troubles { get; } = new();

    /// <summary>Queries of all requests for the feed.</summary>
    public ConcurrentQueue<string> Queries { get; } = new();

    /// <summary>Bodies of all requests to register a client.</summary>
    public ConcurrentQueue<string> Registered { get; } = new();

    /// <summary>Dossiers that nobody may see any more.</summary>
    public ConcurrentDictionary<Guid, bool> Hidden { get; } = new();

    public int TokensIssued => tokens;

    /// <summary>Position of the last event.</summary>
    public long Head => Behind(0).Head;

    public Uri Address => new(app.Urls.Single());

    public static async Task<FakePlatform> StartAsync()
    {
        var platform = new FakePlatform();
        await platform.app.StartAsync();
        return platform;
    }

    public void EndTokens() => token = "";

    /// <summary>Adds an event of a dossier.</summary>
    public string Append(Guid dossier, long sequence, string type = "vn.ntm.dossier.stage-entered", string? id = null)
    {
        lock (gate)
        {
            var status = StatusEvents.Json(id ?? $"{Guid.CreateVersion7()}", type, $"dossiers/{dossier}", sequence);
            events.Add((events.Count == 0 ? 1 : events[^1].Position + 1, status));
            var before = appended;
            appended = New();
            before.SetResult();
            return (string)status["id"]!;
        }
    }

    /// <summary>Puts the feed back to an earlier state: another epoch, and the events at other places.</summary>
    public void Restart(Predicate<string> keeps)
    {
        lock (gate)
        {
            var kept = events.Where(item => keeps((string)item.Event["id"]!)).Select(item => item.Event).ToList();
            events.Clear();
            events.AddRange(kept.Select((status, index) => (index + 1L, status)));
            Epoch = Guid.CreateVersion7();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SignInAsync(HttpContext http)
    {
        var body = (await JsonNode.ParseAsync(http.Request.Body))!;
        var program = (string?)body["clientId"] == ClientId && (string?)body["clientSecret"] == ClientSecret;
        if (!program && body["userName"] is null)
        {
            await RefuseAsync(http, 401, "identity.client_refused");
            return;
        }

        token = $"token-{Interlocked.Increment(ref tokens)}";
        await http.Response.WriteAsJsonAsync(
            new
            {
                accessToken = token,
                tokenType = "Bearer",
                expiresIn = TokenLife,
            }
        );
    }

    private async Task RegisterAsync(HttpContext http)
    {
        using var body = new StreamReader(http.Request.Body);
        Registered.Enqueue(await body.ReadToEndAsync());
        http.Response.StatusCode = 201;
        await http.Response.WriteAsJsonAsync(new { client = new { clientId = ClientId }, clientSecret = ClientSecret });
    }

    private async Task ReadAsync(HttpContext http)
    {
        Queries.Enqueue(http.Request.QueryString.Value ?? "");
        if (Troubles.TryDequeue(out var trouble))
        {
            await trouble(http);
        }
        else if (http.Request.Headers.Authorization != $"Bearer {token}")
        {
            await RefuseAsync(http, 401, "request.not_signed_in");
        }
        else if (http.Request.Headers.Accept.ToString().Contains("event-stream", StringComparison.Ordinal))
        {
            await StreamAsync(http);
        }
        else
        {
            await PageAsync(http);
        }
    }

    private async Task PageAsync(HttpContext http)
    {
        var after = long.Parse(http.Request.Query["after"].FirstOrDefault() ?? "0", CultureInfo.InvariantCulture);
        var limit = int.Parse(http.Request.Query["limit"].FirstOrDefault() ?? "100", CultureInfo.InvariantCulture);
        var epoch = http.Request.Query["epoch"].FirstOrDefault();
        if ((epoch is not null && epoch != $"{Epoch}") || after > Head)
        {
            await RefuseAsync(http, 410, "notifications.feed_restarted", 0);
            return;
        }

        if (after > 0 && after < TrimmedTo)
        {
            await RefuseAsync(http, 410, "notifications.feed_trimmed", TrimmedTo);
            return;
        }

        var (items, head, more) = Behind(after);
        if (items.Count == 0 && http.Request.Query["wait"].FirstOrDefault() is { } wait && wait != "0")
        {
            await more.WaitAsync(http.RequestAborted);
            (items, head, _) = Behind(after);
        }

        items = [.. items.Take(limit)];
        var next = items.Count > 0 ? items[^1].Position : Math.Max(after, head);
        await http.Response.WriteAsJsonAsync(
            new
            {
                items = items.Select(item => new { position = item.Position, @event = item.Event }),
                next,
                more = next < head,
                epoch = Epoch,
            }
        );
    }

    private async Task StreamAsync(HttpContext http)
    {
        http.Response.ContentType = "text/event-stream";
        var after = http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } cursor
            ? long.Parse(cursor.Split(':')[1], CultureInfo.InvariantCulture)
            : 0;
        await http.Response.WriteAsync(": keep-alive\n\n");
        while (true)
        {
            var (items, _, more) = Behind(after);
            foreach (var (position, status) in items)
            {
                await http.Response.WriteAsync($"id: {Epoch}:{position}\nevent: {status["type"]}\ndata: {status.ToJsonString()}\n\n");
                after = position;
            }

            await http.Response.Body.FlushAsync();
            await more.WaitAsync(http.RequestAborted);
        }
    }

    private async Task Snapshot(HttpContext http, Guid id)
    {
        var own = Behind(0).Items.Where(item => (string)item.Event["subject"]! == $"dossiers/{id}").ToList();
        if (own.Count == 0 || Hidden.ContainsKey(id))
        {
            await RefuseAsync(http, 404, "notifications.dossier_not_found");
            return;
        }

        await http.Response.WriteAsJsonAsync(
            new
            {
                dossierId = id,
                sequence = Sequence(own[^1].Event),
                oldest = Sequence(own[0].Event),
                position = own[^1].Position,
                epoch = Epoch,
                closed = false,
                last = own[^1].Event,
            }
        );
    }

    private static long Sequence(JsonObject status) => long.Parse((string)status["sequence"]!, CultureInfo.InvariantCulture);

    private (List<(long Position, JsonObject Event)> Items, long Head, Task More) Behind(long after)
    {
        lock (gate)
        {
            return (
                [.. events.Where(item => item.Position > Math.Max(after, TrimmedTo))],
                events.Count == 0 ? 0 : events[^1].Position,
                appended.Task
            );
        }
    }

    private Task RefuseAsync(HttpContext http, int status, string code, long? resumeAfter = null)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsync(
            JsonSerializer.Serialize(
                new
                {
                    type = "urn:ntm:error:" + code,
                    code,
                    epoch = Epoch,
                    head = Head,
                    resumeAfter,
                }
            )
        );
    }
}
