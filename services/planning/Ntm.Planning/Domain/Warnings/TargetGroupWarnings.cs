using Ntm.Persistence;
using Ntm.Planning.Domain.Progress;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about targets that belong together.</summary>
internal static class TargetGroupWarnings
{
    /// <summary><c>percent-vs-count</c>: after a percentage without its total follow counts of the same things.</summary>
    public static IEnumerable<PlanWarning> ShareAndCounts(WarningContext plan)
    {
        foreach (var (share, index) in plan.Content.Targets.Select((target, index) => (target, index)))
        {
            var noun = NameSearch.Fold(share.Measure ?? "");
            var counts = plan
                .Content.Targets.Skip(index + 1)
                .TakeWhile(next => NameSearch.Fold(next.Measure ?? "") == noun && Together(share, next))
                .ToList();
            if (share is { IsShare: true, Total: null } && noun.Length > 0 && counts.Exists(next => !next.IsShare))
            {
                yield return PlanWarning.Info(
                    "percent-vs-count",
                    [share.Key, .. counts.Select(next => next.Key)],
                    $"Chỉ tiêu {share.Key} nêu {share.AsWritten ?? "tỷ lệ"}, số cụ thể ở "
                        + $"{PlanWarning.Names(counts.Select(next => next.Key))}; tổng số không nêu.",
                    $"Nêu tổng số {share.Measure!.TrimStart('%').Trim()}."
                );
            }
        }
    }

    /// <summary><c>total-or-each</c>: a figure follows a target that is set for each unit of a group.</summary>
    public static IEnumerable<PlanWarning> TotalOrEach(WarningContext plan)
    {
        foreach (var (each, next) in plan.Content.Targets.Zip(plan.Content.Targets.Skip(1)))
        {
            var isEach = plan.Content.Split.Any(row => row.Target == each.Key && row.Basis == SplitBasis.Each);
            var isOpen = next is { Value: not null, IsShare: false } && plan.Content.Split.All(row => row.Target != next.Key);
            if (isEach && isOpen && Together(each, next) && each.Measure != next.Measure)
            {
                yield return PlanWarning.Warn(
                    "total-or-each",
                    [each.Key, next.Key],
                    $"Chỉ tiêu {each.Key} giao cho từng đơn vị; {WrittenNumber.Display(next.Value!.Value)} {next.Measure} của {next.Key} "
                        + "là tổng hay của mỗi đơn vị.",
                    "Ghi rõ là tổng hay mỗi đơn vị."
                );
            }
        }
    }

    /// <summary><c>total-vs-minimum</c>: what every village must do at least does not make up the total.</summary>
    public static IEnumerable<PlanWarning> TotalAndMinimum(WarningContext plan) =>
        from least in plan.Content.Targets
        where least is { Kind: TargetKind.Reach, Operator: ">=" or ">", Value: > 0, Criterion: not null, IsShare: false }
        let size = EachTarget.SizeOf(plan.Place(least.Place).Name)
        where size is not null
        from total in plan.Content.Targets
        where total.Operator == "=" && plan.IsOwn(total) && (total.Criterion, total.Measure) == (least.Criterion, least.Measure)
        let number = plan.Content.Targets.FirstOrDefault(row =>
            EachTarget.IsNumberEach(row) && (row.Place, row.Criterion) == (least.Place, least.Criterion)
        )
        let villages = size.Value
        let sum = villages * (double)least.Value! * (double)(number?.Value ?? 1)
        where sum < (double)(total.Value ?? 0)
        select PlanWarning.Info(
            "total-vs-minimum",
            number is null ? [total.Key, least.Key] : [total.Key, number.Key, least.Key],
            $"Mức tối thiểu của {villages} đơn vị cộng lại ít hơn chỉ tiêu {total.Key} "
                + $"({WrittenNumber.Display(total.Value!.Value)} {total.Measure}).",
            $"Giao phần của {total.Key} cho từng đơn vị."
        );

    private static bool Together(PlanTarget one, PlanTarget other) => (one.Place, one.Criterion) == (other.Place, other.Criterion);
}
