using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ntm.Web;

/// <summary>
/// Base of every background service: rounds with a wait between them. A round that fails is logged and followed by the next.
/// The loop ends when the host stops and never by an exception, with which .NET would end the whole process.
/// </summary>
/// <param name="outages">Reports an unavailable database.</param>
/// <param name="log">Takes every other failure.</param>
public abstract partial class BackgroundLoop(Outages outages, ILogger log) : BackgroundService
{
    protected Outages Outages { get; } = outages;

    protected ILogger Logger { get; } = log;

    /// <summary>Wait before the first round.</summary>
    protected virtual TimeSpan FirstWait => TimeSpan.Zero;

    /// <summary>Wait after a round that failed.</summary>
    protected virtual TimeSpan WaitAfterFailure => TimeSpan.FromSeconds(1);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = FirstWait;
        while (!stoppingToken.IsCancellationRequested)
        {
            await WaitAsync(wait, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stoppingToken.IsCancellationRequested)
            {
                wait = await TryAsync(RunRoundAsync, stoppingToken);
            }
        }

        await TryAsync(
            async _ =>
            {
                await EndAsync();
                return TimeSpan.Zero;
            },
            stoppingToken
        );
    }

    /// <summary>One round; returns the wait until the next.</summary>
    protected abstract Task<TimeSpan> RunRoundAsync(CancellationToken cancellation);

    /// <summary>Waits between rounds, by the machine's time: an injected clock may be set by hand and cannot be waited on.</summary>
    protected virtual Task WaitAsync(TimeSpan wait, CancellationToken cancellation) => Task.Delay(wait, TimeProvider.System, cancellation);

    /// <summary>Called once after the last round of a host that stops; bounds its own time.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    private async Task<TimeSpan> TryAsync(Func<CancellationToken, Task<TimeSpan>> act, CancellationToken stopping)
    {
        try
        {
            return await act(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return TimeSpan.Zero;
        }
        catch (Exception exception)
        {
            var name = GetType() is { IsGenericType: true } type
                ? $"{type.Name.Split('`')[0]} of {type.GenericTypeArguments[0].Name}"
                : GetType().Name;
            if (!Outages.TryReport(exception) && Outages.Due(name) is { } count)
            {
                RoundFailed(Logger, name, count, WaitAfterFailure, exception);
            }

            return WaitAfterFailure;
        }
    }

    [LoggerMessage(
        9104,
        LogLevel.Error,
        "Background loop {Loop}: a round failed ({Count} failures since the last report); next round in {Wait}"
    )]
    private static partial void RoundFailed(ILogger logger, string loop, int count, TimeSpan wait, Exception exception);
}
