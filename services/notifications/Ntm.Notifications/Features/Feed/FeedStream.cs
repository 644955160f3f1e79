using System.Globalization;
using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ntm.Notifications.Features.Feed;

/// <summary>
/// The feed as <c>text/event-stream</c>. The id of each event is the cursor behind it. It ends with the token that opened it, when the
/// process stops, and where the feed has begun anew; a reader connects again with <c>Last-Event-ID</c> and learns why, or goes on.
/// </summary>
internal sealed class FeedStream(FeedReader reader, FeedPage first, TimeProvider clock) : IResult
{
    private const string MediaType = "text/event-stream";

    /// <summary>Shorter than any proxy waits for a sign of life.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    /// <summary>Whether the request prefers a stream.</summary>
    public static bool IsAskedFor(HttpContext http) =>
        http.Request.GetTypedHeaders().Accept.Any(accepted => accepted.MediaType.Equals(MediaType, StringComparison.OrdinalIgnoreCase));

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var stopping = httpContext.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        httpContext.Response.ContentType = MediaType;
        httpContext.Response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await WriteAsync(httpContext.Response, Expiry(httpContext.User), end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The reader left, or the process stops: a reader that is still there connects to another replica.
        }
    }

    private async Task WriteAsync(HttpResponse response, DateTimeOffset expiry, CancellationToken cancellation)
    {
        for (var page = first; page is not null && expiry - clock.GetUtcNow() is var left && left > TimeSpan.Zero; )
        {
            cancellation.ThrowIfCancellationRequested();
            await response.WriteAsync(TextOf(page), Encoding.UTF8, cancellation);
            await response.Body.FlushAsync(cancellation);
            var next = page.More
                ? await reader.NextAsync(page, cancellation)
                : await reader.WaitAsync(page with { Items = [] }, left < KeepAlive ? left : KeepAlive, cancellation);
            page = next.Page;
        }
    }

    /// <summary>Events, and behind them the cursor alone, so that a reader of few events does not scan those of others again.</summary>
    private static string TextOf(FeedPage page)
    {
        var text = new StringBuilder();
        foreach (var item in page.Items)
        {
            var type = item.Event.GetProperty("type").GetString();
            text.Append(CultureInfo.InvariantCulture, $"id: {new FeedCursor(item.Position, page.Epoch)}\nevent: {type}\n")
                .Append("data: ")
                .Append(item.Event.GetRawText())
                .Append("\n\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $": alive\nid: {new FeedCursor(page.Next, page.Epoch)}\n\n").ToString();
    }

    private static DateTimeOffset Expiry(ClaimsPrincipal user) =>
        long.TryParse(user.FindFirst("exp")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : DateTimeOffset.MinValue;
}
