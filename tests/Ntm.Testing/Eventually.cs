using System.Diagnostics;

namespace Ntm.Testing;

/// <summary>Waits for a condition with a limit, so that no test guesses how long something takes.</summary>
public static class Eventually
{
    /// <summary>A safety net only: no machine, however busy, takes so long for what a test waits for.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static Task TrueAsync(Func<Task<bool>> condition, string what, TimeSpan? limit = null) =>
        TrueAsync(condition, () => what, limit);

    /// <param name="condition">What must come true.</param>
    /// <param name="what">Tells what was waited for and what was found at the last look.</param>
    /// <param name="limit">Longest wait.</param>
    /// <exception cref="TimeoutException">It did not come true.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, Func<string> what, TimeSpan? limit = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > (limit ?? Limit))
            {
                throw new TimeoutException($"Waited {watch.Elapsed.TotalSeconds:0} s in vain for: {what()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    public static Task TrueAsync(Func<bool> condition, string what, TimeSpan? limit = null) =>
        TrueAsync(() => Task.FromResult(condition()), what, limit);
}
