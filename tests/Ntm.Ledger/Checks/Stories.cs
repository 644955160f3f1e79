namespace Ntm.Ledger.Checks;

/// <summary>
/// I2 and I3 in detail: where every dossier went the same way, each has the same events, notices, values and audit as the one
/// that nothing interrupted, wherever it was interrupted itself.
/// </summary>
internal sealed class Stories(
    IReadOnlyDictionary<string, ServiceDatabase> databases,
    IReadOnlyList<FeedEvent> events,
    AcceptedFile accepted,
    string measure,
    Findings findings
)
{
    public void Check()
    {
        var opened = accepted.Of("open").Select(step => step.Answer.GetProperty("id").GetString()!).ToList();
        findings.Same("I1", "dossiers carried to the end", opened, accepted.Of("finished").Select(step => step.Dossier!));
        Compare(
            "I2",
            "events",
            opened,
            events.GroupBy(one => one.Dossier).ToDictionary(group => group.Key, group => group.Select(one => one.Text).ToList())
        );
        Compare(
            "I3",
            "audit",
            opened,
            Lists(
                "dossier",
                $"""
                SELECT {ServiceDatabase.Id(
                    "\"DossierId\""
                )}, "Sequence" || ' ' || "Action" || ' ' || coalesce("Stage", '') FROM "Audit" ORDER BY "DossierId", "Sequence"
                """
            )
        );
        Compare(
            "I3",
            "notices",
            opened,
            Sorted(
                Lists(
                    "notifications",
                    $"""
                    SELECT {ServiceDatabase.Id("\"DossierId\"")}, "Kind" || ' ' || "Role" || ' ' || "Stage" FROM "Notices"
                    """
                )
            )
        );
        Compare(
            "I3",
            "values",
            opened,
            Sorted(
                Lists(
                    "assessment",
                    $"""
                    SELECT {ServiceDatabase.Id("a.\"DossierId\"")}, e."Code" || ' ' || CAST(e."Value" AS TEXT)
                    FROM "IndicatorEntries" e JOIN "SelfAssessments" a ON a."Id" = e."AssessmentId"
                    """
                )
            )
        );
    }

    private void Compare(string promise, string what, List<string> dossiers, Dictionary<string, List<string>> lists)
    {
        foreach (var id in dossiers)
        {
            findings.InOrder(promise, $"{what} of {id}", lists.GetValueOrDefault(measure, []), lists.GetValueOrDefault(id, []));
        }
    }

    private Dictionary<string, List<string>> Lists(string service, string sql) =>
        databases[service]
            .Rows(sql, row => (Dossier: row.GetString(0), Text: row.GetString(1)))
            .GroupBy(row => row.Dossier)
            .ToDictionary(group => group.Key, group => group.Select(row => row.Text).ToList());

    private static Dictionary<string, List<string>> Sorted(Dictionary<string, List<string>> lists) =>
        lists.ToDictionary(pair => pair.Key, pair => pair.Value.Order(StringComparer.Ordinal).ToList());
}
