using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Dossier.Domain.Notices;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Residents comment on a posted report without an account.</summary>
public sealed class ResidentCommentTests
{
    private const string Words = "Đường ngõ xóm chưa được cứng hóa.";

    [Fact]
    public async Task A_comment_reaches_the_commune_with_name_and_contact_and_nobody_else()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await PostedAsync(app);

        var sent = await SendAsync(
            app,
            id,
            new
            {
                name = "Nguyễn Văn An",
                contact = "0912 345 678",
                text = Words,
            }
        );

        Assert.Equal((HttpStatusCode.Created, 1), (sent.Status, sent.Body.GetProperty("number").GetInt32()));
        var officer = CommentOf(await app.GetAsync("officer2", id));
        var province = CommentOf(await app.GetAsync("province-leader", id));
        Assert.True(officer.GetProperty("ofResident").GetBoolean());
        Assert.Equal(("Nguyễn Văn An", "0912 345 678"), (Text(officer, "name"), Text(officer, "contact")));
        Assert.Equal(("N. V. A.", null), (Text(province, "name"), Text(province, "contact")));
        var audit = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text;
        Assert.Contains("\"resident\"", audit, StringComparison.Ordinal);
        Assert.DoesNotContain("cứng hóa", System.Text.RegularExpressions.Regex.Unescape(audit), StringComparison.Ordinal);
        Assert.DoesNotContain("Nguyễn", System.Text.RegularExpressions.Regex.Unescape(audit), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_answered_before_the_notice_ends_and_shown_with_initials_once_the_commune_publishes_it()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await PostedAsync(app);
        (await SendAsync(app, id, new { name = "Nguyễn Văn An", text = Words })).Ok();
        (await SendAsync(app, id, new { text = "Nhất trí." })).Ok();
        (await app.CommentAsync(id, "Ghi tại trụ sở.")).Ok();
        Assert.Contains("dossier.notice_comment_unanswered", (await app.PostAsync("officer2", id, "public-notice", "completion")).Codes);

        foreach (var (number, publish) in new[] { (1, true), (2, false), (3, true) })
        {
            var answer = new { text = $"Trả lời {number}.", publish };
            (await app.PutAsync("officer2", id, "public-notice", $"notice/comments/{number}/answer", answer)).Ok();
        }

        var shown = (await ReadAsync(app, id)).Ok();
        var published = Assert.Single(shown.Body.GetProperty("answered").EnumerateArray());
        Assert.Equal(("N. V. A.", Words, "Trả lời 1."), (Text(published, "from"), Text(published, "text"), Text(published, "answer")));
        Assert.Equal(3, shown.Body.GetProperty("notice").GetProperty("comments").GetInt32());
        Assert.DoesNotContain("Nguyễn", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("trụ sở.", shown.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_tick_of_the_notice_takes_a_comment_and_the_next_one_does_not()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await PostedAsync(app);
        var end = DossierApp.At("2026-03-17T00:00:00");

        app.Platform.Clock.SetTo(end.AddTicks(-1));
        Assert.True((await ReadAsync(app, id)).Ok().Body.GetProperty("open").GetBoolean());
        (await SendAsync(app, id, new { text = Words })).Ok();
        app.Platform.Clock.SetTo(end);

        Assert.False((await ReadAsync(app, id)).Ok().Body.GetProperty("open").GetBoolean());
        (await SendAsync(app, id, new { text = Words })).Refused(HttpStatusCode.Conflict, "dossier.comments_ended");
    }

    [Fact]
    public async Task Without_a_shortest_time_comments_are_taken_until_the_commune_ends_the_notice()
    {
        await using var app = await ProcedureSteps.Start2026Async(request =>
            request.Set("noticeDays", """{"days": 0, "kind": "Calendar"}""")
        );
        var id = await PostedAsync(app);

        (await SendAsync(app, id, new { text = Words })).Ok();

        Assert.Equal(JsonValueKind.Null, (await ReadAsync(app, id)).Ok().Body.GetProperty("notice").GetProperty("endsAt").ValueKind);
    }

    [Fact]
    public async Task What_is_not_posted_takes_no_comment()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await app.ToNoticeAsync();

        (await SendAsync(app, id, new { text = Words })).Refused(HttpStatusCode.NotFound, "dossier.notice_not_posted");
        (await ReadAsync(app, id)).Refused(HttpStatusCode.NotFound, "dossier.notice_not_posted");
        (await SendAsync(app, $"{Guid.CreateVersion7()}", new { text = Words })).Refused(
            HttpStatusCode.NotFound,
            "dossier.notice_not_posted"
        );
    }

    [Theory]
    [InlineData("", "request.invalid")]
    [InlineData("   ", "request.invalid")]
    [InlineData("http://a.vn HTTPS://b.vn www.c.vn", "dossier.comment_links")]
    public async Task A_text_that_says_nothing_or_advertises_is_refused(string text, string code)
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await PostedAsync(app);

        (await SendAsync(app, id, new { text })).Refused(HttpStatusCode.BadRequest, code);
        (await SendAsync(app, id, new { text = new string('a', 2001) })).Refused(HttpStatusCode.BadRequest, "request.invalid");
        (await SendAsync(app, id, new { text = Words + " https://a.vn www.b.vn" })).Ok();
    }

