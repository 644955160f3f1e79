using System.Text.Json;

namespace Ntm.Ledger.Checks;

/// <summary>What a process held at a moment.</summary>
/// <param name="Process">Its name.</param>
/// <param name="Moment"><c>before</c> the fault, <c>during</c> it, or <c>after</c> everything was drained.</param>
/// <param name="MemoryMb">Resident memory.</param>
/// <param name="Handles">Open file descriptors.</param>
/// <param name="Connections">Connections to its database.</param>
internal sealed record Sample(string Process, string Moment, double MemoryMb, double Handles, double Connections);

/// <summary>I9: what a process holds after everything was drained is near what it held before.</summary>
internal sealed class Resources(string path, Findings findings)
{
    public void Check()
    {
        var samples = File.ReadLines(path).Select(line => JsonSerializer.Deserialize<Sample>(line, JsonSerializerOptions.Web)!).ToList();
        foreach (var process in samples.GroupBy(sample => sample.Process))
        {
            Near(process, "MB of memory", sample => sample.MemoryMb, 96);
            Near(process, "handles", sample => sample.Handles, 100);
            Near(process, "connections", sample => sample.Connections, 20);
        }
    }

    /// <summary>One and a half times as much plus a margin, since the garbage collector and the pools keep memory for reuse.</summary>
    private void Near(IGrouping<string, Sample> process, string what, Func<Sample, double> held, double over)
    {
        var before = process.Where(sample => sample.Moment == "before").Select(held).ToList();
        var after = process.Where(sample => sample.Moment == "after").Select(held).ToList();
        if (before.Count == 0 || after.Count == 0)
        {
            findings.Add("I9", $"{process.Key}: no sample from {(before.Count == 0 ? "before" : "after")}");
        }
        else if (after[^1] > (before.Max() * 1.5) + over)
        {
            findings.Add("I9", $"{process.Key}: {after[^1]:0} {what} after everything was drained, {before.Max():0} before");
        }
    }
}
