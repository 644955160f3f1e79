namespace Ntm.Ledger.Checks;

/// <summary>
/// I2, I3 and I4: each state change has one event, the service that made it and every consumer know it by the same id, and
/// nobody received anything else.
/// </summary>
internal sealed class Events(
    IReadOnlyDictionary<string, ServiceDatabase> databases,
    IReadOnlyList<FeedEvent> events,
    AcceptedFile accepted,
    Findings findings
)
{
    public void Check()
    {
        var opened = accepted.Of("open").Select(step => $"{step.Answer.GetProperty("id").GetString()} {step.Detail}").ToList();
        findings.Same(
            "I1",
            "dossiers",
            opened,
            databases["dossier"].Texts($"""SELECT {ServiceDatabase.Id("\"Id\"")} || ' ' || "UnitCode" || '/' || "Year" FROM "Dossiers" """)
        );
        findings.Same(
            "I2",
            "dossier events and feed",
            databases["dossier"]
                .Rows(
                    $"""SELECT {ServiceDatabase.Id("\"DossierId\"")}, "Sequence", "Body" FROM "Events" """,
                    row =>
                        $"{row.GetString(0)} {row.GetInt64(1)} "
                        + $"{System.Text.Json.JsonElement.Parse(row.GetString(2)).GetProperty("eventId").GetString()}"
                ),
            events.Select(one => $"{one.Dossier} {one.Sequence} {one.EventId}")
        );
        var known = opened.Select(words => words.Split(' ')[0]).ToHashSet();
        findings.Same(
            "I3",
            "events of unknown dossiers",
            [],
            events.Where(one => !known.Contains(one.Dossier)).Select(one => $"{one.Dossier} {one.Text}")
        );
        Once("events published twice", events.Select(one => one.EventId));
        Once("events of one place", events.Select(one => $"{one.Dossier} {one.Sequence}"));
        findings.Same(
            "I2",
            "notifications: events received",
            events.Select(one => one.EventId),
            Received("notifications", "notifications.on-dossier-event")
        );
        findings.Same(
            "I2",
            "assessment: openings received",
            events.Where(ConcernsAssessment).Select(one => one.EventId),
            Received("assessment", "assessment.on-stage-opened")
        );
    }

    /// <summary>A copy that carries another id than the first one stands here beside it.</summary>
    private void Once(string what, IEnumerable<string> ids) =>
        findings.Same("I4", what, [], ids.CountBy(id => id).Where(pair => pair.Value > 1).Select(pair => pair.Key));

    private List<string> Received(string service, string consumer) =>
        databases[service].Texts($"""SELECT {ServiceDatabase.Id("\"MessageId\"")} FROM "Inbox" WHERE "ConsumerId" = '{consumer}'""");

    /// <summary>Assessment acts where criteria are filled or residents asked; other stages leave no trace there.</summary>
    private static bool ConcernsAssessment(FeedEvent one) =>
        one.Text.Split(' ') is ["vn.ntm.dossier.stage-entered", "SelfAssessment" or "Preparation" or "Survey", ..];
}
