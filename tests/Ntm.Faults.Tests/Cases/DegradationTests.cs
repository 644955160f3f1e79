using System.Globalization;
using Ntm.Faults.Tests.Cases.Wire;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Faults.Tests.Many;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases;

/// <summary>
/// A degraded replica: paused beyond its lease, starved, cut off, without connections. Nothing is lost or has effect twice
/// meanwhile, and the rate recovers.
/// </summary>
[Collection(Alone.Name)]
[Trait(Speed.Name, Speed.Faults)]
public sealed class DegradationTests(ITestOutputHelper output)
{
    // A probe's lease lasts 5 s.
    private static readonly TimeSpan Paused = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan CutOff = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_replica_paused_beyond_its_lease_commits_nothing_that_it_no_longer_owns()
    {
        await using var run = await DegradedRun.StartAsync(output, 2);

        await run.SufferAsync(async () =>
        {
            for (var time = 0; time < 2; time++)
            {
                run.Replicas[0].Pause();
                await Task.Delay(Paused, TimeProvider.System);
                run.Replicas[0].Resume();
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            }
        });
    }

    [Fact]
    public async Task A_starved_replica_holds_up_nobody_for_good()
    {
        await using var run = await DegradedRun.StartAsync(output, 2);

        await run.SufferAsync(async () =>
        {
            using var limit = new CancellationTokenSource(Lasting);
            while (!limit.IsCancellationRequested)
            {
                run.Replicas[0].Pause();
                await Task.Delay(TimeSpan.FromMilliseconds(450), TimeProvider.System);
                run.Replicas[0].Resume();
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        });
    }

    [Fact]
    public async Task Replicas_started_in_the_same_instant_never_share_an_id()
    {
        await using var run = await DegradedRun.StartAsync(output, 4);

        // All four have started at once; the ids of what they do at once are held against each other.
        await run.SufferAsync(() => Task.CompletedTask);
    }

    [Fact]
    public async Task Connections_ended_by_the_database_at_random_cost_no_message()
    {
        var random = new Random(Settings.Seed);
        output.WriteLine($"NTM_FAULTS_SEED={Settings.Seed}");
        await using var run = await DegradedRun.StartAsync(output, 2);
        var ended = 0;

        await run.SufferAsync(async () =>
        {
            using var limit = new CancellationTokenSource(Lasting);
            while (!limit.IsCancellationRequested)
            {
                ended += (int)
                    run.World.Database.Number(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"""
                            SELECT count(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                            WHERE datname = current_database() AND pid <> pg_backend_pid() ORDER BY random() LIMIT {random.Next(
                                1,
                                4
                            )}) AS ended
                            """
                        )
                    );
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(100, 600)), TimeProvider.System);
            }
        });

        output.WriteLine($"{ended} connections were ended");
        Assert.True(ended > 20, "Too few connections were ended to prove anything.");
    }

    [Fact]
    public async Task A_replica_whose_connections_are_all_taken_refuses_and_recovers()
    {
        await using var run = await DegradedRun.StartAsync(
            output,
            2,
            world =>
                (
                    new Dictionary<string, string>
                    {
                        ["Persistence__ConnectionString"] =
                            world.ConnectionString.Replace("Pool Size=20", "Pool Size=3", StringComparison.Ordinal) + ";Timeout=3",
                    },
                    null,
                    null
                )
        );

        // Every request that reads or writes questions waits for the lock and holds a connection: soon none is left.
        await run.SufferAsync(() => run.World.HoldAsync("""LOCK TABLE "Questions", "Inbox" IN ACCESS EXCLUSIVE MODE""", Lasting));

        Assert.True(run.Refused > 0, "Nobody was refused: the connections were never all taken.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_replica_cut_off_from_database_or_broker_for_a_minute_blocks_no_other(bool database)
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        TcpProxy? link = null;
        await using var run = await DegradedRun.StartAsync(
            output,
            2,
            world =>
            {
                link = new TcpProxy(
                    database ? world.DatabasePort : world.BrokerPort,
                    database ? new PostgreSqlWire() : new AmqpWire(),
                    async _ =>
                    {
                        await Volatile.Read(ref open).Task;
                        return Fate.Pass;
                    }
                ).Start();
                return (null, database ? null : link.Port, database ? link.Port : null);
            }
        );

        await run.SufferAsync(async () =>
        {
            Volatile.Write(ref open, new TaskCompletionSource());
            await Task.Delay(CutOff, TimeProvider.System);
            open.SetResult();
        });
        await link!.DisposeAsync();
    }
}
