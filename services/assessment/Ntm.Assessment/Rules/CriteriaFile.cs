using Ntm.Assessment.Domain.Criteria;

namespace Ntm.Assessment.Rules;

/// <summary>The header file beside the rows of a criteria set.</summary>
internal sealed record CriteriaHeader
{
    public required string Code { get; init; }
    public required string Title { get; init; }
    public required string Name { get; init; }
    public required string Level { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public required string Source { get; init; }

    /// <summary>Region whose column of thresholds the file holds; null where they hold for every region.</summary>
    public string? Region { get; init; }

    /// <summary>Number of indicators that the source counts, where the file holds fewer.</summary>
    public int? OfficialIndicators { get; init; }
    public required IReadOnlyList<CriterionHeader> Criteria { get; init; }
}

internal sealed record CriterionHeader(string Code, string Name);

/// <summary>Puts header and rows of one criteria set together.</summary>
internal static class CriteriaFile
{
    private static readonly string[] Levels = ["commune", "district", "village"];

    public static CriteriaSet? Read(string name, byte[] header, byte[]? rows, List<RuleFault> faults)
    {
        var before = faults.Count;
        var head = RuleText.Parse<CriteriaHeader>($"{name}.json", header, faults);
        if (rows is null)
        {
            faults.Add(new RuleFault($"{name}.csv", 0, "", "thiếu tệp chỉ tiêu của bộ tiêu chí."));
        }

        var indicators = rows is null ? [] : IndicatorRows.Read($"{name}.csv", rows, faults);
        if (head is not null)
        {
            CheckHeader(name, head, indicators, faults);
        }

        return head is null || faults.Count > before ? null : Compose(head, indicators);
    }

    private static CriteriaSet Compose(CriteriaHeader head, IReadOnlyList<Indicator> indicators) =>
        new()
        {
            Code = head.Code,
            Title = head.Title,
            Name = head.Name,
            Level = head.Level,
            ValidFrom = head.ValidFrom,
            ValidTo = head.ValidTo,
            Source = head.Source,
            OfficialIndicators = head.OfficialIndicators,
            Criteria = head
                .Criteria.Select(criterion => new Criterion(
                    criterion.Code,
                    criterion.Name,
                    indicators
                        .Where(indicator => indicator.CriterionCode == criterion.Code)
                        .Select(indicator => indicator with { Region = head.Region })
                        .ToList()
                ))
                .ToList(),
        };

    private static void CheckHeader(string name, CriteriaHeader head, IReadOnlyList<Indicator> indicators, List<RuleFault> faults)
    {
        void Fault(string column, string message) => faults.Add(new RuleFault($"{name}.json", 0, column, message));
        if (!name.EndsWith("/" + head.Code, StringComparison.Ordinal))
        {
            Fault("code", $"mã {head.Code} khác tên tệp.");
        }

        if (!Levels.Contains(head.Level))
        {
            Fault("level", $"cấp {head.Level} không có; dùng {string.Join(", ", Levels)}.");
        }

        if (head.ValidTo < head.ValidFrom)
        {
            Fault("validTo", "ngày hết hiệu lực trước ngày có hiệu lực.");
        }

        foreach (var twice in head.Criteria.GroupBy(criterion => criterion.Code).Where(group => group.Count() > 1))
        {
            Fault("criteria", $"tiêu chí {twice.Key} có hai lần.");
        }

        var used = indicators.Select(indicator => indicator.CriterionCode).ToHashSet();
        foreach (var criterion in head.Criteria.Where(criterion => !used.Contains(criterion.Code)))
        {
            Fault("criteria", $"tiêu chí {criterion.Code} không có chỉ tiêu nào.");
        }

        foreach (var code in used.Except(head.Criteria.Select(criterion => criterion.Code)))
        {
            Fault("criteria", $"thiếu tên tiêu chí {code}.");
        }
    }
}
