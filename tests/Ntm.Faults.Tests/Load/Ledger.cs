using System.Collections.Concurrent;
using System.Text.Json;

namespace Ntm.Faults.Tests.Load;

/// <summary>A command that the host answered with success, however many times it had to be sent.</summary>
/// <param name="Key">Its Idempotency-Key.</param>
/// <param name="Service">First segment of its path: the service that answered.</param>
/// <param name="Act">What was done, for the check: <c>open</c>, <c>file</c>, …</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="Answer">Body of the answer.</param>
/// <param name="Dossier">Dossier it was about; null for others.</param>
/// <param name="Detail">Hash of the bytes sent, number of the document, code of the unit: what its effect is known by.</param>
internal sealed record AcceptedStep(string Key, string Service, string Act, int Status, JsonElement Answer, Guid? Dossier, string? Detail);

/// <summary>What the clients know: the only truth that the check believes.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentQueue<AcceptedStep> steps = new();
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int repeats;

    public IReadOnlyCollection<AcceptedStep> Steps => steps;

    /// <summary>Requests that got no answer, or none that settles anything, and were sent again.</summary>
    public int Repeats => repeats;

    /// <summary>Dossiers carried to the end of the load's story.</summary>
    public ConcurrentQueue<Guid> Finished { get; } = new();

    public IEnumerable<AcceptedStep> Of(string act) => steps.Where(step => step.Act == act);

    public void Accept(AcceptedStep step)
    {
        steps.Enqueue(step);
        Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>The same knowledge but for one step, or with one more: what a check must not agree with.</summary>
    public Ledger But(AcceptedStep? without = null, AcceptedStep? with = null)
    {
        var forged = new Ledger();
        foreach (var step in steps.Where(step => step != without).Concat(with is null ? [] : [with]))
        {
            forged.Accept(step);
        }

        Finished.ToList().ForEach(forged.Finished.Enqueue);
        return forged;
    }

    public void Repeat() => Interlocked.Increment(ref repeats);

    /// <summary>Ends with the next accepted step.</summary>
    public Task NextAsync() => Volatile.Read(ref next).Task;
}
