using System.Net;
using System.Text.Json;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Procedures, councils and titles are set by two people and a document.</summary>
public sealed class EntryTests
{
    private const string Procedures = "/dossiers/procedures";

    [Fact]
    public async Task A_procedure_counts_from_the_moment_a_leader_puts_it_into_force_and_leaves_open_dossiers_alone()
    {
        await using var app = await ProcedureSteps.Start2026Async();
        var open = (await app.Open2026Async()).Ok();
        var request = ProcedureSteps.Request();
        request["documentNumber"] = "16/2026/QĐ-UBND";
        request.Set("broadcasts", "7");
        var entry = await PrepareAsync(app, Procedures, request);

        var waiting = (await app.ReadAsync("province-leader", entry)).Ok().Body;
        var broadcasts = waiting
            .GetProperty("changes")
            .EnumerateArray()
            .Single(change => change.GetProperty("after").GetString() == "7 lần");
        Assert.Equal("5 lần", broadcasts.GetProperty("before").GetString());
        Assert.Equal("15/2026/QĐ-UBND", Number((await app.ReadAsync("officer2", Procedures + "?province=42")).Ok().Body));

        (await app.SendAsync("province-leader", HttpMethod.Post, entry + "/into-force", null)).Ok();

        Assert.Equal("16/2026/QĐ-UBND", Number((await app.ReadAsync("officer2", Procedures + "?province=42")).Ok().Body));
        var kept = (await app.GetAsync("officer2", open.Id)).Ok().Body.GetProperty("procedure");
        Assert.Equal("15/2026/QĐ-UBND", kept.GetProperty("documentNumber").GetString());
    }

    [Fact]
    public async Task Nobody_decides_on_what_he_prepared_and_a_refused_entry_opens_nothing()
    {
        await using var app = await DossierApp.StartAsync("2026-03-01T08:00:00");
        using var both = app.AsNew("both", "officer@42", "leader@42");
        var prepared = await new TwoPeople(both, both).DecideAsync(Procedures, ProcedureSteps.Request());
        (await Answer.ReadAsync(prepared)).Refused(HttpStatusCode.Forbidden, "entry.own_work");
        var entry = await PrepareAsync(app, Procedures, ProcedureSteps.Request());

        (await app.SendAsync("province-leader", HttpMethod.Post, entry + "/refusal", new { reason = " " })).Refused(
            HttpStatusCode.BadRequest,
            "entry.reason"
        );
        (await app.SendAsync("province-leader", HttpMethod.Post, entry + "/refusal", new { reason = "Sai tỷ lệ" })).Ok();

        (await app.SendAsync("province-leader", HttpMethod.Post, entry + "/into-force", null)).Refused(
            HttpStatusCode.Conflict,
            "entry.decided"
        );
        (await app.Open2026Async()).Refused(HttpStatusCode.Conflict, "dossier.procedure_unconfirmed");
    }

    [Fact]
    public async Task Of_two_leaders_who_put_a_council_into_force_at_once_one_wins()
    {
        await using var app = await DossierApp.StartAsync();
        var entry = await PrepareAsync(app, "/dossiers/councils", app.Decision("1/QĐ-UBND"));
        using var other = app.AsNew("other-leader", "leader@42");

        var answers = await Task.WhenAll(
            app.SendAsync("province-leader", HttpMethod.Post, entry + "/into-force", null),
            DossierApp.SendAsync(other, HttpMethod.Post, entry + "/into-force", null)
        );

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        answers.Single(answer => answer.Status != HttpStatusCode.OK).Refused(HttpStatusCode.Conflict, "entry.decided");
        Assert.Equal(1, (await app.ReadAsync("auditor", "/dossiers/councils")).Ok().Body.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Without_its_document_a_title_is_not_recorded()
    {
        await using var app = await DossierApp.StartAsync();
        var title = new
        {
            province = "42",
            unitCode = "18175",
            title = "xa-ntm",
            since = "2019-12-30",
            documentNumber = "4321/QĐ-UBND",
            documentDate = "2019-12-30",
        };
        var prepared = (await app.SendAsync("appraiser", HttpMethod.Post, "/dossiers/titles", title)).Ok();

        (await app.SendAsync("province-leader", HttpMethod.Post, $"/dossiers/entries/{prepared.Id}/into-force", null)).Refused(
            HttpStatusCode.Conflict,
            "entry.document_missing"
        );

        var held = (await app.ReadAsync("officer", "/dossiers/titles/18175")).Ok().Body.GetProperty("held");
        Assert.Equal(JsonValueKind.Null, held.ValueKind);
    }

    private static async Task<string> PrepareAsync(DossierApp app, string path, object body)
    {
        using var officer = app.As("province-officer");
        using var prepared = await new TwoPeople(officer, officer).PrepareAsync(path, body);
        Assert.Equal(HttpStatusCode.Created, prepared.StatusCode);
        return prepared.Headers.Location!.OriginalString;
    }

    private static string? Number(JsonElement register) =>
        register
            .GetProperty("items")
            .EnumerateArray()
            .Single(item => item.GetProperty("inForce").GetBoolean())
            .GetProperty("procedure")
            .GetProperty("documentNumber")
            .GetString();
}
