using System.Net;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Tests.Features;

public sealed class VoteAndDecisionTests
{
    private const string Day = "2023-02-01";

    [Fact]
    public async Task A_vote_below_nine_tenths_is_lost_and_the_path_restarts_with_nothing_accepted()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();

        var lost = await app.VoteAsync(id, Day, against: 1);
        await app.PrepareAsync(id);
        var reviewer = (await app.GetAsync("reviewer", id)).Ok();

        Assert.Equal(["commune-dossier"], lost.Open);
        var counted = (await app.Events.WaitForAsync<VoteCounted>())[0];
        Assert.Equal(
            (4, 3, 1, false, "12/BB-HĐTĐ"),
            (counted.Present, counted.InFavour, counted.Against, counted.Carried, counted.MinutesNumber)
        );
        Assert.Null(
            (await app.Events.WaitForAsync<StageOpened>(opened => opened is { Stage: "commune-dossier", Round: 2 })).EditableCriteria
        );
        Assert.All(
            reviewer.Body.GetProperty("reviews")[0].GetProperty("items").EnumerateArray(),
            item => Assert.Equal(System.Text.Json.JsonValueKind.Null, item.GetProperty("accepted").ValueKind)
        );
    }

    [Fact]
    public async Task After_a_lost_vote_the_dossier_goes_the_whole_way_again_and_is_recognised()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, Day, against: 4);

        await app.PrepareAsync(id);
        await app.ExamineAsync(id);
        await app.ProposeAsync(id);
        (await app.PostAsync("district-leader", id, "district-submission", "submission")).Ok();
        await app.AppraiseAsync(id);
        await app.SurveyClosesAsync(id, 2, met: true);
        var carried = await app.VoteAsync(id, Day);
        var end = await app.RecogniseAsync(id, Day);

        Assert.Equal(["decision"], carried.Open);
        Assert.Equal("Recognised", end.Body.GetProperty("status").GetString());
        Assert.Equal(2, end.Body.GetProperty("receipts").GetArrayLength());
    }

    [Fact]
    public async Task A_decision_needs_number_date_and_document_and_a_refusal_its_reason()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, Day);
        object Decision(string outcome, string date, string? reason = null) =>
            new
            {
                outcome,
                number = "1234/QĐ-UBND",
                date,
                reason,
            };

        (await app.PostAsync("province-leader", id, "decision", "decision", Decision("Recognised", Day))).Refused(
            HttpStatusCode.Conflict,
            "dossier.document_missing"
        );
        (await app.PostAsync("province-leader", id, "decision", "decision", Decision("Refused", Day))).Refused(
            HttpStatusCode.BadRequest,
            "dossier.reason_needed"
        );
        (await app.PostAsync("province-leader", id, "decision", "decision", Decision("Refused", "2023-02-02", "Lý do"))).Refused(
            HttpStatusCode.BadRequest,
            "dossier.date_in_future"
        );
        (await app.PostAsync("province-leader", id, "decision", "decision", Decision("Postponed", Day))).Refused(
            HttpStatusCode.BadRequest,
            "dossier.outcome_unknown"
        );
        (await app.PostAsync("district-leader", id, "decision", "decision", Decision("Refused", Day, "Lý do"))).Refused(
            HttpStatusCode.Forbidden,
            "dossier.not_actor"
        );
        var refused = (await app.PostAsync("province-leader", id, "decision", "decision", Decision("Refused", Day, "Lý do"))).Ok();

        Assert.Equal(["refused"], refused.Open);
        var @event = (await app.Events.WaitForAsync<RecognitionDecided>())[0];
        Assert.Equal(("Refused", "1234/QĐ-UBND", new DateOnly(2023, 2, 1)), (@event.Outcome, @event.DecisionNumber, @event.DecisionDate));
    }
}
