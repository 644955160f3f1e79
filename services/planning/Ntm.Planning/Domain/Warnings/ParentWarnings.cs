namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about the plan above.</summary>
internal static class ParentWarnings
{
    /// <summary><c>parent-missing</c>: no plan above is named.</summary>
    public static IEnumerable<PlanWarning> Missing(WarningContext plan)
    {
        var named = plan.Header is { ParentNumber: not null } or { ParentId: not null };
        if (!named && plan.Unit.Level != PlanLevel.Province && plan.StatusOf("parentNumber") != FieldStatus.Stripped)
        {
            var vague = plan.Content.Documents.Where(row =>
                row is { Role: DocumentRole.Basis or DocumentRole.Parent, AsWritten: null, Number: null }
            );
            yield return PlanWarning.Warn(
                "parent-missing",
                vague.Select(row => row.Key),
                "Kế hoạch không dẫn số của kế hoạch hay nghị quyết cấp trên nào.",
                "Chọn kế hoạch cấp trên, hoặc ghi số và ngày của văn bản được thực hiện."
            );
        }
    }

    /// <summary><c>parent-not-loaded</c>: the plan above is named and not in the system. A resolution is no plan.</summary>
    public static IEnumerable<PlanWarning> NotLoaded(WarningContext plan)
    {
        if (plan is { Parent: null, Header.ParentNumber: { } number } && number.Contains("KH", StringComparison.Ordinal))
        {
            yield return PlanWarning.Info(
                "parent-not-loaded",
                Documents(plan),
                $"Kế hoạch cấp trên {DocumentNumber.Normalise(number)} chưa có trong hệ thống; chưa đối chiếu được chỉ tiêu, thời gian.",
                "Đề nghị cấp trên nhập và ban hành kế hoạch ấy, rồi chọn làm kế hoạch cấp trên."
            );
        }
    }

    /// <summary><c>parent-not-chosen</c>: the plan above is in the system and this one does not point to it.</summary>
    public static IEnumerable<PlanWarning> NotChosen(WarningContext plan)
    {
        if (plan is { Parent: { } parent, Header.ParentId: null })
        {
            yield return PlanWarning.Info(
                "parent-not-chosen",
                Documents(plan),
                $"Kế hoạch cấp trên {parent.Header.Number} đã có trong hệ thống nhưng chưa được chọn.",
                "Chọn kế hoạch ấy làm kế hoạch cấp trên."
            );
        }
    }

    /// <summary><c>period-before-parent</c>: the time begins before the day of what the plan carries out.</summary>
    public static IEnumerable<PlanWarning> IssuedLate(WarningContext plan)
    {
        if ((plan.Header.ParentIssuedOn ?? plan.Parent?.Header.IssuedOn) is { } day && day > plan.Main.From)
        {
            yield return PlanWarning.Warn(
                "period-before-parent",
                [plan.Main.Key, .. Documents(plan)],
                $"Thời gian bắt đầu {Show(plan.Main.From)}, trước ngày văn bản cấp trên {Show(day)}.",
                "Ghi rõ là tính từ trước, hoặc dời ngày bắt đầu."
            );
        }
    }

    /// <summary><c>period-outside-parent</c>: the time goes beyond that of the plan above.</summary>
    public static IEnumerable<PlanWarning> OutsideIts(WarningContext plan)
    {
        if (
            plan.Parent?.Periods.First(period => period.Kind == PeriodKind.Main) is { } above
            && (plan.Main.From < above.From || plan.Main.To > above.To)
        )
        {
            yield return PlanWarning.Warn(
                "period-outside-parent",
                [plan.Main.Key],
                $"Thời gian {Show(plan.Main.From)}–{Show(plan.Main.To)} ra ngoài kế hoạch cấp trên ({Show(above.From)}–{Show(above.To)}).",
                "Sửa thời gian cho nằm trong kế hoạch cấp trên, hoặc nêu lý do."
            );
        }
    }

    /// <summary><c>parent-share-not-taken</c> and <c>share-below-parent</c>: what the plan above gives the unit is not, or not wholly,
    /// among its targets.</summary>
    public static IEnumerable<PlanWarning> Share(WarningContext plan)
    {
        foreach (var (given, share, place) in plan.Parent is { } parent ? SharesIn(parent, plan.Unit.Code) : [])
        {
            var own = plan.Content.Targets.Where(target => target.Criterion == given.Criterion).ToList();
            var amount = $"{WrittenNumber.Display(share)} {given.Measure}";
            if (own.Count == 0)
            {
                yield return PlanWarning.Warn(
                    "parent-share-not-taken",
                    [],
                    $"Cấp trên giao {place}: {given.Text} ({amount}); kế hoạch không có chỉ tiêu nào cho {given.Criterion}.",
                    "Thêm chỉ tiêu được giao."
                );
            }
            else if (own.Find(target => target.Measure == given.Measure && target.Value < share) is { } low)
            {
                yield return PlanWarning.Warn(
                    "share-below-parent",
                    [low.Key],
                    $"Cấp trên giao {amount}, chỉ tiêu {low.Key} chỉ đặt {WrittenNumber.Display(low.Value!.Value)}.",
                    "Nâng chỉ tiêu lên mức được giao, hoặc nêu lý do."
                );
            }
        }
    }

    private static IEnumerable<(PlanTarget Target, decimal Share, string Place)> SharesIn(PlanContent parent, string unit) =>
        from row in parent.Split
        let place = parent.Places.First(place => place.Key == row.Place)
        where place.UnitCode == unit
        let target = parent.Targets.First(target => target.Key == row.Target)
        where target is { Criterion: not null, Measure: not null }
        select (target, row.Value, place.Name);

    private static IEnumerable<string> Documents(WarningContext plan) =>
        plan.Content.Documents.Where(row => row.Role == DocumentRole.Parent).Select(row => row.Key);

    private static string Show(DateOnly day) => VietnamTime.Display(day);
}
