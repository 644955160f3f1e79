using Ntm.Faults.Tests.Check;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Many;

/// <summary>T8: three relays on one outbox, two consumers on each queue.</summary>
[Collection(ManyProcessesCollection.Name)]
[Trait(Speed.Name, Speed.Faults)]
public sealed class ReplicaTests(ManyProcesses many, ITestOutputHelper output)
{
    private const int Relays = 3;

    /// <summary>Counts what reaches an inbox, copies included: a number once drawn is not given back when a transaction is.</summary>
    private const string CountArrivals = """
        CREATE SEQUENCE arrivals;
        CREATE FUNCTION count_arrival() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM nextval(''arrivals''); RETURN NEW; END';
        CREATE TRIGGER arrival BEFORE INSERT ON "Inbox" FOR EACH ROW EXECUTE FUNCTION count_arrival();
        """;

    private const string StopCounting = """DROP TRIGGER arrival ON "Inbox"; DROP FUNCTION count_arrival; DROP SEQUENCE arrivals""";

    private const string SendAgain = """
        INSERT INTO "Outbox" ("MessageId", "Type", "Body", "OrderKey", "CreatedAt", "DueAt", "Attempts", "Dead")
        SELECT CAST(CAST("Body" AS json) ->> 'eventId' AS uuid), "Type", "Body", CAST("DossierId" AS text),
        now(), 0, 0, FALSE FROM "Events" LIMIT 1
        """;

    [Fact]
    public async Task Three_relays_share_the_work_keep_each_dossiers_order_and_repeat_no_event()
    {
        var (consumer, speaker) = (many.Truth.Of("notifications"), many.Truth.Of("dossier"));
        var third = many.Platform.AddReplica("dossier", Relays);
        await many.Platform.StartAsync(third);
        consumer.Spoil(CountArrivals);
        var (received, kept) = (Received(consumer), StoredRetries());
        var owners = new HashSet<string>();

        many.Load.Begin();
        await Eventually.TrueAsync(
            () =>
            {
                owners.UnionWith(speaker.Texts("""SELECT "LeaseOwner" FROM "Outbox" WHERE "LeaseOwner" IS NOT NULL"""));
                return owners.Count >= Relays;
            },
            $"{Relays} relays have work",
            TimeSpan.FromSeconds(90)
        );
        await many.Load.FinishAsync();
        await Eventually.TrueAsync(() => speaker.Number("""SELECT count(*) FROM "Outbox" """) == 0, "the outbox is empty");

        await Eventually.TrueAsync(() => Received(consumer) - received >= Arrivals(consumer), "all that arrived was received");
        var (arrived, effects) = (Arrivals(consumer), Received(consumer) - received);
        output.WriteLine(
            $"{owners.Count} relays; {arrived} events arrived at notifications, {effects} had effect; "
                + $"{StoredRetries() - kept} were stored as retries"
        );
        Assert.Equal(effects, arrived);
        Assert.Equal(kept, StoredRetries());

        // The control: an event that is sent again is counted again, and has no effect.
        Assert.Equal(1, speaker.Spoil(SendAgain));
        await Eventually.TrueAsync(() => Arrivals(consumer) == arrived + 1, "the event arrives a second time");
        consumer.Spoil(StopCounting);
        await many.Platform.RemoveReplicaAsync(third);
        Assert.Empty((await many.SettleAsync(output)).Findings);
        Assert.Equal(effects, Received(consumer) - received);
    }

    private static long Arrivals(LedgerDatabase consumer) =>
        consumer.Number("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM arrivals");

    private static long Received(LedgerDatabase consumer) => consumer.Number("""SELECT count(*) FROM "Inbox" """);

    /// <summary>Retries stored because an event arrived before its predecessor: what a wrong order would cause.</summary>
    private int StoredRetries() =>
        many.Platform.Processes.Sum(process =>
            File.ReadLines(many.Platform.PathOf("logs", process + ".log"))
                .Count(line => line.Contains("failed; stored as a retry", StringComparison.Ordinal))
        );
}
