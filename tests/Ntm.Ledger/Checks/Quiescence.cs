using System.Diagnostics;

namespace Ntm.Ledger.Checks;

/// <summary>I5: nothing waits in an outbox or a queue, nothing was dead-lettered, no timer failed, no database is damaged.</summary>
internal sealed class Quiescence(IEnumerable<ServiceDatabase> databases, RunFile run, Findings findings)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    public async Task CheckAsync()
    {
        var watch = Stopwatch.StartNew();
        IReadOnlyList<string> waiting;
        while ((waiting = await WaitingAsync()).Count > 0 && watch.Elapsed.TotalSeconds < run.PatienceSeconds)
        {
            await Task.Delay(Look, TimeProvider.System);
        }

        foreach (var one in waiting.Concat(databases.SelectMany(Damage)).Concat(databases.SelectMany(FailedTimers)))
        {
            findings.Add("I5", one);
        }
    }

    /// <summary>
    /// A message that leaves an outbox enters a queue, and one that leaves a queue may enter an outbox: so the outboxes are read
    /// twice.
    /// </summary>
    private async Task<IReadOnlyList<string>> WaitingAsync()
    {
        if (Unsent() is { Count: > 0 } rows)
        {
            return rows;
        }

        return await BrokerQueues.FullAsync(run.Broker) is { Count: > 0 } queues ? queues : Unsent();
    }

    private List<string> Unsent() =>
        [
            .. databases.SelectMany(database =>
                database.Rows(
                    $"""
                    SELECT "Type", {ServiceDatabase.Id(
                        "\"MessageId\""
                    )}, "Attempts", CAST("Dead" AS TEXT), coalesce("LastError", 'no error'), coalesce("LeaseOwner", 'nobody')
                    FROM "Outbox" ORDER BY "Seq" LIMIT 20
                    """,
                    row =>
                        $"{database.Service}: still in the outbox: {row.GetString(0)} {row.GetString(1)} after {row.GetInt32(2)} "
                        + $"tries, dead: {row.GetString(3)}, "
                        + $"{row.GetString(4)}, leased by {row.GetString(5)}"
                )
            ),
        ];

    private static IEnumerable<string> Damage(ServiceDatabase database) =>
        database.IsFile
            ? database.Texts("PRAGMA integrity_check").Where(line => line != "ok").Select(line => $"{database.Service}: integrity: {line}")
            : [];

    private static List<string> FailedTimers(ServiceDatabase database) =>
        database.Rows(
            """SELECT "Key", "LastError" FROM "Timers" WHERE "LastError" IS NOT NULL""",
            row => $"{database.Service}: a timer failed: {row.GetString(0)}: {row.GetString(1)}"
        );
}
