using System.Net;
using System.Text.Json;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Opinions asked of others: who asks whom, who knows of it, and that nothing waits for them.</summary>
public sealed class OpinionTests
{
    [Fact]
    public async Task Who_is_asked_finds_it_among_his_work_and_who_asked_reads_the_answer()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        var asked = (await app.AskOpinionAsync(id)).Ok();
        var work = Assert.Single(await app.WorkAsync("transport"));
        var seen = (await app.GetAsync("transport", id)).Ok();
        (await app.AnswerAsync(id)).Ok();

        Assert.Equal(["AskOpinion", "RemindOpinion"], asked.OpinionActions);
        Assert.Equal(("Opinion", "SGTVT"), (work.Text("kind"), work.Text("department")));
        Assert.Equal("Cho ý kiến: Thẩm tra cấp huyện", work.Text("stageTitle"));
        Assert.Equal(DossierApp.At("2023-02-07T00:00:00"), work.GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal(["AnswerOpinion"], seen.OpinionActions);
        var waiting = Assert.Single(seen.Opinions());
        Assert.Equal((OpinionSteps.Question, "Người dùng reviewer", "waiting"), Shown(waiting, "question", "askedByName"));
        Assert.Empty(await app.WorkAsync("transport"));
        var answered = Assert.Single(await app.OpinionsAsync(id));
        Assert.Equal((OpinionSteps.GivenAnswer, "Người dùng transport", "answered"), Shown(answered, "answer", "answeredByName"));
        Assert.Equal(["AskOpinion"], (await app.GetAsync("reviewer", id)).Ok().OpinionActions);
        Assert.Empty(await app.DifferencesAsync());
    }

    [Fact]
    public async Task Each_act_is_audited_without_its_words_and_announced_without_them()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        (await app.AskOpinionAsync(id)).Ok();
        (await app.RemindAsync(id)).Ok();
        (await app.AnswerAsync(id)).Ok();

