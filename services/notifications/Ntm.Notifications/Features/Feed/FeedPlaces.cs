using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Ntm.Web;

namespace Ntm.Notifications.Features.Feed;

/// <summary>
/// How many readers wait for the feed at a time, in all and of one caller. They wait outside the places of ordinary requests, and only a
/// few of them ask the database at once, so that waiting readers slow nobody down.
/// </summary>
internal sealed class FeedPlaces(IOptions<NotificationsOptions> options) : IDisposable
{
    private const int ReadsAtOnce = 8;
    private const int RetryAfterSeconds = 5;

    private static readonly Error TooMany = Error.TooMany(
        "notifications.feed_waits_of_caller",
        "Tài khoản hoặc ứng dụng này đang chờ sự kiện bằng quá nhiều kết nối. Hãy đóng bớt kết nối, hoặc đọc không chờ (wait=0)."
    );

    private static readonly Error Full = new(
        "notifications.feed_waits_full",
        "Máy chủ đang có quá nhiều kết nối chờ sự kiện. Hãy thử lại sau ít giây, hoặc đọc không chờ (wait=0).",
        ErrorKind.Unavailable
    );

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> callers = [];
    private readonly SemaphoreSlim reads = new(ReadsAtOnce);
    private int all;

    /// <summary>Takes a place until what it returns is disposed, and gives back that of an ordinary request.</summary>
    public (IDisposable? Place, Error? Refusal) Enter(Caller caller, HttpContext http)
    {
        lock (gate)
        {
            var own = callers.GetValueOrDefault(caller.Subject);
            var refusal =
                own >= options.Value.FeedWaitsPerCaller ? TooMany
                : all >= options.Value.FeedWaits ? Full
                : null;
            if (refusal is not null)
            {
                http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
                return (null, refusal);
            }

            callers[caller.Subject] = own + 1;
            all++;
        }

        http.Features.Get<AdmissionPlace>()?.Leave();
        return (new Place(this, caller.Subject), null);
    }

    /// <summary>Reads when it is this reader's turn.</summary>
    public async Task<T> ReadAsync<T>(Func<Task<T>> read, CancellationToken cancellation)
    {
        await reads.WaitAsync(cancellation);
        try
        {
            return await read();
        }
        finally
        {
            reads.Release();
        }
    }

    public void Dispose() => reads.Dispose();

    private void Leave(string subject)
    {
        lock (gate)
        {
            all--;
            if (--callers[subject] == 0)
            {
                callers.Remove(subject);
            }
        }
    }

    private sealed class Place(FeedPlaces places, string subject) : IDisposable
    {
        private int left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref left, 1) == 0)
            {
                places.Leave(subject);
            }
        }
    }
}