    [Fact]
    public async Task An_address_comments_only_so_often_an_hour()
    {
        await using var app = await StartAsync("CommentsPerAddress");
        var id = await PostedAsync(app);
        (await SendAsync(app, id, new { text = "Một." }, "203.0.113.1")).Ok();
        app.Platform.Clock.Advance(TimeSpan.FromMinutes(1));
        (await SendAsync(app, id, new { text = "Hai." }, "203.0.113.1")).Ok();

        (await SendAsync(app, id, new { text = "Ba." }, "203.0.113.1")).Refused(
            HttpStatusCode.TooManyRequests,
            "dossier.comments_address_full"
        );
        (await SendAsync(app, id, new { text = "Ba." }, "203.0.113.2")).Ok();
        app.Platform.Clock.Advance(TimeSpan.FromMinutes(59) - TimeSpan.FromTicks(1));
        (await SendAsync(app, id, new { text = "Bốn." }, "203.0.113.1")).Refused(
            HttpStatusCode.TooManyRequests,
            "dossier.comments_address_full"
        );
        app.Platform.Clock.Advance(TimeSpan.FromTicks(1));
        (await SendAsync(app, id, new { text = "Bốn." }, "203.0.113.1")).Ok();
    }

    [Fact]
    public async Task A_notice_takes_only_so_many_a_day_wherever_they_come_from()
    {
        await using var app = await StartAsync("CommentsPerNotice");
        var id = await PostedAsync(app);
        (await SendAsync(app, id, new { text = "Một." }, "203.0.113.1")).Ok();
        (await SendAsync(app, id, new { text = "Hai." }, "203.0.113.2")).Ok();

        (await SendAsync(app, id, new { text = "Ba." }, "203.0.113.3")).Refused(
            HttpStatusCode.TooManyRequests,
            "dossier.comments_day_full"
        );
        (await app.CommentAsync(id, "Ghi tại trụ sở.")).Ok();
        app.Platform.Clock.SetTo(DossierApp.At("2026-03-02T00:00:00"));
        (await SendAsync(app, id, new { text = "Ba." }, "203.0.113.3")).Ok();
    }

    [Fact]
    public async Task The_same_comment_under_the_same_key_counts_once()
    {
        await using var app = await StartAsync("CommentsPerAddress");
        var id = await PostedAsync(app);

        for (var times = 0; times < 3; times++)
        {
            var sent = (await SendAsync(app, id, new { text = Words }, key: "mot-lan")).Ok();
            Assert.Equal(1, sent.Body.GetProperty("number").GetInt32());
        }

        (await SendAsync(app, id, new { text = "Khác." })).Ok();
    }

    [Theory]
    [InlineData("Nguyễn Văn An", "N. V. A.")]
    [InlineData("  đặng   thị  Ý ", "Đ. T. Ý.")]
    [InlineData("An", "A.")]
    [InlineData("0912345678", "Người dân")]
    [InlineData("", "Người dân")]
    [InlineData(null, "Người dân")]
    [InlineData("A B C D E F G H", "A. B. C. D. E. F.")]
    public void A_name_is_shown_by_its_initials(string? name, string masked) => Assert.Equal(masked, new Resident(name, null).Masked);

    private static Task<DossierApp> StartAsync(string bound) =>
        ProcedureSteps.Start2026Async(settings: new Dictionary<string, string?> { [$"Dossier:{bound}"] = "2" });

    private static async Task<string> PostedAsync(DossierApp app)
    {
        var id = await app.ToNoticeAsync();
        (await app.StartNoticeAsync(id)).Ok();
        return id;
    }

    private static async Task<Answer> SendAsync(DossierApp app, string id, object comment, string? address = null, string? key = null)
    {
        using var client = app.Platform.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/dossiers/public-notices/{id}/comments");
        request.Content = JsonContent.Create(comment);
        foreach (var (name, value) in new[] { ("X-Forwarded-For", address), ("Idempotency-Key", key) })
        {
            if (value is not null)
            {
                request.Headers.Add(name, value);
            }
        }

        using var response = await client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    private static Task<Answer> ReadAsync(DossierApp app, string id) =>
        DossierApp.SendAsync(app.Platform.Anonymous(), HttpMethod.Get, $"/dossiers/public-notices/{id}", null);

    private static JsonElement CommentOf(Answer dossier) => dossier.Ok().Body.GetProperty("notices")[0].GetProperty("comments")[0];

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