        await app.ActedAsync(id, "opinion.asked", "opinion.reminded", "opinion.answered");
        var audit = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text;
        Assert.DoesNotContain("mặt cắt", audit, StringComparison.Ordinal);
        Assert.Contains("textHash", audit, StringComparison.Ordinal);
        Assert.True((await app.ReadAsync("auditor", $"/dossiers/{id}/audit/check")).Ok().Body.GetProperty("verified").GetBoolean());
        var asked = await app.Events.WaitForAsync<OpinionAsked>(_ => true);
        Assert.Equal(("appraiser", "42", "SGTVT", 1), (asked.AskedRole, asked.AskedUnitPath, asked.AskedDepartment, asked.Number));
        Assert.Equal("Asked", (await app.Events.WaitForAsync<OpinionReminded>(_ => true)).Cause);
        var answered = await app.Events.WaitForAsync<OpinionAnswered>(_ => true);
        Assert.Equal(("reviewer", DossierApp.District, "Xã Sơn Bằng"), (answered.ActorRole, answered.ActorUnitPath, answered.UnitName));
    }

    [Fact]
    public async Task Nobody_but_who_acts_at_the_stage_and_who_was_asked_learns_of_it()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        var before = (await app.GetAsync("officer", id)).Ok().Body.GetProperty("sequence").GetInt64();
        (await app.AskOpinionAsync(id)).Ok();

        string[] others = ["officer", "commune-leader", "district-leader", "province-leader", "construction", "appraiser", "auditor"];
        foreach (var person in others)
        {
            var view = (await app.GetAsync(person, id)).Ok();
            Assert.Equal((person, 0), (person, view.Opinions().Count()));
            Assert.Equal((person, before), (person, view.Body.GetProperty("sequence").GetInt64()));
            Assert.DoesNotContain(await app.WorkAsync(person), row => row.Text("kind") == "Opinion");
            Assert.DoesNotContain(await app.WorkAsync(person, "?led=true"), row => row.Text("kind") == "Opinion");
            (await app.AnswerAsync(id, person)).Refused(HttpStatusCode.NotFound, "dossier.opinion_unknown");
            (await app.RemindAsync(id, person)).Refused(HttpStatusCode.NotFound, "dossier.opinion_unknown");
        }

        Assert.DoesNotContain("opinion", (await app.ReadAsync("officer", $"/dossiers/{id}/history")).Ok().Text, StringComparison.Ordinal);
        (await app.AnswerAsync(id, "reviewer")).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
        (await app.RemindAsync(id, "transport")).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
        (await app.AnswerAsync(id, number: 2)).Refused(HttpStatusCode.NotFound, "dossier.opinion_unknown");
        (await app.AnswerAsync(id, "stranger")).Refused(HttpStatusCode.NotFound, "dossier.not_found");
    }

    [Fact]
    public async Task Everybody_on_the_dossiers_way_may_be_asked_but_the_council_and_oneself()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        var parties = (await app.GetAsync("reviewer", id))
            .Ok()
            .Body.GetProperty("actions")
            .EnumerateArray()
            .Single(action => action.Text("name") == "AskOpinion")
            .GetProperty("items")
            .EnumerateArray()
            .Select(item => item.GetString())
            .ToList();

        Assert.Superset(
            new HashSet<string?>
            {
                $"officer@{DossierApp.Commune}",
                $"leader@{DossierApp.Commune}",
                $"surveyor@{DossierApp.Commune}",
                $"leader@{DossierApp.District}",
                OpinionSteps.Transport,
                $"leader@{DossierApp.Province}",
            },
            parties.ToHashSet()
        );
        Assert.DoesNotContain($"reviewer@{DossierApp.District}", parties);
        (await app.AskOpinionAsync(id, $"reviewer@{DossierApp.District}")).Refused(HttpStatusCode.Conflict, "dossier.opinion_of_oneself");
        foreach (var party in new[] { $"council@{DossierApp.Province}", "officer@42/446/18745", "appraiser@42#KHAC", "ai đó" })
        {
            (await app.AskOpinionAsync(id, party)).Refused(HttpStatusCode.BadRequest, "dossier.opinion_party_unknown");
        }
    }

    [Theory]
    [InlineData("officer")]
    [InlineData("district-leader")]
    [InlineData("transport")]
    public async Task Who_does_not_act_at_the_stage_asks_nothing(string person)
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        (await app.AskOpinionAsync(id, $"leader@{DossierApp.Province}", person: person)).Refused(
            HttpStatusCode.Forbidden,
            "dossier.not_actor"
        );
        (await app.AskOpinionAsync(id, person: person, stage: "commune-dossier")).Refused(
            HttpStatusCode.Conflict,
            "dossier.stage_not_open"
        );
        Assert.Empty((await app.GetAsync(person, id)).Ok().OpinionActions);
    }

    [Fact]
    public async Task Who_runs_the_survey_asks_nothing_and_departments_ask_each_other()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();

        (await app.AskOpinionAsync(id, OpinionSteps.Transport, person: "surveyor", stage: "satisfaction-survey")).Refused(
            HttpStatusCode.Conflict,
            "dossier.wrong_act"
        );
        (await app.AskOpinionAsync(id, person: "construction", stage: "province-appraisal")).Ok();
        (await app.AskOpinionAsync(id, person: "transport", stage: "province-appraisal")).Refused(
            HttpStatusCode.Conflict,
            "dossier.opinion_of_oneself"
        );

        Assert.Equal(2, (await app.WorkAsync("transport")).Count);
        (await app.AnswerAsync(id)).Ok();
        Assert.Equal("Thẩm định cấp tỉnh", Assert.Single(await app.WorkAsync("transport")).Text("stageTitle"));
    }

    [Fact]
    public async Task Nobody_answers_his_own_question_nor_does_a_deputy_or_who_prepared_the_dossier()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.AskOpinionAsync(id)).Ok();
        using var same = app.AsNew("reviewer", OpinionSteps.Transport);
        using var deputy = app.AsNew("deputy", $"{OpinionSteps.Transport}~reviewer");
        using var preparer = app.AsNew("officer", OpinionSteps.Transport);
        using var colleague = app.AsNew("colleague", OpinionSteps.Transport);

        (await same.AnswerAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.opinion_of_oneself");
        (await deputy.AnswerAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.opinion_of_oneself");
        (await preparer.AnswerAsync(id)).Refused(HttpStatusCode.Forbidden, "dossier.separation_of_duties");
        (await colleague.AnswerAsync(id)).Ok();
        (await app.AnswerAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.opinion_answered");
        (await app.RemindAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.opinion_answered");
    }

    [Fact]
    public async Task The_commune_answers_about_its_own_dossier_though_it_prepared_it()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.AskOpinionAsync(id, $"officer@{DossierApp.Commune}")).Ok();

        (await app.AnswerAsync(id, "officer")).Ok();

        Assert.Equal("answered", Assert.Single(await app.OpinionsAsync(id)).Text("state"));
    }

    [Fact]
    public async Task Who_asks_while_the_dossier_is_prepared_has_a_hand_in_it_and_who_answers_has_not()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        using var asker = app.AsNew("thao", $"officer@{DossierApp.Commune}");
        var question = new
        {
            to = $"reviewer@{DossierApp.District}",
            question = OpinionSteps.Question,
            workingDays = 3,
        };
        (await DossierApp.SendAsync(asker, HttpMethod.Post, $"/dossiers/{id}/stages/commune-dossier/opinions", question)).Ok();
        (await app.AnswerAsync(id, "reviewer")).Ok();
        await app.PrepareAsync(id);

        using var promoted = app.AsNew("thao", $"reviewer@{DossierApp.District}");
        var verdicts = $"/dossiers/{id}/stages/{OpinionSteps.Examination}/verdicts";
        (await DossierApp.SendAsync(promoted, HttpMethod.Put, verdicts, new { acceptRest = true })).Refused(
            HttpStatusCode.Forbidden,
            "dossier.separation_of_duties"
        );
        (await app.PutAsync("reviewer", id, OpinionSteps.Examination, "verdicts", new { acceptRest = true })).Ok();
    }

    [Fact]
    public async Task No_stage_waits_for_an_opinion_and_with_the_stage_it_ends()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.AskOpinionAsync(id)).Ok();
        (await app.AskOpinionAsync(id, $"leader@{DossierApp.Province}")).Ok();
        (await app.AnswerAsync(id)).Ok();

        await app.ExamineAsync(id);

        Assert.Equal(["answered", "ended"], (await app.OpinionsAsync(id)).Select(opinion => opinion.Text("state")));
        Assert.Empty(await app.WorkAsync("province-leader"));
        (await app.AnswerAsync(id, "province-leader", 2)).Refused(HttpStatusCode.Conflict, "dossier.opinion_ended");
        (await app.RemindAsync(id, number: 2)).Refused(HttpStatusCode.Conflict, "dossier.opinion_ended");
        Assert.Empty((await app.GetAsync("province-leader", id)).Ok().OpinionActions);
        Assert.Empty(await app.DifferencesAsync());
    }

    [Fact]
    public async Task The_next_round_of_a_stage_asks_anew()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.AskOpinionAsync(id)).Ok();
        (await app.ReturnAsync(id, "criterion", "3")).Ok();
        await app.AssessesAsync(id);
        (await app.PostAsync("officer", id, "commune-dossier", "completion")).Ok();

        (await app.AskOpinionAsync(id)).Ok();

        Assert.Equal(
            ["1 1 ended", "2 2 waiting"],
            (await app.OpinionsAsync(id)).Select(one => $"{one.GetProperty("number")} {one.GetProperty("round")} {one.Text("state")}")
        );
        Assert.Equal(2, Assert.Single(await app.WorkAsync("transport")).GetProperty("round").GetInt32());
    }

    [Fact]
    public async Task The_withdrawal_of_the_dossier_ends_what_was_asked()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.AskOpinionAsync(id)).Ok();

        (await app.SendAsync("commune-leader", HttpMethod.Post, $"/dossiers/{id}/withdrawal", new { reason = "Làm lại" })).Ok();

        Assert.Equal("ended", Assert.Single(await app.OpinionsAsync(id)).Text("state"));
        Assert.Empty(await app.WorkAsync("transport"));
    }

    [Theory]
    [InlineData("question", "", 3)]
    [InlineData("workingDays", "Câu hỏi?", 0)]
    [InlineData("workingDays", "Câu hỏi?", 16)]
    public async Task A_question_without_words_or_a_time_beyond_its_bounds_is_refused_at_its_field(
        string field,
        string question,
        int workingDays
    )
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        var request = new
        {
            to = OpinionSteps.Transport,
            question,
            workingDays,
        };

        var refused = await app.PostAsync("reviewer", id, OpinionSteps.Examination, "opinions", request);

        refused.Refused(HttpStatusCode.BadRequest, "request.invalid");
        Assert.Equal(field, refused.Body.GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_dossier_takes_a_hundred_questions_and_not_one_more()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        for (var number = 1; number <= 100; number++)
        {
            (await app.AskOpinionAsync(id)).Ok();
        }

        (await app.AskOpinionAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.opinions_full");
        Assert.DoesNotContain("AskOpinion", (await app.GetAsync("reviewer", id)).Ok().OpinionActions);
    }

    private static (string? First, string? Second, string? State) Shown(JsonElement opinion, string first, string second) =>
        (opinion.Text(first), opinion.Text(second), opinion.Text("state"));
}
