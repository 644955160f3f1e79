using System.Diagnostics;
using System.Globalization;
using Ntm.Faults.Tests.Check;
using Ntm.Faults.Tests.Host;
using Ntm.Faults.Tests.Load;
using Ntm.Faults.Tests.Many;
using Ntm.Testing;

namespace Ntm.Faults.Tests;

/// <summary>
/// The host is killed while communes work on plans, and lives days later at each start: reports and tasks fall due, work goes over. Then
/// the clients' ledger is held against plans, reports, sums, work, notices and audit.
/// </summary>
public sealed class PlanningKillTests(ITestOutputHelper output)
{
    private const int Communes = 2;
    private const int MostAimedKills = 30;

    /// <summary>Milliseconds.</summary>
    private const int MostOfAStart = 3000;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Longer than everything that the load leaves undone has until its due.</summary>
    private static readonly TimeSpan AllDue = TimeSpan.FromDays(30);

    /// <summary>Service, statement that spoils its database, and how the finding begins that this must bring.</summary>
    private static readonly (string Service, string Sql, string Expected)[] Planted =
    [
        ("planning", """UPDATE "PlanEditions" SET "Number" = 7 WHERE "Number" = 2""", "I1 planning: editions: lost"),
        ("planning", """DELETE FROM "ReportRevisions" """, "I1 planning: revisions of reports: lost"),
        ("planning", """UPDATE "TargetTotals" SET "Value" = '9' WHERE "Target" = 'T01'""", "I1 planning: totals: lost"),
        ("planning", """DELETE FROM "WorkItems" WHERE "Left" = 0""", "I3 work carried over: lost"),
        ("planning", """UPDATE "WorkItems" SET "DoneAt" = 1 WHERE "Left" = 1""", "I3 work that is done and carried over: "),
        ("planning", """UPDATE "ReportDuties" SET "Status" = 'Pending'""", "I3 reports whose due passed unnoticed: "),
        ("planning", """UPDATE "RecordSteps" SET "Kind" = 'answered' WHERE "Kind" = 'raised'""", "I1 planning: steps of difficulties: "),
        ("planning", """DELETE FROM "AuditEntries" WHERE "Sequence" = 3""", "I7 audit chain of planning: "),
        ("notifications", """DELETE FROM "Notices" WHERE "Kind" = 'TaskOverdue'""", "I2 notices TaskOverdue: lost"),
        (
            "notifications",
            """
            DELETE FROM "Inbox" WHERE "ConsumerId" = 'notifications.on-plan-event' AND "MessageId" = (SELECT max("MessageId") FROM "Inbox"
            WHERE "ConsumerId" = 'notifications.on-plan-event')
            """,
            "I2 plan events and feed: 1 too many of "
        ),
    ];

    [Fact]
    public async Task Kills_under_planning_lose_double_and_invent_nothing_and_every_due_is_told_once()
    {
        var (watch, seed, kills) = (Stopwatch.StartNew(), Settings.Seed, Settings.PlanningKills);
        output.WriteLine($"NTM_FAULTS_SEED={seed}, {kills} kills");
        await using var host = Start(inboxOff: false);
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = Timeout };
        using var ledger = new Ledger();
        using var load = new PlanLoad(http, ledger, () => host.Now);
        await PrepareAsync(host, load);
        load.Begin();

