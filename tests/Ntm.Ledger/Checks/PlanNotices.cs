namespace Ntm.Ledger.Checks;

/// <summary>
/// I2 and I3 of planning: each edition, report, due, difficulty and task was announced to every reader once. A notice is
/// what an event leaves, and the inbox holds the events themselves.
/// </summary>
internal sealed class PlanNotices(IReadOnlyDictionary<string, ServiceDatabase> databases, HashSet<string> plans, Findings findings)
{
    private readonly ServiceDatabase planning = databases["planning"];
    private readonly ServiceDatabase notifications = databases["notifications"];

    public void Check()
    {
        var found = notifications
            .Rows(
                $"""
                SELECT {ServiceDatabase.Id("\"PlanId\"")}, "Kind", CASE WHEN "Kind" LIKE 'Report%' THEN "Stage" ELSE '' END
                FROM "Notices" WHERE "PlanId" IS NOT NULL
                """,
                row => (Plan: row.GetString(0), Kind: row.GetString(1), Matter: row.GetString(2))
            )
            .Where(row => plans.Contains(row.Plan))
            .ToLookup(row => row.Kind, row => $"{row.Plan} {row.Matter}".TrimEnd());
        Same("PlanPublished", 2, """SELECT {plan}, '' FROM "PlanEditions" """);
        Same("ReportDue", 1, Duty("""WHERE "RemindedAt" IS NOT NULL"""));
        Late();
        Same("TargetReached", 2, """SELECT {plan}, '' FROM "TargetTotals" WHERE "ReachedAt" IS NOT NULL""");
        Same("TaskAssigned", 1, """SELECT {plan}, '' FROM "Assignments" """);
        Same("TaskOverdue", 1, """SELECT {plan}, '' FROM "Assignments" WHERE "State" = 'Overdue'""");
        Same("DifficultyRaised", 1, Step("raised"));
        Same("DifficultyAnswered", 1, Step("answered"));
        Same("DifficultyOverdue", 2, Step("overdue"));
        Received(found["ReportLate"].Count() / 2);

        void Same(string kind, int readers, string sql) =>
            findings.Same("I2", $"notices {kind}", Lines(sql).SelectMany(line => Enumerable.Repeat(line, readers)), found[kind]);

        void Late()
        {
            // Who reported late may have done so before or after the timer fired.
            var missing = Lines(Duty("""WHERE "Status" = 'Missing'""")).ToHashSet();
            var late = Lines(Duty("""WHERE "Status" = 'Late'""")).ToHashSet();
            var announced = found["ReportLate"].ToHashSet();
            findings.Same(
                "I2",
                "notices ReportLate",
                missing.Concat(late.Where(announced.Contains)).SelectMany(line => Enumerable.Repeat(line, 2)),
                found["ReportLate"]
            );
        }
    }

    /// <summary>
    /// Every event of the service was received, and the state says how many there were at least: tasks that went to another unit, or ended
    /// with their plan, were announced as well, which happens to the sample's plans where they come before its units. None is there twice:
    /// the inbox has each id once, and the notices of the load's plans are counted.
    /// </summary>
    private void Received(int late)
    {
        var announced =
            late
            + new[]
            {
                """SELECT count(*) FROM "PlanEditions" """,
                """SELECT count(*) FROM "ReportRevisions" """,
                """SELECT count(*) FROM "ReportDuties" WHERE "RemindedAt" IS NOT NULL""",
                """SELECT count(*) FROM "TargetTotals" WHERE "ReachedAt" IS NOT NULL""",
                Tasks("""<> 'Closed'"""),
                Tasks("""= 'Overdue'"""),
                """SELECT count(*) FROM "RecordSteps" """,
            }.Sum(sql => planning.Rows(sql, row => row.GetInt64(0)).Single());
        var received = notifications
            .Rows("""SELECT count(*) FROM "Inbox" WHERE "ConsumerId" = 'notifications.on-plan-event'""", row => row.GetInt64(0))
            .Single();
        if (received < announced)
        {
            findings.Add("I2", $"notifications: events of planning received: lost {announced - received} of {announced}");
        }
    }

    /// <summary>An event names a task with all that share it.</summary>
    private static string Tasks(string state) =>
        $"""SELECT count(*) FROM (SELECT DISTINCT "PlanId", "Task" FROM "Assignments" WHERE "State" {state}) AS t""";

    private IEnumerable<string> Lines(string sql) =>
        planning
            .Rows(
                sql.Replace("{plan}", ServiceDatabase.Id("\"PlanId\""), StringComparison.Ordinal),
                row => (Plan: row.GetString(0), Text: row.GetString(1))
            )
            .Where(row => plans.Contains(row.Plan))
            .Select(row => $"{row.Plan} {row.Text}".TrimEnd());

    private static string Duty(string where) =>
        $$"""SELECT {plan}, "Rule" || '/' || "UnitCode" || '/' || CAST("From" AS TEXT) FROM "ReportDuties" {{where}}""";

    private static string Step(string kind) =>
        $$"""SELECT {plan}, '' FROM "RecordSteps" s JOIN "Difficulties" d ON d."Id" = s."RecordId" WHERE s."Kind" = '{{kind}}'""";
}
