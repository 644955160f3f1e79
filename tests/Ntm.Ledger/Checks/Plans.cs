using System.Globalization;

namespace Ntm.Ledger.Checks;

/// <summary>
/// I1 and I3 of the plans that clients drafted: each accepted act stands once, what fell due in between was done once, and the sums are
/// those of the reports.
/// </summary>
internal sealed class Plans(
    IReadOnlyDictionary<string, ServiceDatabase> databases,
    AcceptedFile accepted,
    DateTimeOffset? now,
    Findings findings
)
{
    private static readonly (string Act, string Action)[] Audited =
    [
        ("plan", "CreatePlan"),
        ("edition", "PublishPlan"),
        ("amendment", "ReplacePlanContent"),
        ("report", "FileReport"),
        ("difficulty", "RaiseDifficulty"),
        ("answer", "AnswerDifficulty"),
        ("consolidation", "SendConsolidation"),
    ];

    private readonly ServiceDatabase planning = databases["planning"];

    public void Check()
    {
        var plans = accepted.Of("plan").Select(step => step.Answer.GetProperty("id").GetString()!).ToHashSet();
        if (plans.Count == 0)
        {
            return;
        }

        Same("plans", plans, Of(plans, """SELECT {plan}, '' FROM "Plans" """, "\"Id\"").Select(row => row.Plan));
        Acts(plans);
        Sums(plans);
        Work(plans);
        Dues(plans);
        new PlanNotices(databases, plans, findings).Check();
        Same(
            "audited acts",
            Audited.SelectMany(pair => accepted.Of(pair.Act).Select(_ => pair.Action)),
            planning.Texts("""SELECT "Action" FROM "AuditEntries" """).Where(action => Audited.Any(pair => pair.Action == action))
        );
    }

    private void Acts(HashSet<string> plans)
    {
        Same("editions", Details("edition"), Lines(plans, """SELECT {plan}, CAST("Number" AS TEXT) FROM "PlanEditions" """));
        var reports = """
            SELECT {plan}, {id} || ' ' || v."Number" FROM "ReportRevisions" v JOIN "Reports" r ON r."Id" = v."ReportId"
            """;
        Same(
            "revisions of reports",
            Details("report").Select(detail => string.Join(' ', detail.Split(' ').Take(2)) + " 1"),
            Lines(plans, reports.Replace("{id}", ServiceDatabase.Id("r.\"Id\""), StringComparison.Ordinal), "r.\"PlanId\"")
        );
        Same(
            "difficulties",
            Details("difficulty"),
            Lines(plans, $$"""SELECT {plan}, {{ServiceDatabase.Id("\"Id\"")}} FROM "Difficulties" """)
        );
        Same(
            "steps of difficulties",
            Details("difficulty")
                .Select(detail => detail.Split(' ')[1] + " raised")
                .Concat(Details("answer").Select(id => id + " answered")),
            planning.Texts(
                $"""
                SELECT {ServiceDatabase.Id("\"RecordId\"")} || ' ' || "Kind" FROM "RecordSteps" WHERE "Kind" IN ('raised', 'answered')
                """
            )
        );
        Same(
            "consolidations",
            Details("consolidation").Select(detail => detail + " 1"),
            Lines(plans, """SELECT {plan}, CAST("From" AS TEXT) || ' ' || "Number" FROM "ConsolidationRevisions" """)
        );
    }

    /// <summary>A target stands where the reports say, in its total, in its changes and in the figures that count.</summary>
    private void Sums(HashSet<string> plans)
    {
        var wanted = Added(
            Details("report")
                .Select(detail => detail.Split(' '))
                .SelectMany(words =>
                    words.Skip(2).Select(figure => (Key: $"{words[0]} {figure.Split('=')[0]}", Value: Parse(figure.Split('=')[1])))
                )
        );
        foreach (
            var (what, sql) in new[]
            {
                ("totals", """SELECT {plan}, "Target", CAST("Value" AS TEXT) FROM "TargetTotals" """),
                ("changes", """SELECT {plan}, "Target", CAST("Value" AS TEXT) FROM "TargetChanges" """),
                ("totals of units", """SELECT {plan}, "Target", CAST("Value" AS TEXT) FROM "UnitTotals" """),
                ("figures", """SELECT {plan}, "Target", CAST("Value" AS TEXT) FROM "Figures" WHERE "ReplacedAt" IS NULL"""),
            }
        )
        {
            var rows = planning.Rows(
                sql.Replace("{plan}", ServiceDatabase.Id("\"PlanId\""), StringComparison.Ordinal),
                row => (Plan: row.GetString(0), Target: row.GetString(1), Value: Parse(row.GetString(2)))
            );
            Same(what, wanted, Added(rows.Where(row => plans.Contains(row.Plan)).Select(row => ($"{row.Plan} {row.Target}", row.Value))));
        }
    }

    /// <summary>What was registered is there, what was done is done, and all else went over once.</summary>
    private void Work(HashSet<string> plans)
    {
        var rows = planning
            .Rows(
                $"""
                SELECT {ServiceDatabase.Id("\"PlanId\"")}, {ServiceDatabase.Id("\"Id\"")}, {ServiceDatabase.Id("\"CarriedFrom\"")},
                CASE WHEN "Left" THEN 1 ELSE 0 END, CASE WHEN "DoneAt" IS NULL THEN 0 ELSE 1 END, CAST("EndsOn" AS TEXT)
                FROM "WorkItems"
                """,
                row => new Item(
                    row.GetString(0),
                    row.GetString(1),
                    row.IsDBNull(2) ? null : row.GetString(2),
                    row.GetInt32(3) == 1,
                    row.GetInt32(4) == 1,
                    row.GetString(5)
                )
            )
            .Where(row => plans.Contains(row.Plan))
            .ToList();
        Same(
            "work",
            Details("work").Select(detail => detail.Split(' ')).SelectMany(words => words.Skip(1).Select(id => $"{words[0]} {id}")),
            rows.Where(row => row.From is null).Select(row => $"{row.Plan} {row.Id}")
        );
        Same("work that is done", Details("work-done"), rows.Where(row => row.Done).Select(row => row.Id));
        findings.Same(
            "I3",
            "work carried over",
            rows.Where(row => row.Left).Select(row => row.Id),
            rows.Select(row => row.From).OfType<string>()
        );
        findings.Same(
            "I3",
            "work that is done and carried over",
            [],
            rows.Where(row => row is { Left: true, Done: true }).Select(row => row.Id)
        );
        if (now is { } instant)
        {
            var today = DayOf(instant);
            findings.Same(
                "I3",
                "work left behind",
                [],
                rows.Where(row => !row.Left && !row.Done && string.CompareOrdinal(row.EndsOn, today) < 0).Select(row => row.Id)
            );
        }
    }

    /// <summary>No due of a report, a task or an answer has passed unnoticed.</summary>
    private void Dues(HashSet<string> plans)
    {
        if (now is not { } instant)
        {
            return;
        }

        foreach (
            var (what, sql) in new[]
            {
                ("reports", """SELECT {plan}, CAST("Id" AS TEXT), "DueAt" FROM "ReportDuties" WHERE "Status" = 'Pending'"""),
                ("tasks", """SELECT {plan}, CAST("Id" AS TEXT), "DueAt" FROM "Assignments" WHERE "State" = 'Open'"""),
                (
                    "answers",
                    """
                    SELECT {plan}, CAST("Id" AS TEXT), "AnswerBefore" FROM "Difficulties" d WHERE "State" = 'Open'
                    AND NOT EXISTS (SELECT 1 FROM "RecordSteps" s WHERE s."RecordId" = d."Id" AND s."Kind" = 'overdue')
                    """
                ),
            }
        )
        {
            var passed = planning
                .Rows(
                    sql.Replace("{plan}", ServiceDatabase.Id("\"PlanId\""), StringComparison.Ordinal),
                    row => (Plan: row.GetString(0), Id: row.GetString(1), Due: ServiceDatabase.Instant(row, 2))
                )
                .Where(row => plans.Contains(row.Plan) && row.Due <= instant);
            findings.Same("I3", $"{what} whose due passed unnoticed", [], passed.Select(row => row.Id));
        }
    }

    private IEnumerable<string> Details(string act) => accepted.Of(act).Select(step => step.Detail!);

    private void Same(string what, IEnumerable<string> expected, IEnumerable<string> found) =>
        findings.Same("I1", "planning: " + what, expected, found);

    private IEnumerable<string> Lines(HashSet<string> plans, string sql, string column = "\"PlanId\"") =>
        Of(plans, sql, column).Select(row => $"{row.Plan} {row.Text}");

    private IEnumerable<(string Plan, string Text)> Of(HashSet<string> plans, string sql, string column) =>
        planning
            .Rows(
                sql.Replace("{plan}", ServiceDatabase.Id(column), StringComparison.Ordinal),
                row => (Plan: row.GetString(0), Text: row.GetString(1))
            )
            .Where(row => plans.Contains(row.Plan));

    private static IEnumerable<string> Added(IEnumerable<(string Key, decimal Value)> figures) =>
        figures
            .GroupBy(figure => figure.Key, figure => figure.Value)
            .Select(group => $"{group.Key} = {group.Sum().ToString("0.######", CultureInfo.InvariantCulture)}");

    private static decimal Parse(string value) => decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string DayOf(DateTimeOffset instant) =>
        instant.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Item(string Plan, string Id, string? From, bool Left, bool Done, string EndsOn);
}
