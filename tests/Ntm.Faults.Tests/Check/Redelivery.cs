namespace Ntm.Faults.Tests.Check;

/// <summary>Facts that a hearer has committed and the outbox still holds: only the inbox keeps them from having effect twice.</summary>
internal static class Redelivery
{
    /// <summary>How many there are, of all services.</summary>
    public static int Waiting(Truth truth)
    {
        var heard = OfAll(truth, "Inbox").ToHashSet();
        return InOutbox(truth).Count(heard.Contains);
    }

    public static IReadOnlyList<string> InOutbox(Truth truth) => [.. OfAll(truth, "Outbox")];

    /// <summary>Whether there is a fact of a dossier that the feed already holds.</summary>
    public static bool WaitsForFeed(Truth truth)
    {
        var told = truth.Of("notifications");
        return truth
            .Of("dossier")
            .Texts($"""SELECT {Id} FROM "Outbox" WHERE "LeaseOwner" IS NOT NULL LIMIT 200""")
            .Exists(fact => told.Number($"""SELECT count(*) FROM "Inbox" WHERE {Id} = '{fact}'""") > 0);
    }

    private static string Id { get; } = LedgerDatabase.Id("\"MessageId\"");

    private static IEnumerable<string> OfAll(Truth truth, string table) =>
        truth.Databases.SelectMany(database => database.Texts($"""SELECT {Id} FROM "{table}" """));
}
