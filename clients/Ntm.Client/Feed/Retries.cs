using System.Text.Json;

namespace Ntm.Client.Feed;

/// <summary>Repeats a request until it is answered or refused for good: after failures of the network, answers that break off, and
/// refusals that pass.</summary>
internal sealed class Retries(FeedOptions options, TimeProvider clock)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> request, CancellationToken cancellation)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                return await request(cancellation).ConfigureAwait(false);
            }
            catch (Exception failure) when (IsTransient(failure) && !cancellation.IsCancellationRequested)
            {
                var pause = PauseAfter(failure, failures);
                options.Retrying?.Invoke(failure, pause);
                await Task.Delay(pause, clock, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>A request that nobody cancelled and that ended so has run into the time limit of its client.</summary>
    private static bool IsTransient(Exception failure) =>
        failure is HttpRequestException or IOException or JsonException or OperationCanceledException or NtmException { IsTransient: true };

    private TimeSpan PauseAfter(Exception failure, int failures)
    {
        if (failure is NtmException { RetryAfter: { } asked })
        {
            return asked < TimeSpan.Zero ? TimeSpan.Zero
                : asked > options.LongestPause ? options.LongestPause
                : asked;
        }

        var doubled = First * Math.Pow(2, Math.Min(failures, 10));
        return (doubled < Longest ? doubled : Longest) * (0.8 + (0.4 * Random.Shared.NextDouble()));
    }
}
