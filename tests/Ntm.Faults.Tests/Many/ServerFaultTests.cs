using Ntm.Testing;

namespace Ntm.Faults.Tests.Many;

/// <summary>T3 and T4: the broker or the database server dies under all processes at once.</summary>
[Collection(ManyProcessesCollection.Name)]
[Trait(Speed.Name, Speed.Faults)]
public sealed class ServerFaultTests(ManyProcesses many, ITestOutputHelper output)
{
    private const double LinesASecond = 5;
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan BrokerDown = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan DatabaseDown = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_killed_broker_stops_no_command_and_its_queues_are_consumed_again_soon()
    {
        await many.Load.BeginAsync(50);
        var lines = Lines();
        var from = many.Answers.Now;
        await many.Platform.KillAsync("rabbitmq");
        var recovery = many.Load.RecoverAsync(Patience);
        await Task.Delay(BrokerDown, TimeProvider.System);

        var during = many.Answers.Between(from, many.Answers.Now);
        output.WriteLine($"While the broker was away: {AnswerLog.Line(during)}");
        Assert.DoesNotContain(during, answer => answer.Status is 0 or >= 500);
        Assert.Contains(during, answer => answer.Status < 300 && !answer.Request.StartsWith("GET", StringComparison.Ordinal));
        await many.Platform.StartAsync("rabbitmq");
        var back = many.Answers.Now;
        await Eventually.TrueAsync(
            () => ManyProcesses.EveryQueueHasItsConsumerAsync(many.Platform),
            "every queue is received",
            TimeSpan.FromSeconds(30)
        );
        output.WriteLine($"Every queue was received {(many.Answers.Now - back).TotalSeconds:0.0} s after the broker came back");
        await EndAsync(lines, from, await recovery);
    }

    [Fact]
    public async Task While_PostgreSQL_is_stopped_for_20_s_the_answer_is_503_and_no_letter_dies()
    {
        await many.Load.BeginAsync(50);
        var lines = Lines();
        var from = many.Answers.Now;
        await many.Platform.EndAsync("postgres", "-QUIT");
        var down = many.Answers.Now;
        var recovery = many.Load.RecoverAsync(Patience);
        await Task.Delay(DatabaseDown, TimeProvider.System);

        var during = many.Answers.Between(down, many.Answers.Now);
        output.WriteLine($"While PostgreSQL was away: {AnswerLog.Line(during)}");
        Assert.NotEmpty(during);
        Assert.All(during, answer => Assert.True(answer is { Status: 503, SaysWhen: true }, answer.ToString()));
        await many.Platform.StartAsync("postgres");
        await EndAsync(lines, from, await recovery);
    }

    private async Task EndAsync(Dictionary<string, int> lines, TimeSpan from, TimeSpan recovery)
    {
        var seconds = (many.Answers.Now - from).TotalSeconds;
        var rates = many.Platform.Processes.ToDictionary(
            process => process,
            process => (many.Platform.LogLines(process) - lines[process]) / seconds
        );
        output.WriteLine(
            $"{recovery.TotalSeconds:0.0} s from the fault until a fresh command was in the feed; log lines a second: "
                + string.Join(", ", rates.Select(rate => $"{rate.Key} {rate.Value:0.0}"))
        );
        var report = await many.SettleAsync(output);

        Assert.Empty(report.Findings);
        Assert.True(recovery < Recovery, $"Recovery took {recovery}.");
        Assert.All(
            rates,
            rate =>
                Assert.True(
                    rate.Value < LinesASecond,
                    $"{rate.Key} wrote {rate.Value:0.0} lines a second:\n{many.Platform.Tail(rate.Key, 200)}"
                )
        );
        await many.MissOneAsync();
    }

    private Dictionary<string, int> Lines() => many.Platform.Processes.ToDictionary(process => process, many.Platform.LogLines);
}
