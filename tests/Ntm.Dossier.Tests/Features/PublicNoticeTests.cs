using System.Net;

namespace Ntm.Dossier.Tests.Features;

public sealed class PublicNoticeTests
{
    [Theory]
    [InlineData("Calendar", "2026-03-17T00:00:00")]
    [InlineData("Working", "2026-03-21T00:00:00")]
    public async Task The_days_of_the_notice_run_to_the_last_tick_and_it_stays_posted_so_long(string kind, string end)
    {
        await using var app = await ProcedureSteps.Start2026Async(request =>
            request.Set("noticeDays", $$"""{"days": 15, "kind": "{{kind}}"}""")
        );
        var id = await app.ToNoticeAsync();
        (await app.StartNoticeAsync(id)).Ok();
        await app.BroadcastEnoughAsync(id);

        app.Platform.Clock.SetTo(DossierApp.At(end).AddHours(-12).AddMinutes(-15));
        (await CompleteAsync(app, id)).Refused(HttpStatusCode.Conflict, "dossier.notice_running");
        Assert.True((await app.ReadAsync("officer2", $"/dossiers/public-notices/{id}")).Ok().Body.GetProperty("open").GetBoolean());
        app.Platform.Clock.SetTo(DossierApp.At(end).AddTicks(-1));
        (await CompleteAsync(app, id)).Refused(HttpStatusCode.Conflict, "dossier.notice_running");
        app.Platform.Clock.SetTo(DossierApp.At(end));
        Assert.Equal(["commune-meeting"], (await CompleteAsync(app, id)).Ok().Open);
    }

    [Fact]
    public async Task Without_a_shortest_time_the_notice_ends_on_its_first_day_but_not_without_what_it_must_have()
    {
        await using var app = await ProcedureSteps.Start2026Async(request =>
            request.Set("noticeDays", """{"days": 0, "kind": "Calendar"}""")
        );
        var id = await app.ToNoticeAsync();
        (await CompleteAsync(app, id)).Refused(HttpStatusCode.Conflict, "dossier.notice_not_started");
        var started = (await app.StartNoticeAsync(id)).Ok().Body.GetProperty("notices")[0];
        Assert.Equal(System.Text.Json.JsonValueKind.Null, started.GetProperty("endsAt").ValueKind);
        (await app.CommentAsync(id, "Đường thôn 1 chưa xong.")).Ok();

        var refused = await CompleteAsync(app, id);
        foreach (var minute in Enumerable.Range(10, 5))
        {
            (await app.BroadcastAsync(id, $"2026-03-01T07:{minute}:00")).Ok();
        }

        (await app.UploadAsync("officer2", id, "public-notice", "opinions-summary")).Ok();
        (await AnswerAsync(app, id, 1, "Hoàn thành trong tháng 3.")).Ok();

        Assert.Equal(
            ["dossier.document_missing", "dossier.notice_comment_unanswered", "dossier.notice_too_few_broadcasts"],
            refused.Codes.Order()
        );
        Assert.Equal(["commune-meeting"], (await CompleteAsync(app, id)).Ok().Open);
    }

    [Fact]
    public async Task Everything_that_the_notice_lacks_is_named_at_once_and_offered_as_actions()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await app.ToNoticeAsync();
        var before = (await app.GetAsync("officer2", id)).Ok();
        Assert.Equal(
            ["dossier.document_missing", "dossier.notice_not_started", "dossier.notice_too_few_broadcasts"],
            (await CompleteAsync(app, id)).Codes.Order()
        );
        (await app.StartNoticeAsync(id)).Ok();
        (await app.BroadcastAsync(id, "2026-03-01T06:00:00")).Ok();
        var commented = (await app.CommentAsync(id, "Đường thôn 1 chưa xong.")).Ok();

        var refused = await CompleteAsync(app, id);

