namespace Ntm.Ledger;

/// <summary>What is wrong, each a sentence that begins with the promise it breaks; empty when every promise was kept.</summary>
internal sealed class Findings
{
    private readonly List<string> all = [];

    public IReadOnlyList<string> All => all;

    public void Add(string promise, string finding) => all.Add($"{promise} {finding}");

    /// <summary>Both must hold the same things, each as often: what is only expected was lost, what is only found is doubled or
    /// invented.</summary>
    public void Same(string promise, string what, IEnumerable<string> expected, IEnumerable<string> found)
    {
        var wanted = expected.CountBy(item => item).ToDictionary();
        var there = found.CountBy(item => item).ToDictionary();
        foreach (var (name, count) in wanted.Where(pair => pair.Value > there.GetValueOrDefault(pair.Key)))
        {
            Add(promise, $"{what}: lost {count - there.GetValueOrDefault(name)} × {name}");
        }

        foreach (var (name, count) in there.Where(pair => pair.Value > wanted.GetValueOrDefault(pair.Key)))
        {
            Add(promise, $"{what}: {count - wanted.GetValueOrDefault(name)} too many of {name}");
        }
    }

    public void InOrder(string promise, string what, IEnumerable<string> expected, IEnumerable<string> found)
    {
        var (wanted, there) = (expected.ToList(), found.ToList());
        if (!wanted.SequenceEqual(there))
        {
            Add(promise, $"{what}: expected [{string.Join(", ", wanted)}], found [{string.Join(", ", there)}]");
        }
    }
}
