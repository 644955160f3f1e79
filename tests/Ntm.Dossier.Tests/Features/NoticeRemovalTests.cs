using System.Net;
using System.Text.RegularExpressions;

namespace Ntm.Dossier.Tests.Features;

/// <summary>What was recorded of a public notice by mistake is taken out, and the audit keeps that it was there.</summary>
public sealed class NoticeRemovalTests
{
    private const string Named = "Ông Nguyễn Văn An, thôn 1, phản ánh đường chưa xong.";

    [Fact]
    public async Task A_broadcast_that_was_not_is_taken_out_and_no_longer_counts()
    {
        await using var app = await StartedAsync();
        var id = await PostedAsync(app);
        (await app.BroadcastAsync(id, "2026-03-01T05:00:00")).Ok();
        (await app.BroadcastAsync(id, "2026-03-01T06:00:00")).Ok();

        var left = (await RemoveAsync(app, id, "broadcasts/1")).Ok();

        var broadcast = Assert.Single(left.Body.GetProperty("notices")[0].GetProperty("broadcasts").EnumerateArray());
        Assert.Equal(DossierApp.At("2026-03-01T06:00:00"), broadcast.GetProperty("at").GetDateTimeOffset());
        (await RemoveAsync(app, id, "broadcasts/2")).Refused(HttpStatusCode.NotFound, "dossier.notice_broadcast_unknown");
        (await RemoveAsync(app, id, "broadcasts/0")).Refused(HttpStatusCode.NotFound, "dossier.notice_broadcast_unknown");
        var none = (await RemoveAsync(app, id, "broadcasts/1")).Ok();
        Assert.DoesNotContain("RemoveBroadcast", none.Actions);
        (await CompleteAsync(app, id)).Refused(HttpStatusCode.Conflict, "dossier.notice_too_few_broadcasts");
        (await app.BroadcastAsync(id, "2026-03-01T05:00:00")).Ok();
        Assert.Contains("notice.broadcast_removed", (await app.ReadAsync("officer2", $"/dossiers/{id}/history")).Ok().Text);
    }

    [Fact]
    public async Task A_comment_that_named_somebody_goes_with_its_words_and_its_number_is_not_given_again()
    {
        await using var app = await StartedAsync();
        var id = await PostedAsync(app);
        var commented = (await app.CommentAsync(id, Named)).Ok();
        Assert.Contains("RemoveComment", commented.Actions);

        var left = (await RemoveAsync(app, id, "comments/1")).Ok();

        Assert.DoesNotContain("Nguyễn Văn An", left.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("dossier.notice_comment_unanswered", (await CompleteAsync(app, id)).Codes);
        var again = (await app.CommentAsync(id, "Đường thôn 1 chưa xong.")).Ok();
        var comment = Assert.Single(again.Body.GetProperty("notices")[0].GetProperty("comments").EnumerateArray());
        Assert.Equal(2, comment.GetProperty("number").GetInt32());
        (await RemoveAsync(app, id, "comments/1")).Refused(HttpStatusCode.NotFound, "dossier.notice_comment_unknown");
        (await app.PutAsync("officer2", id, "public-notice", "notice/comments/1/answer", new { text = "?" })).Refused(
            HttpStatusCode.NotFound,
            "dossier.notice_comment_unknown"
        );
        var posted = (await app.ReadAsync("officer2", $"/dossiers/public-notices/{id}")).Ok().Body.GetProperty("notice");
        Assert.Equal(1, posted.GetProperty("comments").GetInt32());
        var audit = Regex.Unescape((await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text);
        Assert.Contains("notice.comment_removed", audit, StringComparison.Ordinal);
        Assert.DoesNotContain("Nguyễn Văn An", audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_resident_sent_cannot_be_taken_out()
    {
        await using var app = await StartedAsync();
        var id = await PostedAsync(app);
        var words = new { text = "Đường ngõ xóm chưa được cứng hóa." };
        (await app.SendAsync("officer2", HttpMethod.Post, $"/dossiers/public-notices/{id}/comments", words)).Ok();

        Assert.DoesNotContain("RemoveComment", (await app.GetAsync("officer2", id)).Ok().Actions);
        (await RemoveAsync(app, id, "comments/1")).Refused(HttpStatusCode.Conflict, "dossier.notice_comment_of_resident");
    }

    [Fact]
    public async Task Only_who_holds_the_notice_takes_something_out_and_only_of_what_there_is()
    {
        await using var app = await StartedAsync();
        var id = await app.ToNoticeAsync();
        (await RemoveAsync(app, id, "comments/1")).Refused(HttpStatusCode.Conflict, "dossier.notice_not_started");
        (await RemoveAsync(app, id, "broadcasts/1")).Refused(HttpStatusCode.Conflict, "dossier.notice_not_started");
        (await app.StartNoticeAsync(id)).Ok();
        (await app.CommentAsync(id, "Nhất trí.")).Ok();

        (await RemoveAsync(app, id, "comments/1", "commune-leader2")).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
        (await RemoveAsync(app, id, "comments/1", "stranger")).Refused(HttpStatusCode.NotFound, "dossier.not_found");
    }

    private static Task<DossierApp> StartedAsync() =>
        ProcedureSteps.Start2026Async(request => request.Set("noticeDays", """{"days": 0, "kind": "Calendar"}"""));

    private static async Task<string> PostedAsync(DossierApp app)
    {
        var id = await app.ToNoticeAsync();
        (await app.StartNoticeAsync(id)).Ok();
        return id;
    }

    private static Task<Answer> RemoveAsync(DossierApp app, string id, string what, string person = "officer2") =>
        app.SendAsync(person, HttpMethod.Delete, $"/dossiers/{id}/stages/public-notice/notice/{what}", null);

    private static Task<Answer> CompleteAsync(DossierApp app, string id) => app.PostAsync("officer2", id, "public-notice", "completion");
}
