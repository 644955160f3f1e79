using System.Net;
using System.Text.Json;

namespace Ntm.Dossier.Tests.Features;

/// <summary>What anybody may know without an account, and nothing beyond it.</summary>
public sealed class PublicListTests
{
    private const string Day = "2023-02-01";

    [Fact]
    public async Task A_commune_is_listed_once_its_recognition_was_announced_and_not_before()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, Day);
        Assert.Empty(await ListAsync(app, "recognised"));

        await app.RecogniseAsync(id, Day);

        var unit = Assert.Single(await ListAsync(app, "recognised?q=son%20bang&year=2023"));
        Assert.Equal(("18175", 2023), (unit.GetProperty("unitCode").GetString(), unit.GetProperty("year").GetInt32()));
        Assert.Equal(Day, unit.GetProperty("decisionDate").GetString());
        Assert.Single(await ListAsync(app, "recognised?q=S%C6%A1n%20B%E1%BA%B1ng&title=xa-ntm"));
        Assert.Empty(await ListAsync(app, "recognised?title=xa-ntm-nang-cao"));
        Assert.Empty(await ListAsync(app, "recognised?year=2024"));
        Assert.Empty(await ListAsync(app, "recognised?q=khong%20co"));
    }

    [Fact]
    public async Task A_posted_report_is_listed_with_counts_and_without_a_word_of_what_people_said()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var id = await app.ToNoticeAsync();
        Assert.Empty(await ListAsync(app, "public-notices"));
        (await app.StartNoticeAsync(id)).Ok();
        (await app.CommentAsync(id, "Đường thôn 1 chưa xong.")).Ok();

        var notice = Assert.Single(await ListAsync(app, "public-notices"));

        Assert.Equal(("18180", 1, 0), (notice.GetProperty("unitCode").GetString(), Number(notice, "comments"), Number(notice, "answered")));
        Assert.DoesNotContain("Đường thôn 1", notice.ToString(), StringComparison.Ordinal);
        Assert.Equal(id, notice.GetProperty("dossierId").GetString());
        Assert.Empty(await ListAsync(app, "public-notices?q=khong%20co"));
    }

    [Theory]
    [InlineData("recognised?after=!!", "request.invalid_cursor")]
    [InlineData("public-notices?after=AAAA&limit=1", "request.invalid_cursor")]
    [InlineData("public-notices?limit=101", "request.limit_range")]
    public async Task A_page_that_there_cannot_be_is_refused(string path, string code)
    {
        await using var app = await DossierApp.StartAsync();

        var answer = await DossierApp.SendAsync(app.Platform.Anonymous(), HttpMethod.Get, "/dossiers/" + path, null);

        answer.Refused(HttpStatusCode.BadRequest, code);
    }

    private static int Number(JsonElement item, string name) => item.GetProperty(name).GetInt32();

    private static async Task<List<JsonElement>> ListAsync(DossierApp app, string path)
    {
        var answer = await DossierApp.SendAsync(app.Platform.Anonymous(), HttpMethod.Get, "/dossiers/" + path, null);
        return [.. answer.Ok().Body.GetProperty("items").EnumerateArray()];
    }
}
