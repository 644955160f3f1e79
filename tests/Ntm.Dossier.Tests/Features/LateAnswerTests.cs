using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Assessment.V1;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Persistence;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Answers of the assessment service that come when no stage asks for them any more.</summary>
public sealed class LateAnswerTests
{
    private const string Day = "2023-02-01";

    [Fact]
    public async Task A_self_assessment_after_the_recognition_changes_nothing_and_is_audited()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, Day);
        await app.RecogniseAsync(id, Day);

        await app.AssessesForAsync(id, new NamedStage("self-assessment", 1), "17");
        await app.AssessesAsync(id, "17");

        Assert.Equal((1, true), await AssessedAsync(app, id));
        Assert.Equal(["assessment.too_late", "assessment.too_late"], (await ActionsAsync(app, id)).TakeLast(2));
    }

    [Fact]
    public async Task A_self_assessment_while_the_dossier_is_examined_leaves_what_is_judged_as_it_is()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        await app.AssessesForAsync(id, new NamedStage("self-assessment", 1), "17");

        Assert.Equal((1, true), await AssessedAsync(app, id));
        Assert.Equal("assessment.too_late", (await ActionsAsync(app, id))[^1]);
        Assert.Equal(19, (await app.GetAsync("reviewer", id)).Ok().Body.GetProperty("assessment").GetProperty("criteria").GetArrayLength());
    }

    [Fact]
    public async Task Of_a_revision_only_the_criteria_that_were_returned_in_this_round_are_taken_in()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (
            await app.PostAsync(
                "reviewer",
                id,
                "district-examination",
                "conclusion",
                new
                {
                    outcome = "Returned",
                    items = new[]
                    {
                        new
                        {
                            kind = "criterion",
                            key = "17",
                            reason = "Thiếu biên bản",
                        },
                    },
                }
            )
        ).Ok();

        await app.AssessesForAsync(id, new NamedStage("commune-dossier", 1));
        var unanswered = (await app.GetAsync("officer", id)).Ok().Body.GetProperty("returned")[0].GetProperty("answeredBy").ValueKind;
        await app.AssessesForAsync(id, new NamedStage("commune-dossier", 2), "2");

        Assert.Equal(JsonValueKind.Null, unanswered);
        Assert.Equal((3, true), await AssessedAsync(app, id));
        var answered = (await app.GetAsync("officer", id)).Ok().Body.GetProperty("returned")[0].GetProperty("answeredBy").GetString();
        Assert.Equal("assessment", answered);
        await using var scope = app.Platform.Services.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<DossierDbContext>().Assessments.OrderBy(row => row.Revision).LastAsync();
        var values = JsonSerializer
            .Deserialize<List<AssessedCriterion>>(row.Criteria, JsonSerializerOptions.Web)!
            .ToDictionary(criterion => criterion.Code, criterion => criterion.Indicators[0].Value);
        Assert.Equal(("1,0 %", "3,0 %"), (values["2"], values["17"]));
    }

    [Fact]
    public async Task After_a_lost_vote_every_criterion_may_be_assessed_anew()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, Day, against: 4);

        await app.AssessesForAsync(id, new NamedStage("commune-dossier", 2), "17");

        Assert.Equal((2, false), await AssessedAsync(app, id));
    }

    [Fact]
    public async Task A_survey_closed_for_a_round_that_is_over_changes_nothing_and_is_audited()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();

        await app.SurveyClosesAsync(id, 1, met: false);

        Assert.Equal(["council-vote"], (await app.GetAsync("officer", id)).Ok().Open);
        Assert.Equal("survey.too_late", (await ActionsAsync(app, id))[^1]);
        Assert.Equal("Met", (await app.Events.WaitForAsync<StageCompleted>(completed => completed.Kind == "Survey")).Outcome);
    }

    private static async Task<(int Revision, bool AllPassed)> AssessedAsync(DossierApp app, string id)
    {
        var assessment = (await app.GetAsync("officer", id)).Ok().Body.GetProperty("assessment");
        return (assessment.GetProperty("revision").GetInt32(), assessment.GetProperty("allPassed").GetBoolean());
    }

    private static async Task<List<string>> ActionsAsync(DossierApp app, string id)
    {
        await using var scope = app.Platform.Services.CreateAsyncScope();
        var dossier = Guid.Parse(id);
        return await scope
            .ServiceProvider.GetRequiredService<DossierDbContext>()
            .Audit.Where(row => row.DossierId == dossier)
            .OrderBy(row => row.Sequence)
            .Select(row => row.Action)
            .ToListAsync();
    }
}
