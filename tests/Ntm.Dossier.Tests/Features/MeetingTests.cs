using System.Net;
using Ntm.Contracts.Dossier.V1;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

public sealed class MeetingTests
{
    [Theory]
    [InlineData(50, 45, "commune-submission")]
    [InlineData(50, 44, "commune-meeting")]
    [InlineData(51, 46, "commune-submission")]
    [InlineData(51, 45, "commune-meeting")]
    public async Task A_meeting_passes_with_exactly_the_share_of_those_present(int present, int inFavour, string next)
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await app.ToMeetingAsync();
        (await app.UploadAsync("officer2", id, "commune-meeting", "commune-meeting-minutes")).Ok();

        Assert.Equal([next], (await app.MeetAsync(id, present, inFavour)).Ok().Open);
    }

    [Fact]
    public async Task A_meeting_that_does_not_agree_is_held_again_and_stays_on_record()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await app.ToMeetingAsync();
        (await app.UploadAsync("officer2", id, "commune-meeting", "commune-meeting-minutes")).Ok();
        var lost = (await app.MeetAsync(id, present: 50, inFavour: 40, against: 10)).Ok();
        (await app.MeetAsync(id, present: 50, inFavour: 50)).Refused(HttpStatusCode.Conflict, "dossier.document_missing");
        (await app.UploadAsync("officer2", id, "commune-meeting", "commune-meeting-minutes")).Ok();

        var agreed = (await app.MeetAsync(id, present: 55, inFavour: 55)).Ok();

        Assert.Equal(2, lost.Stage("commune-meeting").GetProperty("round").GetInt32());
        Assert.Equal(
            [(1, 40, 45, false), (2, 55, 50, true)],
            agreed
                .Body.GetProperty("meetings")
                .EnumerateArray()
                .Select(meeting =>
                    (
                        meeting.GetProperty("round").GetInt32(),
                        meeting.GetProperty("inFavour").GetInt32(),
                        meeting.GetProperty("needed").GetInt32(),
                        meeting.GetProperty("agreed").GetBoolean()
                    )
                )
        );
        await Eventually.TrueAsync(
            () => app.Events.Of<StageCompleted>().Count(@event => @event.Stage == "commune-meeting") >= 2,
            "the outcomes of both meetings"
        );
        Assert.Equal(
            ["NotAgreed", "Agreed"],
            app.Events.Of<StageCompleted>().Where(@event => @event.Stage == "commune-meeting").Select(@event => @event.Outcome)
        );
    }

    [Fact]
    public async Task A_meeting_needs_its_minutes_a_possible_day_and_counts_that_add_up()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await app.ToMeetingAsync();

        var early = await app.MeetAsync(id, present: 61, inFavour: 50, against: 12, day: "2026-03-16");
        var late = await app.MeetAsync(id, present: 50, inFavour: 50, day: "2026-03-18");

        Assert.Equal(
            ["dossier.document_missing", "dossier.date_too_early", "dossier.meeting_more_present", "dossier.meeting_more_votes"],
            early.Codes
        );
        late.Refused(HttpStatusCode.Conflict, "dossier.date_in_future");
        Assert.DoesNotContain("HoldMeeting", (await app.GetAsync("officer2", id)).Ok().Actions);
        (await app.UploadAsync("officer2", id, "commune-meeting", "commune-meeting-minutes")).Ok();
        Assert.Contains("HoldMeeting", (await app.GetAsync("officer2", id)).Ok().Actions);
        (await app.MeetAsync(id, present: 0, inFavour: 0)).Refused(HttpStatusCode.BadRequest, "request.invalid");
    }

    [Theory]
    [InlineData("both", "")]
    [InlineData("deputy", "~both")]
    public async Task Who_held_the_meeting_or_lent_the_role_for_it_prepared_the_dossier_and_judges_it_nowhere(string holder, string letter)
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await app.ToMeetingAsync();
        using var held = app.AsNew(holder, $"officer@{DossierApp.NewCommune}{letter}");
        using var both = app.AsNew("both", $"officer@{DossierApp.NewCommune}", "appraiser@42#VPDP");
        (await app.UploadAsync("officer2", id, "commune-meeting", "commune-meeting-minutes")).Ok();
        (
            await DossierApp.SendAsync(
                held,
                HttpMethod.Post,
                $"/dossiers/{id}/stages/commune-meeting/meeting",
                new
                {
                    heldOn = "2026-03-17",
                    invited = 50,
                    present = 50,
                    inFavour = 50,
                    against = 0,
                    minutesNumber = "05/BB-UBND",
                }
            )
        ).Ok();
        (await app.UploadAsync("commune-leader2", id, "commune-submission", "commune-proposal")).Ok();
        (await app.PostAsync("commune-leader2", id, "commune-submission", "submission")).Ok();

        var judged = await DossierApp.SendAsync(
            both,
            HttpMethod.Put,
            $"/dossiers/{id}/stages/province-appraisal/verdicts",
            new { acceptRest = true }
        );

        judged.Refused(HttpStatusCode.Forbidden, "dossier.separation_of_duties");
    }
}
