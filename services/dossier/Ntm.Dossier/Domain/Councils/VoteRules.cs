namespace Ntm.Dossier.Domain.Councils;

/// <summary>The dated voting rules of the platform, read from <c>vote-rules.json</c>.</summary>
internal sealed class VoteRules
{
    private const string FileName = "vote-rules.json";

    private readonly IReadOnlyList<VoteRule> rules;

    private VoteRules(IReadOnlyList<VoteRule> rules) => this.rules = rules;

    /// <summary>Days on which a rule begins to be in force, or is no longer.</summary>
    public IEnumerable<DateOnly> Changes =>
        rules.Select(rule => rule.ValidFrom).Concat(rules.Select(rule => rule.ValidTo?.AddDays(1)).OfType<DateOnly>());

    /// <summary>The rule in force on a legal day; null when none is known for it.</summary>
    public VoteRule? On(DateOnly day) => rules.FirstOrDefault(rule => rule.Covers(day));

    /// <summary>The same rules, each changed.</summary>
    public VoteRules With(Func<VoteRule, VoteRule> change) => new([.. rules.Select(change)]);

    /// <summary>The rules that ship with the platform.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static VoteRules Load() => Parse(StrictJson.Embedded(typeof(VoteRules), FileName));

    /// <summary>Rules of a data file.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static VoteRules Parse(Stream? file)
    {
        var (read, faults) = StrictJson.Read<VoteRuleFile>(file).Check(found => FaultsOf(found.Rules));
        return faults.Count == 0
            ? new VoteRules([.. read!.Rules.OrderBy(rule => rule.ValidFrom)])
            : throw new InvalidDataException($"{FileName}:\n" + string.Join('\n', faults));
    }

    private static IEnumerable<string> FaultsOf(IReadOnlyList<VoteRule> rules)
    {
        if (rules.Count == 0)
        {
            yield return "không có quy tắc nào.";
        }

        foreach (var rule in rules)
        {
            if (!IsShare(rule.Quorum) || !IsShare(rule.Majority))
            {
                yield return $"{rule.Key}: tỷ lệ phải là phân số từ trên 0 đến 1 và có căn cứ, ký hiệu nguồn.";
            }

            if (rule.Size.Fewest < 1 || string.IsNullOrWhiteSpace(rule.Size.Source) || string.IsNullOrWhiteSpace(rule.Size.Mark))
            {
                yield return $"{rule.Key}: số thành viên phải từ 1 và có căn cứ, ký hiệu nguồn.";
            }

            if (rule.ValidTo < rule.ValidFrom)
            {
                yield return $"{rule.Key}: validTo trước validFrom.";
            }
        }

        foreach (var group in rules.GroupBy(rule => rule.Key).Where(group => group.Count() > 1))
        {
            yield return $"{group.Key}: khóa trùng lặp.";
        }

        var ordered = rules.OrderBy(rule => rule.ValidFrom).ToList();
        for (var next = 1; next < ordered.Count; next++)
        {
            if (ordered[next - 1].ValidTo is not { } end || end.AddDays(1) != ordered[next].ValidFrom)
            {
                yield return $"{ordered[next].Key}: hiệu lực không nối tiếp ngay sau {ordered[next - 1].Key}.";
            }
        }
    }

    private static bool IsShare(RequiredShare share) =>
        share.Numerator >= 1
        && share.Numerator <= share.Denominator
        && share.Denominator <= 1000
        && !string.IsNullOrWhiteSpace(share.Source)
        && !string.IsNullOrWhiteSpace(share.Mark);

    private sealed record VoteRuleFile(IReadOnlyList<VoteRule> Rules);
}
