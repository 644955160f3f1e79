namespace Ntm.Ledger.Checks;

/// <summary>
/// I2 and I4 of the feed as a whole: its positions have no gap, whoever may read an event reads it once and in order, and every event
/// about a plan that was received stands in it.
/// </summary>
internal sealed class FeedRows(ServiceDatabase notifications, IReadOnlyList<FeedEvent> read, Findings findings)
{
    /// <summary>Highest kind of readers among whom the province's own people are for every unit.</summary>
    private const int Watchers = 1;

    public void Check()
    {
        var rows = notifications.Rows(
            $"""
            SELECT "Position", {ServiceDatabase.Id("\"EventId\"")}, "Readers", CASE WHEN "PlanId" IS NULL THEN 0 ELSE 1 END
            FROM "Feed" ORDER BY "Position"
            """,
            row => (Position: row.GetInt64(0), EventId: row.GetString(1), Readers: row.GetInt64(2), OfPlan: row.GetInt64(3) == 1)
        );
        findings.InOrder(
            "I2",
            "positions of the feed",
            Enumerable.Range(1, rows.Count).Select(place => $"{place}"),
            rows.Select(row => $"{row.Position}")
        );
        var others = rows.Where(row => row.Readers > Watchers).Select(row => row.EventId).ToHashSet();
        findings.InOrder(
            "I2",
            "feed as it is read",
            rows.Where(row => row.Readers <= Watchers).Select(row => $"{row.Position} {row.EventId}"),
            read.Where(one => !others.Contains(one.EventId)).Select(one => $"{one.Position} {one.EventId}")
        );
        findings.Same(
            "I2",
            "plan events and feed",
            notifications.Texts(
                $"""SELECT {ServiceDatabase.Id("\"MessageId\"")} FROM "Inbox" WHERE "ConsumerId" = 'notifications.on-plan-event'"""
            ),
            rows.Where(row => row.OfPlan).Select(row => row.EventId)
        );
    }
}
