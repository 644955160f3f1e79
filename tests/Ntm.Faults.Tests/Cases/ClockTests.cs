using System.Globalization;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Faults.Tests.Host;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases;

/// <summary>One machine's clock is two hours ahead, another's two hours behind; the third is right.</summary>
[Trait(Speed.Name, Speed.Faults)]
public sealed class ClockTests(ITestOutputHelper output)
{
    private const int Events = 30;

    private static readonly TimeSpan Wrong = TimeSpan.FromHours(2);
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(2);

    /// <summary>A clock that is read over a network is only as exact as the round trip is short.</summary>
    private static readonly TimeSpan RoundTrip = TimeSpan.FromMilliseconds(100);

    [Fact]
    public async Task Replicas_with_wrong_clocks_fire_no_timer_early_and_write_the_right_time()
    {
        if (Skewed(Wrong) is not { } ahead || Skewed(-Wrong) is not { } behind)
        {
            Assert.Skip("libfaketime is not on this machine.");
            return;
        }

        await using var world = await ProbeWorld.CreateAsync();

        // The first to come consumes, and it is the one that is ahead.
        var replicas = new[] { world.Probe(ahead), world.Probe(behind), world.Probe() };
        foreach (var replica in replicas)
        {
            await replica.StartAsync();
        }

        Assert.Matches(@"the machine's clock is (7[12]\d\d) s ahead", replicas[0].Output);
        Assert.Matches(@"the machine's clock is -(7[12]\d\d) s ahead", replicas[1].Output);
        var begin = Now;
        var near = begin + TimeSpan.FromSeconds(3);
        await ScheduleAsync(replicas[2], near, begin + Wrong / 2);
        await Task.WhenAll(Enumerable.Range(1, Events).Select(_ => world.AskAsync()));

        await Eventually.TrueAsync(
            () =>
            {
                var seen = Firings(world).Count;
                Assert.True(seen == 0 || Now >= near - RoundTrip, "A timer fired early.");
                return seen >= 10;
            },
            "the near timers have fired"
        );
        await Eventually.TrueAsync(() => world.Received.Distinct().Count() == Events * 2, "every question is answered");
        await Eventually.TrueAsync(() => world.Outbox() == 0, "the outbox is empty");

        var (firings, end) = (Firings(world), Now);
        output.WriteLine($"{firings.Count} timers fired, at most {firings.Max(one => (one.At - one.DueAt).TotalMilliseconds):0} ms late");
        Assert.Equal(Enumerable.Range(1, 10).Select(number => $"near-{number}").Order(), firings.Select(one => one.Key).Order());
        Assert.All(firings, one => Assert.InRange(one.At, one.DueAt, end + RoundTrip));
        Assert.Equal(world.Promised().Order(), world.Received.Order());
        Assert.All(
            world.Database.Rows(
                """SELECT "At" FROM "Answers" UNION ALL SELECT "HandledAt" FROM "Inbox" UNION ALL SELECT now() """,
                row => row.GetFieldValue<DateTimeOffset>(0)
            ),
            at => Assert.InRange(at, begin - Near, end + Near)
        );
    }

    /// <summary>A process whose own time is two hours ahead, past its database's: what is due in an hour fires at once.</summary>
    [Fact]
    public async Task Control_a_process_that_lives_two_hours_ahead_fires_early()
    {
        await using var world = await ProbeWorld.CreateAsync();
        var probe = world.Probe(
            ProbeProcess.Inside(
                (FaultyHost.ClockTicks, Wrong.Ticks.ToString(CultureInfo.InvariantCulture)),
                ("ASPNETCORE_HOSTINGSTARTUPASSEMBLIES", typeof(DatedStart).Assembly.GetName().Name!)
            )
        );
        await probe.StartAsync();

        await ScheduleAsync(probe, Now + TimeSpan.FromSeconds(1), Now + Wrong / 2);

        await Eventually.TrueAsync(
            () => Firings(world).Any(one => one.Key.StartsWith("far", StringComparison.Ordinal)),
            "a timer fired an hour early"
        );
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static async Task ScheduleAsync(ProbeProcess probe, DateTimeOffset near, DateTimeOffset far)
    {
        for (var number = 1; number <= 10; number++)
        {
            foreach (var (name, due) in (IEnumerable<(string, DateTimeOffset)>)[("near", near), ("far", far)])
            {
                using var answer = await probe.Http.PutAsync(
                    $"/probe/timers/{name}-{number}?dueAt={Uri.EscapeDataString(due.ToString("O", CultureInfo.InvariantCulture))}",
                    null
                );
                answer.EnsureSuccessStatusCode();
            }
        }
    }

    private static List<(string Key, DateTimeOffset DueAt, DateTimeOffset At)> Firings(ProbeWorld world) =>
        world.Database.Rows(
            """SELECT "Key", "DueAt", "At" FROM "Firings" """,
            row => (row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2))
        );

    /// <summary>Variables under which a process sees the machine's clock so far off; null where that cannot be done.</summary>
    private static Dictionary<string, string>? Skewed(TimeSpan by) =>
        Directory
            .GetDirectories("/usr/lib", "*-linux-gnu")
            .Select(folder => folder + "/faketime/libfaketimeMT.so.1")
            .FirstOrDefault(File.Exists)
            is not { } library
            ? null
            : new()
            {
                ["LD_PRELOAD"] = library,
                ["FAKETIME"] = $"{by.TotalSeconds:+0;-0}",
                ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
                ["DONT_FAKE_MONOTONIC"] = "1",
            };
}
