namespace Ntm.Faults.Tests.Check;

/// <summary>Events that a consumer has committed and the outbox still holds: only the inbox keeps them from having effect twice.</summary>
internal static class Redelivery
{
    /// <summary>How many there are, of all services.</summary>
    public static int Waiting(Truth truth)
    {
        var received = OfAll(truth, "Inbox").ToHashSet();
        return InOutbox(truth).Count(received.Contains);
    }

    public static IReadOnlyList<string> InOutbox(Truth truth) => [.. OfAll(truth, "Outbox")];

    /// <summary>Whether there is an event of a dossier that the feed already holds.</summary>
    public static bool WaitsForFeed(Truth truth) => WaitsForNotifications(truth, "dossier", "");

    /// <summary>Whether there is an event of planning of which the notices are there; others leave nothing that could be there
    /// twice.</summary>
    public static bool WaitsForNotices(Truth truth) =>
        WaitsForNotifications(
            truth,
            "planning",
            """ AND ("Type" LIKE '%.TaskAssigned' OR "Type" LIKE '%.ReportDue' OR "Type" LIKE '%.PlanPublished')"""
        );

    private static bool WaitsForNotifications(Truth truth, string service, string only)
    {
        var notifications = truth.Of("notifications");
        return truth
            .Of(service)
            .Texts($"""SELECT {Id} FROM "Outbox" WHERE "LeaseOwner" IS NOT NULL{only} LIMIT 200""")
            .Exists(@event => notifications.Number($"""SELECT count(*) FROM "Inbox" WHERE {Id} = '{@event}'""") > 0);
    }

    private static string Id { get; } = LedgerDatabase.Id("\"MessageId\"");

    private static IEnumerable<string> OfAll(Truth truth, string table) =>
        truth.Databases.SelectMany(database => database.Texts($"""SELECT {Id} FROM "{table}" """));
}
