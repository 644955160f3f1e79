namespace Ntm.Dossier.Domain.Titles;

/// <summary>A title of communes; a later one in the list stands above an earlier one.</summary>
internal sealed record CommuneTitle(string Key, string Name);

/// <summary>What a commune builds that was merged from communes of two levels, or of one.</summary>
internal sealed record MergedUnitRule
{
    /// <summary>Stable key of this version of the rule.</summary>
    public required string Key { get; init; }

    /// <summary>First legal day of the rule.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last legal day of the rule; null while no end is known.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Title of the commune of the lower level; null for one that was not recognised.</summary>
    public string? Lower { get; init; }

    /// <summary>Title of the other; the same as <see cref="Lower"/> where all stood on one level.</summary>
    public required string Higher { get; init; }

    /// <summary>Title that the merged commune builds; null where the chair of the province acknowledges the title by one decision, and
    /// the commune raises its criteria from there.</summary>
    public string? Builds { get; init; }

    /// <summary>Legal source, in Vietnamese.</summary>
    public required string Source { get; init; }

    /// <summary>How sure the source is: <c>V</c> and a number, <c>M</c>, or <c>M?</c>, which may be shown but never decides.</summary>
    public required string Mark { get; init; }

    /// <summary>True when the source is confirmed well enough to decide by.</summary>
    public bool Decides => Mark != "M?";
}

/// <summary>The dated rules on merged communes, read from <c>merged-units.json</c>.</summary>
internal sealed class MergedUnitRules
{
    private const string FileName = "merged-units.json";

    private readonly IReadOnlyList<MergedUnitRule> rules;

    private MergedUnitRules(MergedUnitFile file) => (Titles, rules) = (file.Titles, file.Rules);

    /// <summary>The titles of communes, the lowest first.</summary>
    public IReadOnlyList<CommuneTitle> Titles { get; }

    /// <summary>Place of a title among all, from 1; 0 for none and for one that communes do not have.</summary>
    public int RankOf(string? title) => Titles.Select(known => known.Key).ToList().IndexOf(title!) + 1;

    /// <summary>Name of a title that people read.</summary>
    public string NameOf(string? title) => Titles.FirstOrDefault(known => known.Key == title)?.Name ?? "chưa được công nhận";

    /// <summary>
    /// The rule on a legal day for a commune merged from communes of these titles. Of more than two levels the lowest is held against
    /// each other one, and where the rules differ none decides. Null where nothing is said: no commune had a title, or no rule is known.
    /// </summary>
    /// <param name="held">Title of each commune before; null for one that was not recognised.</param>
    /// <param name="day">Legal day.</param>
    public MergedUnitRule? For(IReadOnlyCollection<string?> held, DateOnly day)
    {
        var levels = held.Distinct().OrderBy(RankOf).ToList();
        if (levels is [] or [null])
        {
            return null;
        }

        var higher = levels.Count == 1 ? levels : levels[1..];
        var found = higher.ConvertAll(title => Find(levels[0], title!, day));
        return found.Contains(null) || found.DistinctBy(rule => rule!.Builds).Count() > 1
            ? null
            : found.OrderBy(rule => rule!.Decides).First();
    }

    private MergedUnitRule? Find(string? lower, string higher, DateOnly day) =>
        rules.FirstOrDefault(rule =>
            rule.Lower == lower && rule.Higher == higher && rule.ValidFrom <= day && (rule.ValidTo is null || day <= rule.ValidTo)
        );

    /// <summary>The rules that ship with the platform.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static MergedUnitRules Load() => Parse(StrictJson.Embedded(typeof(MergedUnitRules), FileName));

    /// <summary>Rules of a data file.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static MergedUnitRules Parse(Stream? file)
    {
        var (read, faults) = StrictJson.Read<MergedUnitFile>(file).Check(FaultsOf);
        return faults.Count == 0
            ? new MergedUnitRules(read!)
            : throw new InvalidDataException($"{FileName}:\n" + string.Join('\n', faults));
    }

    private static IEnumerable<string> FaultsOf(MergedUnitFile file)
    {
        var ranks = file.Titles.Select(title => title.Key).ToList();
        foreach (var rule in file.Rules)
        {
            if (!ranks.Contains(rule.Higher) || ranks.IndexOf(rule.Lower!) > ranks.IndexOf(rule.Higher))
            {
                yield return $"{rule.Key}: lower phải là danh hiệu không cao hơn higher, hoặc null.";
            }

            if (rule.Builds is null != (rule.Lower == rule.Higher) || (rule.Builds is { } builds && !ranks.Contains(builds)))
            {
                yield return $"{rule.Key}: builds phải là một danh hiệu, và là null khi các xã cùng mức.";
            }

            if (string.IsNullOrWhiteSpace(rule.Source) || string.IsNullOrWhiteSpace(rule.Mark) || rule.ValidTo < rule.ValidFrom)
            {
                yield return $"{rule.Key}: thiếu căn cứ, ký hiệu nguồn, hoặc validTo trước validFrom.";
            }
        }

        foreach (var twice in file.Rules.GroupBy(rule => (rule.Lower, rule.Higher)))
        {
            var ordered = twice.OrderBy(rule => rule.ValidFrom).ToList();
            foreach (
                var next in ordered
                    .Skip(1)
                    .Zip(ordered)
                    .Where(pair => pair.Second.ValidTo is null || pair.First.ValidFrom <= pair.Second.ValidTo)
            )
            {
                yield return $"{next.First.Key}: trùng thời gian với {next.Second.Key}.";
            }
        }
    }

    private sealed record MergedUnitFile(IReadOnlyList<CommuneTitle> Titles, IReadOnlyList<MergedUnitRule> Rules);
}
