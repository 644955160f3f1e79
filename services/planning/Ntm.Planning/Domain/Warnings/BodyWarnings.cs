namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about bodies.</summary>
internal static class BodyWarnings
{
    /// <summary><c>body-without-login</c>: a body has work or reports and nobody signs in for it.</summary>
    public static IEnumerable<PlanWarning> WithoutLogin(WarningContext plan)
    {
        var reporting = plan.Content.Reporting.SelectMany(rule => rule.Reporters).ToHashSet();
        var busy = plan.Content.Tasks.SelectMany(task => task.Everybody).Concat(reporting).ToHashSet();
        var without = plan.Content.Bodies.Where(body => body.Role is null && busy.Contains(body.Key)).ToList();
        if (without.Count == 0)
        {
            yield break;
        }

        var mute = without.Where(body => reporting.Contains(body.Key)).Select(body => body.Short).ToList();
        var names = PlanWarning.Names(without.Select(body => body.Short));
        yield return new PlanWarning(
            "body-without-login",
            [.. without.Select(body => body.Key)],
            $"Có việc nhưng chưa ai đăng nhập thay: {names}."
                + (mute.Count > 0 ? $" Trong đó phải báo cáo: {PlanWarning.Names(mute)}." : ""),
            "Gắn vai trò cho cơ quan, hoặc giao người khác nhập thay.",
            mute.Count > 0 ? WarningSeverity.Warn : WarningSeverity.Info
        );
    }

    /// <summary><c>alias</c>: in the villages one body does the work and another one reports.</summary>
    public static IEnumerable<PlanWarning> Alias(WarningContext plan)
    {
        var villages = plan
            .Content.Bodies.Where(body => body is { Level: PlanLevel.Village, Kind: BodyKind.Board or BodyKind.Front })
            .ToList();
        var reports = plan
            .Content.Reporting.Where(rule => rule.Media.Any(ReportingWarnings.IsReport))
            .SelectMany(rule => rule.Reporters)
            .ToHashSet();
        var works = plan.Content.Tasks.SelectMany(task => task.Everybody).ToHashSet();
        var silent = villages.Where(body => works.Contains(body.Key) && !reports.Contains(body.Key)).ToList();
        foreach (var reporter in villages.Where(body => reports.Contains(body.Key) && !works.Contains(body.Key)))
        {
            if (silent.Count > 0)
            {
                yield return PlanWarning.Warn(
                    "alias",
                    [reporter.Key, .. silent.Select(body => body.Key)],
                    $"Ở thôn, {PlanWarning.Names(silent.Select(body => body.Name))} được giao việc nhưng {reporter.Name} báo cáo.",
                    "Chọn một đầu mối của thôn, hoặc gộp thành một tổ chức."
                );
            }
        }
    }
}