        Assert.Equal(
            [
                "dossier.document_missing",
                "dossier.notice_comment_unanswered",
                "dossier.notice_running",
                "dossier.notice_too_few_broadcasts",
            ],
            refused.Codes.Order()
        );
        Assert.DoesNotContain("RecordBroadcast", before.Actions);
        Assert.Contains("StartNotice", before.Actions);
        Assert.Superset(
            new HashSet<string> { "StartNotice", "RecordBroadcast", "RecordComment", "AnswerComment" },
            commented.Actions.ToHashSet()
        );
        Assert.DoesNotContain("CompleteStage", commented.Actions);
        Assert.DoesNotContain("StartNotice", (await app.GetAsync("commune-leader2", id)).Ok().Actions);
    }

    [Fact]
    public async Task Every_comment_must_be_answered_and_the_audit_keeps_no_words()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await app.ToNoticeAsync();
        (await app.StartNoticeAsync(id)).Ok();
        await app.BroadcastEnoughAsync(id);
        (await app.CommentAsync(id, "Đường thôn 1 chưa xong.")).Ok();
        (await app.CommentAsync(id, "Nhất trí.")).Ok();
        (await AnswerAsync(app, id, 1, "Đã đưa vào kế hoạch.")).Ok();
        app.Platform.Clock.SetTo(DossierApp.At("2026-03-17T00:00:00"));

        (await CompleteAsync(app, id)).Refused(HttpStatusCode.Conflict, "dossier.notice_comment_unanswered");
        (await AnswerAsync(app, id, 3, "?")).Refused(HttpStatusCode.NotFound, "dossier.notice_comment_unknown");
        (await AnswerAsync(app, id, 2, "Trân trọng cảm ơn.")).Ok();
        var done = (await CompleteAsync(app, id)).Ok();

        var comments = done.Body.GetProperty("notices")[0].GetProperty("comments").EnumerateArray().ToList();
        Assert.Equal(["Đã đưa vào kế hoạch.", "Trân trọng cảm ơn."], comments.Select(comment => comment.GetProperty("answer").GetString()));
        Assert.Equal("Thôn 1", comments[0].GetProperty("village").GetString());
        var audit = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text;
        Assert.Contains("notice.comment_received", audit);
        Assert.Contains("notice.comment_answered", audit);
        Assert.DoesNotContain("chưa xong", System.Text.RegularExpressions.Regex.Unescape(audit));
        (await app.CommentAsync(id, "Muộn.")).Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
    }

    [Theory]
    [InlineData("2026-03-01T08:00:00.0000001", HttpStatusCode.BadRequest, "dossier.broadcast_in_future")]
    [InlineData("9999-12-31T16:59:59", HttpStatusCode.BadRequest, "dossier.broadcast_in_future")]
    [InlineData("2026-02-28T23:59:59.9999999", HttpStatusCode.BadRequest, "dossier.broadcast_too_early")]
    [InlineData("2026-03-01T00:00:00", HttpStatusCode.Conflict, "dossier.broadcast_twice")]
    public async Task A_broadcast_lies_between_the_first_day_and_now_and_counts_once(string at, HttpStatusCode status, string code)
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await app.ToNoticeAsync();
        (await app.BroadcastAsync(id, "2026-03-01T00:00:00")).Refused(HttpStatusCode.Conflict, "dossier.notice_not_started");
        (await app.StartNoticeAsync(id)).Ok();
        (await app.BroadcastAsync(id, "2026-03-01T00:00:00")).Ok();
        (await app.BroadcastAsync(id, "2026-03-01T08:00:00")).Ok();

        (await app.BroadcastAsync(id, at)).Refused(status, code);

        var notice = (await app.GetAsync("officer2", id)).Ok().Body.GetProperty("notices")[0];
        Assert.Equal(2, notice.GetProperty("broadcasts").GetArrayLength());
    }

    [Fact]
    public async Task The_start_can_be_corrected_but_not_past_what_happened_and_not_into_the_future()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await app.ToNoticeAsync();
        (await app.StartNoticeAsync(id, "2026-02-28")).Refused(HttpStatusCode.BadRequest, "dossier.date_too_early");
        (await app.StartNoticeAsync(id, "2026-03-02")).Refused(HttpStatusCode.BadRequest, "dossier.date_in_future");
        (await app.StartNoticeAsync(id)).Ok();
        app.Platform.Clock.SetTo(DossierApp.At("2026-03-05T08:00:00"));
        (await app.StartNoticeAsync(id, "2026-03-03")).Ok();
        (await app.CommentAsync(id, "Nhất trí.", "2026-03-02")).Refused(HttpStatusCode.BadRequest, "dossier.date_too_early");
        (await app.CommentAsync(id, "Nhất trí.", "2026-03-06")).Refused(HttpStatusCode.BadRequest, "dossier.date_in_future");
        (await app.CommentAsync(id, "Nhất trí.", "2026-03-03")).Ok();

        (await app.StartNoticeAsync(id, "2026-03-04")).Refused(HttpStatusCode.Conflict, "dossier.notice_starts_too_late");
        var notice = (await app.GetAsync("officer2", id)).Ok().Body.GetProperty("notices")[0];
        Assert.Equal("2026-03-03", notice.GetProperty("startedOn").GetString());
        Assert.Equal(DossierApp.At("2026-03-19T00:00:00"), notice.GetProperty("endsAt").GetDateTimeOffset());
    }

    [Fact]
    public async Task A_notice_that_leads_beyond_the_calendar_is_not_over_until_its_days_are_known()
    {
        await using var app = await ProcedureSteps.Start2026Async(request =>
            request.Set("noticeDays", """{"days": 365, "kind": "Working"}""")
        );
        app.Platform.Clock.SetTo(DossierApp.At("2027-03-01T08:00:00"));
        var id = (await app.OpenAsync("officer2", "18180", year: 2027)).Ok().Id;
        (await app.UploadAsync("officer2", id, "registration", "registration")).Ok();
        (await app.PostAsync("officer2", id, "registration", "completion")).Ok();
        await app.AssessesAsync(id);
        (await app.UploadAsync("officer2", id, "commune-dossier", "result-report")).Ok();
        (await app.UploadAsync("officer2", id, "commune-dossier", "illustrations")).Ok();
        (await app.PostAsync("officer2", id, "commune-dossier", "completion")).Ok();
        (await app.StartNoticeAsync(id, "2027-03-01")).Ok();
        await app.BroadcastEnoughAsync(id, "2027-03-01");
        app.Platform.Clock.SetTo(DossierApp.At("2029-06-01T08:00:00"));

        (await CompleteAsync(app, id)).Refused(HttpStatusCode.Conflict, "dossier.notice_end_unknown");
    }

    [Fact]
    public async Task The_acts_of_a_notice_belong_to_its_stage_and_its_actor()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = (await app.Open2026Async()).Ok().Id;
        (await app.StartNoticeAsync(id)).Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
        (await app.PutAsync("officer2", id, "registration", "notice", new { startedOn = "2026-03-01", places = new[] { "UBND" } })).Refused(
            HttpStatusCode.Conflict,
            "dossier.wrong_act"
        );
        (
            await app.PutAsync("province-leader", id, "public-notice", "notice", new { startedOn = "2026-03-01", places = new[] { "A" } })
        ).Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
        (
            await app.PutAsync("officer2", id, "public-notice", "notice", new { startedOn = "2026-03-01", places = Array.Empty<string>() })
        ).Refused(HttpStatusCode.BadRequest, "request.invalid");
    }

    private static Task<Answer> CompleteAsync(DossierApp app, string id) => app.PostAsync("officer2", id, "public-notice", "completion");

    private static Task<Answer> AnswerAsync(DossierApp app, string id, int number, string text) =>
        app.PutAsync("officer2", id, "public-notice", $"notice/comments/{number}/answer", new { text });
}
