using System.Net;

namespace Ntm.Dossier.Tests.Features;

public sealed class AccessTests
{
    [Fact]
    public async Task Another_unit_s_dossier_does_not_exist_for_a_stranger()
    {
        await using var app = await DossierApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;

        (await app.GetAsync("stranger", id)).Refused(HttpStatusCode.NotFound, "dossier.not_found");
        (await app.ReadAsync("stranger", $"/dossiers/{id}/audit")).Refused(HttpStatusCode.NotFound, "dossier.not_found");
        (await app.ReadAsync("stranger", $"/dossiers/{id}/documents")).Refused(HttpStatusCode.NotFound, "dossier.not_found");
        (await app.PostAsync("stranger", id, "commune-dossier", "completion")).Refused(HttpStatusCode.NotFound, "dossier.not_found");
        Assert.Equal(0, (await app.ReadAsync("stranger", "/dossiers")).Ok().Body.GetProperty("items").GetArrayLength());
        (await app.GetAsync("officer", Guid.CreateVersion7().ToString())).Refused(HttpStatusCode.NotFound, "dossier.not_found");
    }

    [Theory]
    [InlineData("reporter@42/439/18175")]
    [InlineData("officer@42/439/181")]
    [InlineData("officer@42/439/18175/01")]
    [InlineData("something-new@42")]
    public async Task A_role_that_no_rule_names_and_a_unit_that_only_looks_alike_see_nothing(string grant)
    {
        await using var app = await DossierApp.StartAsync();
        var id = (await app.OpenAsync()).Ok().Id;
        using var client = app.AsNew("someone", grant);

        (await DossierApp.SendAsync(client, HttpMethod.Get, $"/dossiers/{id}", null)).Refused(HttpStatusCode.NotFound, "dossier.not_found");
    }

    [Fact]
    public async Task A_list_shows_each_caller_the_dossiers_of_his_units_page_by_page()
    {
        await using var app = await DossierApp.StartAsync("2022-12-01T08:00:00");
        foreach (var (title, year) in new[] { ("xa-ntm", 2022), ("xa-ntm", 2023), ("xa-ntm-nang-cao", 2023) })
        {
            app.Platform.Clock.SetTo(DossierApp.At($"{year}-12-01T08:00:00"));
            (await app.OpenAsync(title: title, year: year)).Ok();
        }

        var first = (await app.ReadAsync("auditor", "/dossiers?limit=2")).Ok().Body;
        var second = (await app.ReadAsync("auditor", $"/dossiers?limit=2&after={first.GetProperty("next").GetString()}")).Ok().Body;
        var filtered = (await app.ReadAsync("auditor", "/dossiers?year=2023&title=xa-ntm&unit=18175&status=Running")).Ok().Body;

        Assert.Equal([2022, 2023], first.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("year").GetInt32()));
        Assert.Equal("xa-ntm-nang-cao", Assert.Single(second.GetProperty("items").EnumerateArray()).GetProperty("title").GetString());
        Assert.Single(filtered.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("officer@42/439/18175", 1)]
    [InlineData("reviewer@42/439", 1)]
    [InlineData("leader@42", 1)]
    [InlineData("officer@42/439/1817", 0)]
    [InlineData("officer@42/439/18176", 0)]
    [InlineData("reviewer@42/43", 0)]
    [InlineData("reviewer@42/446", 0)]
    [InlineData("leader@4", 0)]
    public async Task A_list_holds_the_dossiers_of_the_callers_unit_and_those_below_it_and_no_other(string grant, int count)
    {
        await using var app = await DossierApp.StartAsync();
        (await app.OpenAsync()).Ok();
        using var client = app.AsNew("someone", grant);

        var list = (await DossierApp.SendAsync(client, HttpMethod.Get, "/dossiers", null)).Ok().Body;

        Assert.Equal(count, list.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_stage_takes_no_act_of_another_kind_and_an_unknown_stage_none_at_all()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();

        (await app.PostAsync("officer", id, "commune-dossier", "submission")).Refused(HttpStatusCode.Conflict, "dossier.wrong_act");
        (await app.PostAsync("officer", id, "self-assessment", "completion")).Refused(HttpStatusCode.Conflict, "dossier.wrong_act");
        (await app.PostAsync("officer", id, "nowhere", "completion")).Refused(HttpStatusCode.NotFound, "dossier.stage_unknown");
        (await app.PostAsync("reviewer", id, "district-examination", "conclusion", new { outcome = "Approved" })).Refused(
            HttpStatusCode.Conflict,
            "dossier.stage_not_open"
        );
    }
}