        var (random, inDues) = (new Random(seed), 0);
        for (var died = 0; died < kills; died++)
        {
            // One kill meets the commands of a round, the next the timers that fall due with the new day.
            await load.RoundAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(400)), TimeProvider.System);
            host.Kill();
            host.Forward(TimeSpan.FromDays(random.Next(1, 5)));
            inDues += await DieAmongTimersAsync(host, random) ? 1 : 0;
            await host.StartAsync();
        }

        await load.FinishAsync();
        host.Kill();
        host.Forward(AllDue);
        await host.StartAsync();
        await Eventually.TrueAsync(() => Due(host) == 0, "every timer has fired");
        var report = await LedgerProgram.RunAsync(host.Truth, ledger, host.Address, null, Eventually.Limit, now: host.Now);

        output.WriteLine(
            $"{(2 * kills) + 1} kills, {inDues} of them among timers, whole test {watch.Elapsed.TotalSeconds:0} s; "
                + $"{ledger.Steps.Count} accepted steps, {ledger.Repeats} requests sent again. {ledger}"
        );
        report.Findings.ToList().ForEach(output.WriteLine);
        Assert.Empty(report.Findings);
    }

    /// <summary>A kill between the consumption of an event of planning and its removal, where the inbox does not know it again: the check
    /// must find it.</summary>
    [Fact]
    [Trait(Speed.Name, Speed.Faults)]
    public async Task Control_a_kill_after_an_event_of_planning_was_received_is_found_out_when_the_inbox_is_off()
    {
        await using var host = Start(inboxOff: true);
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = Timeout };
        using var ledger = new Ledger();
        using var load = new PlanLoad(http, ledger, () => host.Now);
        await PrepareAsync(host, load);
        load.Begin();
        await KillAfterConsumptionAsync(host);

        await host.StartAsync();
        await load.FinishAsync();
        var report = await LedgerProgram.RunAsync(host.Truth, ledger, host.Address, null, TimeSpan.FromSeconds(5));

        report.Findings.ToList().ForEach(output.WriteLine);
        Assert.Contains(report.Findings, finding => finding.Contains("still in the outbox", StringComparison.Ordinal));
    }

    /// <summary>The check of the plans is not blind.</summary>
    [Fact]
    [Trait(Speed.Name, Speed.Faults)]
    public async Task Every_planted_loss_or_double_of_planning_is_found()
    {
        await using var host = Start(inboxOff: false);
        using var http = PatientClient.Of(host.Address);
        using var ledger = new Ledger();
        using var load = new PlanLoad(http, ledger, () => host.Now);
        await PrepareAsync(host, load);
        await load.RunAsync();
        host.Kill();
        host.Forward(AllDue);
        await host.StartAsync();
        await Eventually.TrueAsync(() => Due(host) == 0, "every timer has fired");
        var before = await FindAsync(TimeSpan.FromSeconds(30));
        Assert.Empty(before);

        foreach (var (service, sql, expected) in Planted)
        {
            Assert.True(host.Truth.Of(service).Spoil(sql) > 0, "Nothing was spoilt by: " + sql);
            var found = await FindAsync(TimeSpan.FromSeconds(1));
            var fresh = found.Except(before).ToList();
            fresh.ForEach(output.WriteLine);
            Assert.Contains(fresh, finding => finding.StartsWith(expected, StringComparison.Ordinal));
            before = found;
        }

        async Task<IReadOnlyList<string>> FindAsync(TimeSpan patience) =>
            (await LedgerProgram.RunAsync(host.Truth, ledger, host.Address, null, patience, now: host.Now)).Findings;
    }

    private static FaultyHost Start(bool inboxOff) =>
        // The clock is put on by more days than an answer is kept.
        new(
            inboxOff,
            new Dictionary<string, string>
            {
                ["Messaging__IdempotencyWindow"] = "365.00:00:00",
                ["Messaging__InboxWindow"] = "365.00:00:00",
            }
        );

    private static async Task PrepareAsync(FaultyHost host, PlanLoad load)
    {
        await host.StartAsync();
        await load.PrepareAsync(Communes);
        await Eventually.TrueAsync(
            () => host.Truth.Of("planning").Number("""SELECT count(*) FROM "Units" WHERE "Code" LIKE '8____-__'""") == 2 * Communes,
            "planning knows the villages"
        );
    }

    /// <summary>Timers of planning whose instant has come.</summary>
    private static long Due(FaultyHost host) =>
        host
            .Truth.Of("planning")
            .Number(string.Create(CultureInfo.InvariantCulture, $"""SELECT count(*) FROM "Timers" WHERE "DueAt" <= {host.Now.UtcTicks}"""));

    /// <summary>The kill comes as soon as one of the due timers has fired; where none is due, before the host may be ready.</summary>
    /// <returns>Whether some had not fired.</returns>
    private static async Task<bool> DieAmongTimersAsync(FaultyHost host, Random random)
    {
        var due = Due(host);
        if (due == 0)
        {
            await host.DieStartingAsync(TimeSpan.FromMilliseconds(random.Next(MostOfAStart)));
            return false;
        }

        await host.DieStartingAsync(() => Due(host) < due);
        return Due(host) > 0;
    }

    private static async Task KillAfterConsumptionAsync(FaultyHost host)
    {
        for (var kill = 1; kill <= MostAimedKills; kill++)
        {
            await Eventually.TrueAsync(() => Redelivery.WaitsForNotices(host.Truth), "an event was received and is still in the outbox");
            host.Kill();
            if (Redelivery.WaitsForNotices(host.Truth))
            {
                return;
            }

            await host.StartAsync();
        }

        throw new InvalidOperationException("No kill hit the moment between consumption and removal.");
    }
}
