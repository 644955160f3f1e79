using Ntm.Persistence;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about the figure of one target.</summary>
internal static class FigureWarnings
{
    /// <summary><c>base-missing</c>: a percentage of a number that is not given.</summary>
    public static IEnumerable<PlanWarning> WithoutTotal(WarningContext plan)
    {
        var keys = plan.Content.Targets.Where(target => target is { IsShare: true, Total: null }).Select(target => target.Key).ToList();
        if (keys.Count > 0)
        {
            yield return PlanWarning.Warn(
                "base-missing",
                keys,
                $"Chỉ tiêu tỷ lệ không nêu mẫu số: {PlanWarning.Names(keys)}.",
                "Nêu tổng số (mẫu số) của từng tỷ lệ."
            );
        }
    }

    /// <summary><c>unit-conflict</c>: the figure is written in another unit of measure than the target's.</summary>
    public static IEnumerable<PlanWarning> OtherUnit(WarningContext plan) =>
        from target in plan.Content.Targets
        where target.Measure is not null
        let written = Written(target)?.Measure
        where written is not null && !Alike(NameSearch.Fold(target.Measure!), NameSearch.Fold(written))
        select PlanWarning.Warn(
            "unit-conflict",
            [target.Key],
            $"Chỉ tiêu {target.Key} tính bằng \"{target.Measure}\" nhưng số liệu viết \"{target.AsWritten}\".",
            "Chọn một đơn vị tính."
        );

    /// <summary><c>figure-differs</c>: the value is not the figure that is written.</summary>
    public static IEnumerable<PlanWarning> OtherValue(WarningContext plan) =>
        from target in plan.Content.Targets
        let written = Written(target)
        where written is not null && target.Value is not null && written.Value != target.Value
        select PlanWarning.Warn(
            "figure-differs",
            [target.Key],
            $"Chỉ tiêu {target.Key} ghi {WrittenNumber.Display(target.Value!.Value)} nhưng văn bản viết \"{target.AsWritten}\".",
            "Sửa giá trị cho khớp văn bản."
        );

    private static WrittenNumber? Written(PlanTarget target) => target.AsWritten is { } text ? WrittenNumber.Read(text) : null;

    /// <summary>One may be longer: <c>vườn</c> and <c>vườn hộ</c>. A percent sign folds to nothing and fits everything.</summary>
    private static bool Alike(string one, string other) =>
        one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);
}
