using Ntm.Planning.Domain.Difficulties;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Domain.Work;
using Ntm.Planning.Persistence;
using static Ntm.Planning.Tests.Commits.CommitWorld;

namespace Ntm.Planning.Tests.Commits;

/// <summary>Commands of many steps that end at their commit: sent again under their key, each has its effect once.</summary>
public sealed class CommandCommitTests(CommitWorld world) : IClassFixture<CommitWorld>
{
    public static TheoryData<string, Moment> Ends =>
        new MatrixTheoryData<string, Moment>(
            ["publication", "amendment", "report", "consolidation", "work", "difficulty"],
            Enum.GetValues<Moment>()
        );

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task Ended_at_its_commit_a_command_that_is_sent_again_has_its_effect_once(string act, Moment moment)
    {
        var (ended, twin) = (await NewAsync(act), await NewAsync(act));
        var (key, id) = ($"{Guid.CreateVersion7()}", Guid.CreateVersion7());
        var before = await world.RestAsync(ended);
        using (var end = world.End(moment, db => Writes(act, ended.Id, db)))
        {
            Assert.False((await SendAsync(act, ended, key, id)).IsSuccessStatusCode);
            Assert.Equal(1, end.Hits);
        }

        Assert.Equal(moment == Moment.BeforeCommit, before.SequenceEqual(await world.RestAsync(ended)));
        var first = await AnswerAsync(act, ended, key, id);
        var second = await AnswerAsync(act, ended, key, id);
        await AnswerAsync(act, twin, $"{Guid.CreateVersion7()}", Guid.CreateVersion7());

        Assert.Equal(first, second);
        await world.SameAsync(ended, twin);
    }

    /// <summary>The control: what was done and is sent again under neither its key nor its id has a second effect, which is
    /// seen.</summary>
    [Fact]
    public async Task Control_the_repeat_without_key_and_id_has_a_second_effect()
    {
        var (ended, twin) = (await NewAsync("difficulty"), await NewAsync("difficulty"));
        using (world.End(Moment.AfterCommit, db => Writes("difficulty", ended.Id, db)))
        {
            Assert.False((await ended.RaiseAsync(world.Planning, null)).IsSuccessStatusCode);
        }

        (await ended.RaiseAsync(world.Planning, null)).EnsureSuccessStatusCode();
        (await twin.RaiseAsync(world.Planning, null)).EnsureSuccessStatusCode();

        Assert.Equal(["event DifficultyRaised × 3"], (await world.RestAsync(ended)).Except(await world.RestAsync(twin)));
    }

    private Task<CommitPlan> NewAsync(string act) =>
        act == "publication" ? CommitPlan.DraftAsync(world.Planning)
        : act == "amendment" ? AmendedAsync()
        : CommitPlan.BegunAsync(world.Planning);

    private async Task<CommitPlan> AmendedAsync()
    {
        var plan = await CommitPlan.BegunAsync(world.Planning);
        await plan.AmendAsync(world.Planning);
        return plan;
    }

    private async Task<string> AnswerAsync(string act, CommitPlan plan, string key, Guid id)
    {
        var answer = await SendAsync(act, plan, key, id);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body);
        return body;
    }

    private Task<HttpResponseMessage> SendAsync(string act, CommitPlan plan, string key, Guid id) =>
        act switch
        {
            "publication" => plan.PublishAsync(world.Planning, key),
            "amendment" => plan.PublishAsync(world.Planning, key, "Công văn 12-CV/BCĐ"),
            "report" => plan.FiledAsync(world.Planning, key, id),
            "consolidation" => plan.SentUpAsync(world.Planning, key),
            "work" => plan.RegisterAsync(world.Planning, key, [("Phát quang", id)]),
            _ => plan.RaiseAsync(world.Planning, key, id),
        };

    private static bool Writes(string act, Guid plan, PlanningDbContext db) =>
        act switch
        {
            "publication" or "amendment" => Holds<PlanEdition>(db, row => row.PlanId == plan),
            "report" => Holds<Report>(db, row => row.PlanId == plan),
            "consolidation" => Holds<ConsolidationRevision>(db, row => row.PlanId == plan),
            "work" => Holds<WorkItem>(db, row => row.PlanId == plan),
            _ => Holds<Difficulty>(db, row => row.PlanId == plan),
        };
}
