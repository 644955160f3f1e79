using System.Globalization;

namespace Ntm.Benchmarks;

/// <summary>Every figure beside its floor and its goal.</summary>
/// <param name="figure">Head of the column of names.</param>
/// <param name="measured">What is measured.</param>
/// <param name="floor">What it is held against.</param>
internal sealed class Report(string figure, string measured, string floor)
{
    private readonly List<string[]> rows =
    [
        [figure, measured, floor, "ratio", "goal"],
    ];
    private readonly List<string> notes = [];

    /// <summary>Commits a step that the floor makes.</summary>
    public double FloorCommits { get; set; }

    public void Paces(List<Pace> http, List<Pace> bareHttp, List<Pace> module, List<Pace> bare)
    {
        var (one, two, three, four) = (Load.Middle(http), Load.Middle(bareHttp), Load.Middle(module), Load.Middle(bare));
        Row("steps/s through HTTP, answered", one.Accepted, two.Accepted, "");
        Row("steps/s through HTTP, all consequences committed", one.Settled, two.Settled, "ratio >= 0.5");
        Row("steps/s through the module, answered", three.Accepted, four.Accepted, ">= 550/s");
        Row("steps/s through the module, all consequences committed", three.Settled, four.Settled, "");
        Row("processor ms a step through HTTP", one.CpuMs, two.CpuMs, "");
        Row("processor ms a step through the module", three.CpuMs, four.CpuMs, "");
        notes.Add(
            "runs, answered/s: HTTP " + Join(http) + "; bare HTTP " + Join(bareHttp) + "; module " + Join(module) + "; bare " + Join(bare)
        );
    }

    public void Waits(Waits platform, Waits floor)
    {
        Row("decision at 50/s, p50 ms", platform.P50, floor.P50, "<= 40 ms");
        Row("decision at 50/s, p99 ms", platform.P99, floor.P99, "<= 200 ms");
        Row("decision at 50/s, longest ms", platform.Most, floor.Most, "");
    }

    public void Commits(CommitCounter counter, double steps, bool showStatements)
    {
        Row(
            "commits a step, all services",
            (counter.Transactions.Values.Sum() + counter.OwnCommits.Values.Sum()) / steps,
            FloorCommits,
            ""
        );
        foreach (var (service, count) in counter.Transactions.OrderBy(pair => pair.Key))
        {
            Row($"  {service}: transactions a step", count / steps, null, "");
        }

        foreach (var (service, count) in counter.OwnCommits.OrderBy(pair => pair.Key))
        {
            Row($"  {service}: relay's claims and deletions a step", count / steps, null, "");
        }

        foreach (var (service, count) in counter.Trips.OrderBy(pair => pair.Key))
        {
            Row($"  {service}: statements a step, BEGIN and COMMIT counted", count / steps, null, "");
        }

        if (showStatements)
        {
            notes.AddRange(
                counter
                    .Statements.OrderByDescending(pair => pair.Value)
                    .Take(60)
                    .Select(pair => $"{Text(pair.Value / steps)} × {pair.Key.ReplaceLineEndings(" ")}")
            );
        }
    }

    public void Print(TextWriter output)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(place => rows.Max(row => row[place].Length)).ToList();
        output.WriteLine();
        foreach (var row in rows)
        {
            output.WriteLine(
                "| "
                    + string.Join(" | ", row.Select((cell, place) => place == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[place])))
                    + " |"
            );
        }

        output.WriteLine();
        notes.ForEach(output.WriteLine);
    }

    public void Note(string note) => notes.Add(note);

    public void Row(string name, double value, double? bare, string goal) =>
        rows.Add([name, Text(value), bare is { } shown ? Text(shown) : "", bare is { } under and > 0 ? Text(value / under) : "", goal]);

    private static string Join(List<Pace> runs) => string.Join(" ", runs.Select(run => Text(run.Accepted)));

    private static string Text(double value) =>
        value.ToString(
            Math.Abs(value) >= 100 ? "0"
                : Math.Abs(value) >= 10 ? "0.0"
                : "0.00",
            CultureInfo.InvariantCulture
        );
}
