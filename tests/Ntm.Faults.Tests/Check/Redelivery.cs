namespace Ntm.Faults.Tests.Check;

/// <summary>Facts that a hearer has committed and the outbox still holds: only the inbox keeps them from having effect twice.</summary>
internal static class Redelivery
{
    /// <summary>How many there are, of all services.</summary>
    public static int Waiting(string folder)
    {
        var heard = OfAll(folder, "SELECT MessageId FROM Inbox").ToHashSet();
        return InOutbox(folder).Count(heard.Contains);
    }

    public static IReadOnlyList<string> InOutbox(string folder) => [.. OfAll(folder, "SELECT MessageId FROM Outbox")];

    /// <summary>Whether there is a fact of a dossier that the feed already holds.</summary>
    public static bool WaitsForFeed(string folder)
    {
        var told = new LedgerDatabase(folder, "notifications");
        return new LedgerDatabase(folder, "dossier").Texts("SELECT MessageId FROM Outbox WHERE LeaseOwner IS NOT NULL LIMIT 200")
            .Exists(fact => told.Number($"SELECT count(*) FROM Inbox WHERE MessageId = '{fact}'") > 0);
    }

    private static IEnumerable<string> OfAll(string folder, string sql) =>
        LedgerDatabase.Services.SelectMany(service => new LedgerDatabase(folder, service).Texts(sql));
}
