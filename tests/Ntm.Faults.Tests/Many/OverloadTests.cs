using Ntm.Faults.Tests.Load;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Many;

/// <summary>T16: five times as much as the platform can do, for a minute.</summary>
[Collection(ManyProcessesCollection.Name)]
[Trait(Speed.Name, Speed.Faults)]
public sealed class OverloadTests(ManyProcesses many, ITestOutputHelper output)
{
    private const int Times = 5;
    private const int MostMemory = 600;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Flooded = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Overload_is_refused_early_and_nothing_accepted_is_lost()
    {
        // Until the code is warm, the capacity would be the compiler's.
        await many.Load.BeginAsync(100);
        var from = many.Answers.Now;
        await Task.Delay(Measured, TimeProvider.System);
        var capacity =
            many.Answers.Between(from, many.Answers.Now).Count(answer => answer.Status is >= 200 and < 300) / Measured.TotalSeconds;

        var flood = new Flood(many.Load.People);
        from = many.Answers.Now;
        var flooding = flood.RunAsync(Times * capacity, Flooded);
        await Task.WhenAny(flooding, Task.Delay(Flooded - TimeSpan.FromSeconds(5), TimeProvider.System));
        many.Sample("during");
        var memory = many.Platform.Processes.ToDictionary(process => process, many.Platform.Memory);
        await flooding;
        var during = many.Answers.Between(from, many.Answers.Now);
        var refused = during.Where(answer => answer.Status is 429 or 503).OrderBy(answer => answer.Took).ToList();
        var unanswered = during.Where(answer => answer.Status == 0).ToList();
        unanswered.ForEach(answer => output.WriteLine($"No answer: {answer}"));
        var recovery = await many.Load.RecoverAsync(TimeSpan.FromSeconds(90));
        await flood.SettleAsync();

        output.WriteLine(
            $"{capacity:0} answers a second without the flood; {during.Count / Flooded.TotalSeconds:0} requests a second with it: "
                + $"{AnswerLog.Line(during)}"
        );
        output.WriteLine(
            $"A refusal took {refused[refused.Count / 2].Took.TotalMilliseconds:0} ms in the middle, "
                + $"{refused[refused.Count * 9 / 10].Took.TotalMilliseconds:0} ms at 90 %, "
                + $"{refused[refused.Count * 99 / 100].Took.TotalMilliseconds:0} ms at 99 %; "
                + $"{flood.Accepted} units were accepted; {recovery.TotalSeconds:0.0} s until a fresh command was in the feed"
        );
        output.WriteLine("MB: " + string.Join(", ", memory.Select(pair => $"{pair.Key} {pair.Value}")));
        var report = await many.SettleAsync(output);

        Assert.Empty(report.Findings);
        Assert.DoesNotContain(during, answer => answer.Status is >= 500 and not 503 || answer is { Status: 429 or 503, SaysWhen: false });
        Assert.True(unanswered.Count <= during.Count / 1000, "Too many got no answer at all.");
        Assert.True(refused.Count > during.Count / 5, "Too little was refused for an overload.");

        // The last tenth waits for the processor itself, which callers, servers and refused requests share here.
        Assert.True(refused[refused.Count * 9 / 10].Took < Early, "Refusals took too long.");
        Assert.All(memory, pair => Assert.True(pair.Value < MostMemory, $"{pair.Key} holds {pair.Value} MB."));
        Assert.True(recovery < Recovery, $"Recovery took {recovery}.");
        await many.MissOneAsync();
    }
}
