namespace Ntm.Dossier.Domain.Titles;

/// <summary>A title that a commune held on a day, or that it held none, with the document that says so.</summary>
/// <param name="Title">Key of the title; null where the document says that there is none.</param>
/// <param name="Since">Legal day since which it counts.</param>
/// <param name="Document">Document, as people cite it.</param>
internal sealed record HeldTitle(string? Title, DateOnly Since, string Document);

/// <summary>A commune that went up into another.</summary>
/// <param name="Code">Official code.</param>
/// <param name="Name">Its last name.</param>
/// <param name="LastDay">Its last legal day.</param>
/// <param name="Held">What it held then; null where the platform knows nothing of it, which is not the same as no title.</param>
internal sealed record Predecessor(string Code, string Name, DateOnly LastDay, HeldTitle? Held);

/// <summary>A commune, the communes that it was merged from, and what follows from their titles for its own.</summary>
/// <param name="Code">Official code.</param>
/// <param name="Name">Name on the day.</param>
/// <param name="Held">What it holds itself; an acknowledgement included.</param>
/// <param name="Predecessors">What it was merged from; fewer than two where it was not merged.</param>
internal sealed record MergedUnit(string Code, string Name, HeldTitle? Held, IReadOnlyList<Predecessor> Predecessors)
{
    /// <summary>The rule that says what it builds; null where it was not merged, holds a title of its own, or none is known.</summary>
    public MergedUnitRule? RuleOn(DateOnly day, MergedUnitRules rules) =>
        Predecessors.Count < 2 || Held is { Title: not null }
            ? null
            : rules.For([.. Predecessors.Select(before => before.Held?.Title)], day);

    /// <summary>True when it is known of every commune before what it held; else a rule is shown and refuses nobody.</summary>
    public bool Certain => Predecessors.All(before => before.Held is not null);

    /// <summary>Why a dossier for a title is not what it builds; null where it may be opened.</summary>
    public Error? Refusal(string title, DateOnly day, MergedUnitRules rules) =>
        RuleOn(day, rules) is not { Decides: true } rule || !Certain || rules.RankOf(title) == 0 || rule.Builds == title
            ? null
            : TitleErrors.WrongTitle(Reason(rule, rules), rule.Source);

    /// <summary>What follows for it, in Vietnamese.</summary>
    public string Reason(MergedUnitRule rule, MergedUnitRules rules)
    {
        var before = string.Join(", ", Predecessors.Select(one => $"{one.Name} ({rules.NameOf(one.Held?.Title)})"));
        return $"{Name} được sáp nhập từ {before}: "
            + (
                rule.Builds is { } builds
                    ? $"xã mới xây dựng danh hiệu {rules.NameOf(builds)}."
                    : $"Chủ tịch UBND tỉnh ra một quyết định công nhận xã mới đạt {rules.NameOf(rule.Higher)}, sau đó xã nâng chất các "
                        + "tiêu chí. Lãnh đạo UBND tỉnh ghi quyết định đó vào hệ thống."
            );
    }
}
