namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about the recipients.</summary>
internal static class RecipientWarnings
{
    /// <summary><c>recipient-missing</c>: a body is given work and does not receive the plan. The issuer has it, and a person gets it
    /// through his body.</summary>
    public static IEnumerable<PlanWarning> Missing(WarningContext plan)
    {
        var receiving = plan.Header.Recipients.SelectMany(line => line.Bodies).Append(plan.Header.Issuer).ToHashSet();
        var missing = plan
            .Content.Bodies.Where(body => body.Kind != BodyKind.Office && !receiving.Contains(body.Key))
            .Where(body => plan.Content.Tasks.Any(task => Does(task, body.Key)))
            .ToList();
        if (missing.Count > 0)
        {
            var tasks = plan.Content.Tasks.Where(task => missing.Exists(body => Does(task, body.Key)));
            yield return PlanWarning.Info(
                "recipient-missing",
                tasks.Select(task => task.Key),
                $"Được giao việc nhưng không có ở Nơi nhận: {PlanWarning.Names(missing.Select(body => body.Short))}.",
                "Thêm vào Nơi nhận."
            );
        }
    }

    /// <summary><c>heading-vs-recipients</c>: of several alike in one line of the recipients, some are given work and one is not.
    /// Organs of the Party and persons often receive a plan to know it.</summary>
    public static IEnumerable<PlanWarning> WithoutTask(WarningContext plan)
    {
        foreach (var line in plan.Header.Recipients)
        {
            var bodies = line.Bodies.Select(plan.Body).Where(body => body.Kind is not (BodyKind.Party or BodyKind.Office)).ToList();
            foreach (var idle in bodies.Where(body => !HasPart(plan, body.Key)))
            {
                var alike = bodies.Where(body => (body.Kind, body.Level) == (idle.Kind, idle.Level)).Select(body => body.Key).ToList();
                var tasks = plan.Content.Tasks.Where(task => alike.Exists(key => Does(task, key))).Select(task => task.Key).ToList();
                if (tasks.Count > 0)
                {
                    yield return PlanWarning.Warn(
                        "heading-vs-recipients",
                        tasks,
                        $"Nơi nhận ghi \"{line.Text}\" nhưng {idle.Name} không được giao việc nào như các cơ quan cùng dòng.",
                        $"Thêm {idle.Short} vào nhiệm vụ, hoặc bỏ khỏi Nơi nhận."
                    );
                }
            }
        }
    }

    private static bool Does(PlanTask task, string body) => task.Accountable.Contains(body) || task.Responsible.Contains(body);

    private static bool HasPart(WarningContext plan, string body) =>
        body == plan.Header.Issuer
        || plan.Content.Tasks.Any(task => task.Everybody.Contains(body))
        || plan.Content.Reporting.Any(rule => rule.Reporters.Concat(rule.With).Concat(rule.Receivers).Contains(body) || rule.Via == body);
}
