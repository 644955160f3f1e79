using Ntm.Faults.Tests.Load;

namespace Ntm.Faults.Tests.Check;

/// <summary>What the check found wrong, each a sentence; empty when every promise was kept.</summary>
internal sealed class Findings
{
    private readonly List<string> all = [];

    public IReadOnlyList<string> All => all;

    public void Add(string finding) => all.Add(finding);

    /// <summary>Both must hold the same things, each as often: what is only expected was lost, what is only found is doubled or invented.</summary>
    public void Same(string what, IEnumerable<string> expected, IEnumerable<string> found)
    {
        var wanted = Counts(expected);
        var there = Counts(found);
        foreach (var (name, count) in wanted.Where(pair => pair.Value > there.GetValueOrDefault(pair.Key)))
        {
            all.Add($"{what}: lost {count - there.GetValueOrDefault(name)} × {name}");
        }

        foreach (var (name, count) in there.Where(pair => pair.Value > wanted.GetValueOrDefault(pair.Key)))
        {
            all.Add($"{what}: {count - wanted.GetValueOrDefault(name)} too many of {name}");
        }
    }

    public void InOrder(string what, IEnumerable<string> expected, IEnumerable<string> found)
    {
        var (wanted, there) = (expected.ToList(), found.ToList());
        if (!wanted.SequenceEqual(there))
        {
            all.Add($"{what}: expected [{string.Join(", ", wanted)}], found [{string.Join(", ", there)}]");
        }
    }

    public static string Line(IEnumerable<AcceptedStep> steps) => string.Join(", ", steps.CountBy(step => step.Act).Select(pair => $"{pair.Value} {pair.Key}"));

    private static Dictionary<string, int> Counts(IEnumerable<string> items) => items.CountBy(item => item).ToDictionary();
}
