using System.Net;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Each step of a session, tried by each kind of account: only whom the decision names gets in, and each by his office.</summary>
public sealed class CouncilStepAccessTests
{
    private const string NotActor = "dossier.not_actor";
    private const string NotNamed = "dossier.council_not_on_roster";
    private const string NotKeeper = "dossier.council_not_keeper";

    /// <summary>Who tries, and the refusal at convening, attendance, recusal, ballot, count and closing; empty where he may.</summary>
    public static readonly TheoryData<string, string[]> Table = new()
    {
        { "chair", ["", "", "", "", "", ""] },
        { "secretary", ["", "", "", "", "", ""] },
        { "member1", [NotKeeper, NotKeeper, "", "", NotKeeper, NotKeeper] },
        { "member2", [NotKeeper, NotKeeper, "", "", "", NotKeeper] },
        { "off-roster", [NotNamed, NotNamed, NotNamed, NotNamed, NotNamed, NotNamed] },
        { "province-leader", [NotActor, NotActor, NotActor, NotActor, NotActor, NotActor] },
        { "administrator", [NotActor, NotActor, NotActor, NotActor, NotActor, NotActor] },
        { "appraiser", [NotActor, NotActor, NotActor, NotActor, NotActor, NotActor] },
        { "officer", [NotActor, NotActor, NotActor, NotActor, NotActor, NotActor] },
        { "district-leader", [NotActor, NotActor, NotActor, NotActor, NotActor, NotActor] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Only_whom_the_decision_names_takes_a_step_of_the_session(string person, string[] refusals)
    {
        await using var app = await DossierApp.StartAsync();
        var council = await app.SetUpCouncilAsync();
        var id = await app.ToCouncilAsync();

        await IsAsync(refusals[0], () => app.ConveneAsync(id, person, "Secret", council));
        await app.AssembleAsync(id, "Secret");
        await IsAsync(
            refusals[1],
            () => app.PutAsync(person, id, "council-vote", "council/attendance", new { present = CouncilSteps.Everyone })
        );
        await IsAsync(refusals[3], () => app.CastAsync(id, person));
        await FinishVotingAsync(app, id);
        await IsAsync(refusals[4], () => app.CountAsync(id, by: person));
        await app.CountAsync(id);
        (await app.UploadAsync("secretary", id, "council-vote", "council-minutes")).Ok();
        await IsAsync(refusals[5], () => app.CloseOnlyAsync(id, person));
    }

    [Theory]
    [MemberData(nameof(Table))]
    public async Task Only_whom_the_decision_names_steps_back_or_adds_papers(string person, string[] refusals)
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync();

        await IsAsync(refusals[2], () => app.UploadAsync(person, id, "council-vote", "council-minutes"));
        await IsAsync(refusals[2], () => app.RecuseAsync(id, person));
    }

    [Fact]
    public async Task Before_a_session_is_convened_no_other_step_is_taken()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        Func<Task<Answer>>[] steps =
        [
            () => app.AttendAsync(id, "chair"),
            () => app.RecuseAsync(id, "chair"),
            () => app.CastAsync(id, "chair"),
            () => app.CountAsync(id, by: "chair"),
            () => app.CloseOnlyAsync(id),
            () => app.UploadAsync("chair", id, "council-vote", "council-minutes"),
        ];
        foreach (var step in steps)
        {
            (await step()).Refused(HttpStatusCode.Conflict, "dossier.council_not_convened");
        }
    }

    private static async Task FinishVotingAsync(DossierApp app, string id)
    {
        var voted = (await app.GetAsync("chair", id))
            .Ok()
            .Body.GetProperty("council")
            .GetProperty("voted")
            .EnumerateArray()
            .Select(subject => subject.GetString())
            .ToList();
        foreach (var member in CouncilSteps.Everyone.Where(member => !voted.Contains(member)))
        {
            (await app.CastAsync(id, member)).Ok();
        }
    }

    private static async Task IsAsync(string refusal, Func<Task<Answer>> step)
    {
        var answer = await step();
        if (refusal.Length == 0)
        {
            answer.Ok();
        }
        else
        {
            answer.Refused(HttpStatusCode.Forbidden, refusal);
        }
    }
}
