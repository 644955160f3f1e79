namespace Ntm.Dossier.Domain.Procedures;

/// <summary>The legal cut-off of a stage in some years: "trước ngày dd/MM".</summary>
internal sealed record CutOffRule
{
    /// <summary>Name by which path files ask for it.</summary>
    public required string Key { get; init; }

    /// <summary>Code of the province that set it; null for every province without a row of its own.</summary>
    public string? Province { get; init; }

    /// <summary>First year that a title is sought for.</summary>
    public required int FirstYear { get; init; }

    /// <summary>Last such year.</summary>
    public required int LastYear { get; init; }

    /// <summary>The day of each of these years before which it must be done, <c>MM-dd</c>.</summary>
    public required string Before { get; init; }

    /// <summary>Legal source, in Vietnamese.</summary>
    public required string Source { get; init; }

    /// <summary>How sure the source is: <c>V</c> and a number, <c>S</c> or <c>M</c>; a cut-off in doubt would refuse people.</summary>
    public required string Mark { get; init; }
}

/// <summary>The dated cut-offs of the platform, read from <c>cut-offs.json</c>: a rule of a year and a province.</summary>
internal sealed class CutOffRules
{
    private const string FileName = "cut-offs.json";

    private readonly IReadOnlyList<CutOffRule> rules;

    private CutOffRules(IReadOnlyList<CutOffRule> rules) => this.rules = rules;

    public bool Knows(string key) => rules.Any(rule => rule.Key == key);

    /// <summary>The cut-off of a province and year, of its own rule before the one for all; null when none is known.</summary>
    public MonthDay? Of(string key, string province, int year) =>
        rules
            .Where(rule => rule.Key == key && rule.FirstYear <= year && year <= rule.LastYear)
            .Where(rule => rule.Province is null || rule.Province == province)
            .MaxBy(rule => rule.Province is null ? 0 : 1)
            is { } found
            ? MonthDay.Parse(found.Before)
            : null;

    /// <summary>The cut-offs that ship with the platform.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static CutOffRules Load() => Parse(StrictJson.Embedded(typeof(CutOffRules), FileName));

    /// <summary>The cut-offs of a data file.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static CutOffRules Parse(Stream? file)
    {
        var (read, faults) = StrictJson.Read<CutOffFile>(file).Check(found => FaultsOf(found.CutOffs));
        return faults.Count == 0
            ? new CutOffRules(read!.CutOffs)
            : throw new InvalidDataException($"{FileName}:\n" + string.Join('\n', faults));
    }

    private static IEnumerable<string> FaultsOf(IReadOnlyList<CutOffRule> rules)
    {
        foreach (var rule in rules)
        {
            var place = $"{rule.Key} {rule.Province ?? "*"} {rule.FirstYear}–{rule.LastYear}";
            if (MonthDay.Parse(rule.Before) is null)
            {
                yield return $"{place}: “{rule.Before}” không phải ngày dạng MM-dd có trong mọi năm.";
            }

            if (rule.LastYear < rule.FirstYear)
            {
                yield return $"{place}: lastYear trước firstYear.";
            }

            if (string.IsNullOrWhiteSpace(rule.Source) || rule.Mark is "" or "M?" or "?")
            {
                yield return $"{place}: thiếu căn cứ, hoặc căn cứ chưa được xác nhận.";
            }
        }

        var overlaps =
            from first in rules.Index()
            from second in rules.Index()
            where
                first.Index < second.Index
                && (first.Item.Key, first.Item.Province) == (second.Item.Key, second.Item.Province)
                && first.Item.FirstYear <= second.Item.LastYear
                && second.Item.FirstYear <= first.Item.LastYear
            select $"{first.Item.Key} {first.Item.Province ?? "*"}: hai dòng cho cùng một năm.";
        foreach (var overlap in overlaps)
        {
            yield return overlap;
        }
    }

    private sealed record CutOffFile(IReadOnlyList<CutOffRule> CutOffs);
}
