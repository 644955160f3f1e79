using System.Collections.Concurrent;
using System.Text.Json;

namespace Ntm.Faults.Tests.Load;

/// <summary>A command that the platform answered with success, however many times it had to be sent.</summary>
/// <param name="Key">Its Idempotency-Key.</param>
/// <param name="Service">Service that owns the effect.</param>
/// <param name="Act">What was done, for the check: <c>open</c>, <c>file</c>, …</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="Answer">Body of the answer.</param>
/// <param name="Dossier">Dossier it was about; null for others.</param>
/// <param name="Detail">Hash of the bytes sent, number of the document, code of the unit: what its effect is known by.</param>
internal sealed record AcceptedStep(string Key, string Service, string Act, int Status, JsonElement? Answer, Guid? Dossier, string? Detail);

/// <summary>What the clients know: the only truth that the check believes. Each accepted answer is a line of its file at once.</summary>
internal sealed class Ledger : IDisposable
{
    private readonly ConcurrentQueue<AcceptedStep> steps = new();
    private readonly Lock file = new();
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int repeats;

    public Ledger() => System.IO.File.WriteAllText(File, "");

    /// <summary>The file that the ledger program reads.</summary>
    public string File { get; } = Path.Combine(Directory.CreateTempSubdirectory("ntm-ledger-").FullName, "accepted.jsonl");

    public IReadOnlyCollection<AcceptedStep> Steps => steps;

    /// <summary>Requests that got no answer, or none that settles anything, and were sent again.</summary>
    public int Repeats => repeats;

    /// <summary>Dossiers carried to the end of the load's story.</summary>
    public ConcurrentQueue<Guid> Finished { get; } = new();

    public IEnumerable<AcceptedStep> Of(string act) => steps.Where(step => step.Act == act);

    /// <summary>How often each act was accepted, in one line.</summary>
    public override string ToString() => string.Join(", ", steps.CountBy(step => step.Act).Select(pair => $"{pair.Value} {pair.Key}"));

    public void Accept(AcceptedStep step)
    {
        steps.Enqueue(step);
        Write(step);
        Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public void Finish(Guid dossier)
    {
        Finished.Enqueue(dossier);
        Write(new AcceptedStep("", "", "finished", 0, null, dossier, null));
    }

    /// <summary>The same knowledge but for one step, or with one more: what a check must not agree with.</summary>
    public Ledger But(AcceptedStep? without = null, AcceptedStep? with = null)
    {
        var forged = new Ledger();
        foreach (var step in steps.Where(step => step != without).Concat(with is null ? [] : [with]))
        {
            forged.Accept(step);
        }

        Finished.ToList().ForEach(forged.Finish);
        return forged;
    }

    public void Repeat() => Interlocked.Increment(ref repeats);

    /// <summary>Ends with the next accepted step.</summary>
    public Task NextAsync() => Volatile.Read(ref next).Task;

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(File)!, recursive: true);

    private void Write(AcceptedStep step)
    {
        lock (file)
        {
            System.IO.File.AppendAllText(File, JsonSerializer.Serialize(step, JsonSerializerOptions.Web) + "\n");
        }
    }
}
