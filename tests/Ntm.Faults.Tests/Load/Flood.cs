using System.Collections.Concurrent;

namespace Ntm.Faults.Tests.Load;

/// <summary>
/// Requests at a rate of its own, however fast they are answered. What was refused is offered again under its own key, so that
/// in the end every command is accepted once or was never sent.
/// </summary>
internal sealed class Flood(LoadPeople people)
{
    private const int MostUnanswered = 3000;
    private const int FirstCode = 95_000;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<(string Key, string Code)> refused = new();
    private readonly ConcurrentDictionary<Task, bool> unanswered = new();
    private int codes;

    /// <summary>Commands that were accepted.</summary>
    public int Accepted => codes - refused.Count;

    public async Task RunAsync(double perSecond, TimeSpan time)
    {
        using var beats = new PeriodicTimer(Beat);
        for (double beat = 0, due = 0, sent = 0; beat < time / Beat; beat++)
        {
            await beats.WaitForNextTickAsync();
            for (due += perSecond * Beat.TotalSeconds; sent < due && unanswered.Count < MostUnanswered; sent++)
            {
                Send(sent % 2 == 0 ? OfferAsync() : AskAsync((int)sent));
            }
        }

        await Task.WhenAll(unanswered.Keys);
    }

    /// <summary>Sends what was refused until it is accepted: it may have been done and its answer lost.</summary>
    public async Task SettleAsync()
    {
        while (!refused.IsEmpty)
        {
            await OfferAsync();
        }
    }

    private async Task OfferAsync()
    {
        var next = refused.TryDequeue(out var again)
            ? again
            : (Guid.CreateVersion7().ToString(), $"{FirstCode + Interlocked.Increment(ref codes)}");
        var body = CommuneLoad.Commune(next.Item2);
        if (!await people.Administrator.OfferAsync("unit", HttpMethod.Post, "/identity/units", body, next.Item1, next.Item2))
        {
            refused.Enqueue(next);
        }
    }

    private Task AskAsync(int number) =>
        (
            number % 3 == 0 ? people.Reviewer
            : number % 3 == 1 ? people.Submitter
            : people.ProvinceLeader
        ).OfferAsync("", HttpMethod.Get, "/notifications/inbox?limit=100", null, null, null);

    private void Send(Task request)
    {
        unanswered[request] = true;
        _ = request.ContinueWith(done => unanswered.TryRemove(done, out _), TaskScheduler.Default);
    }
}
