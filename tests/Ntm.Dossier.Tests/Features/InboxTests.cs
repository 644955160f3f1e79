using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Whose work the inbox shows, how work and dossiers are found by unit, and how people are named.</summary>
public sealed class InboxTests
{
    private const string Appraisal = "province-appraisal";

    [Fact]
    public async Task A_department_sees_a_review_until_it_has_judged_its_share()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();

        var before = Assert.Single(await InboxAsync(app.As("transport")));
        (await app.PutAsync("transport", id, Appraisal, "verdicts", new { acceptRest = true })).Ok();

        Assert.Equal("SGTVT", before.GetProperty("department").GetString());
        Assert.Equal($"appraiser@{DossierApp.Province}", before.GetProperty("actor").GetString());
        Assert.Empty(await InboxAsync(app.As("transport")));
        Assert.Single(await InboxAsync(app.As("construction")));
        Assert.Single(await InboxAsync(app.As("appraiser")));
    }

    [Fact]
    public async Task The_count_is_that_of_the_rows()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToAppraisalAsync();

        foreach (var person in new[] { "transport", "appraiser", "officer", "stranger" })
        {
            var rows = (await app.ReadAsync(person, "/dossiers/inbox")).Ok().Body.GetProperty("items").GetArrayLength();
            var count = (await app.ReadAsync(person, "/dossiers/inbox/count")).Ok().Body.GetProperty("open").GetInt32();
            Assert.Equal((person, rows), (person, count));
        }
    }

    [Fact]
    public async Task A_department_with_two_criteria_keeps_the_review_while_one_is_not_judged()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();

        (await app.PutAsync("construction", id, Appraisal, "verdicts", new { items = new[] { Accepted("1") } })).Ok();
        var half = await InboxAsync(app.As("construction"));
        (await app.PutAsync("construction", id, Appraisal, "verdicts", new { items = new[] { Accepted("9") } })).Ok();

        Assert.Single(half);
        Assert.Empty(await InboxAsync(app.As("construction")));
    }

    [Fact]
    public async Task A_department_without_a_criterion_of_the_title_never_sees_the_review()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToAppraisalAsync();

        Assert.Empty(await InboxAsync(app.AsNew("tu-phap", $"appraiser@{DossierApp.Province}#STP")));
    }

    [Fact]
    public async Task The_consolidation_is_work_of_its_office_and_of_those_in_no_department_to_the_end()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        await app.DepartmentsAcceptAsync(id);
        using var unattached = app.AsNew("khong-co-quan", $"appraiser@{DossierApp.Province}");
        using var both = app.AsNew("kiem-nhiem", $"appraiser@{DossierApp.Province}", $"appraiser@{DossierApp.Province}#VPDP");

        Assert.Single(await InboxAsync(app.As("appraiser")));
        Assert.Single(await InboxAsync(unattached));
        Assert.Single(await InboxAsync(both));
        (await app.UploadAsync("appraiser", id, Appraisal, "appraisal-report")).Ok();
        (await app.PostAsync("appraiser", id, Appraisal, "conclusion", new { outcome = "Approved" })).Ok();
        Assert.Empty(await InboxAsync(app.As("appraiser")));
        Assert.Empty(await InboxAsync(unattached));
    }

    [Fact]
    public async Task After_a_return_only_the_departments_whose_criteria_came_back_see_the_review_again()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        var returned = new
        {
            kind = "criterion",
            key = "2",
            accepted = false,
            reason = "Thiếu biên bản nghiệm thu",
        };
        (await app.PutAsync("transport", id, Appraisal, "verdicts", new { items = new[] { returned } })).Ok();
        await app.DepartmentsAcceptAsync(id);
        (await app.PostAsync("appraiser", id, Appraisal, "conclusion", new { outcome = "Returned" })).Ok();
        Assert.Empty(await InboxAsync(app.As("transport")));
        await app.AssessesAsync(id);

        (await app.PostAsync("officer", id, "commune-supplement", "completion")).Ok();

        Assert.Equal(2, Assert.Single(await InboxAsync(app.As("transport"))).GetProperty("round").GetInt32());
        Assert.Empty(await InboxAsync(app.As("construction")));
        Assert.Single(await InboxAsync(app.As("appraiser")));
    }

    [Fact]
    public async Task The_rows_of_departments_are_mended_where_they_differ_from_the_dossier()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToAppraisalAsync();
        await app.SpoilAsync(db => db.OpenStages.Where(row => row.Department == "SXD").ExecuteDeleteAsync());

        var named = Assert.Single(await app.DifferencesAsync());
        Assert.Single(await app.MendAsync());

        Assert.Equal($"{Appraisal}/1/SXD", named.GetProperty("place").GetString());
        Assert.Single(await InboxAsync(app.As("construction")));
        Assert.Empty(await app.DifferencesAsync());
    }

    [Theory]
    [InlineData("sơn bằng", true)]
    [InlineData("son bang", true)]
    [InlineData("  SƠN   Bằ", true)]
    [InlineData("Xã Sơn", true)]
    [InlineData("bang", true)]
    [InlineData("18175", true)]
    [InlineData("1817", true)]
    [InlineData("?!", true)]
    [InlineData("on bang", false)]
    [InlineData("8175", false)]
    [InlineData("s%b", false)]
    [InlineData("s_n", false)]
    [InlineData("son_bang", true)]
    [InlineData("Tứ Mỹ", false)]
    public async Task Work_and_dossiers_are_found_by_the_name_or_code_of_the_unit(string typed, bool found)
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToPreparationAsync();
        var query = "?q=" + Uri.EscapeDataString(typed);

        var listed = (await app.ReadAsync("reviewer", "/dossiers" + query)).Ok().Body.GetProperty("items");

        Assert.Equal(found ? 1 : 0, listed.GetArrayLength());
        Assert.Equal(found ? 1 : 0, (await InboxAsync(app.As("officer"), query)).Count);
    }

    [Fact]
    public async Task A_letter_with_a_bar_is_found_as_the_plain_letter()
    {
        await using var app = await DossierApp.StartAsync();
        await app.KnowsUnitAsync("42/439/18199", "Xã Đức Thọ", "commune", "1991-08-12", "2025-06-30");
        using var officer = app.AsNew("officer-d", "officer@42/439/18199");
        var opened = new
        {
            unitCode = "18199",
            title = "xa-ntm",
            year = 2023,
        };
        (await DossierApp.SendAsync(officer, HttpMethod.Post, "/dossiers", opened)).Ok();

        Assert.Single(await InboxAsync(officer, "?q=duc%20tho"));
        Assert.Single(await InboxAsync(officer, "?q=%C4%90%E1%BB%A8C"));
    }

    [Fact]
    public async Task Pages_of_a_search_cover_what_fits_once_and_nothing_else()
    {
        await using var app = await DossierApp.StartAsync();
        var first = (await app.OpenAsync()).Ok().Id;
        app.Platform.Clock.Advance(DossierApp.At("2024-01-02T08:00:00") - app.Platform.Clock.GetUtcNow());
        var second = (await app.OpenAsync(year: 2024)).Ok().Id;
        await app.KnowsUnitAsync("42/439/18178", "Xã Sơn Ninh", "commune", "1991-08-12", "2025-06-30");
        using var other = app.AsNew("officer-b", "officer@42/439/18178", $"officer@{DossierApp.Commune}");
        var opened = new
        {
            unitCode = "18178",
            title = "xa-ntm",
            year = 2024,
        };
        (await DossierApp.SendAsync(other, HttpMethod.Post, "/dossiers", opened)).Ok();

        var seen = new List<string?>();
        string? after = null;
        do
        {
            var page = (await DossierApp.SendAsync(other, HttpMethod.Get, $"/dossiers/inbox?q=bang&limit=1&after={after}", null)).Ok().Body;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("dossierId").GetString()));
            after = page.GetProperty("next").GetString();
        } while (after is not null);

        Assert.Equal(new[] { first, second }.Order(), seen.Order());
    }

    [Fact]
    public async Task Files_verdicts_and_receipts_name_the_person_beside_the_account()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();

        var seen = (await app.GetAsync("province-leader", id)).Ok().Body;
        var audit = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text;

        var file = seen.GetProperty("checklist")
            .EnumerateArray()
            .Single(item => item.GetProperty("key").GetString() == "result-report")
            .GetProperty("files")[0];
        var verdict = seen.GetProperty("reviews")[0].GetProperty("items")[0];
        var receipt = seen.GetProperty("receipts")[0];
        Assert.Equal(
            ("officer", "Người dùng officer"),
            (file.GetProperty("addedBy").GetString(), file.GetProperty("addedByName").GetString())
        );
        Assert.Equal(
            ("reviewer", "Người dùng reviewer"),
            (verdict.GetProperty("by").GetString(), verdict.GetProperty("byName").GetString())
        );
        Assert.Equal(
            ("district-leader", "Người dùng district-leader"),
            (receipt.GetProperty("submittedBy").GetString(), receipt.GetProperty("submittedByName").GetString())
        );
        Assert.DoesNotContain("Người dùng", audit, StringComparison.Ordinal);
    }

    private static object Accepted(string key) =>
        new
        {
            kind = "criterion",
            key,
            accepted = true,
        };

    private static async Task<List<JsonElement>> InboxAsync(HttpClient client, string query = "") =>
        [
            .. (await DossierApp.SendAsync(client, HttpMethod.Get, "/dossiers/inbox" + query, null))
                .Ok()
                .Body.GetProperty("items")
                .EnumerateArray()
                .Where(item => item.GetProperty("stage").GetString() != "satisfaction-survey"),
        ];
}
