using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Persistence;
using Ntm.Dossier.Sample;
using Ntm.Web;

namespace Ntm.Dossier.Tests.Features;

public sealed class SampleDecisionsTests
{
    private static readonly Dictionary<string, string?> Sample = new() { [SampleMode.Setting] = "true" };

    [Fact]
    public async Task In_sample_mode_a_dossier_is_opened_today_by_a_procedure_that_says_it_is_a_sample()
    {
        await using var app = await StartAsync("2026-11-29T08:00:00");

        var opened = (await app.Open2026Async()).Ok();

        var procedure = opened.Body.GetProperty("procedure");
        var notice = procedure.GetProperty("figures").EnumerateArray().Single(one => one.GetProperty("key").GetString() == "noticeDays");
        Assert.Equal(SampleDecisions.ProcedureNumber, procedure.GetProperty("documentNumber").GetString());
        Assert.True(procedure.GetProperty("sample").GetBoolean());
        Assert.Equal("không quy định thời gian tối thiểu", notice.GetProperty("value").GetString());
        Assert.Equal(["registration"], opened.Open);
    }

    [Fact]
    public async Task The_council_of_the_sample_is_in_force_says_that_it_is_one_and_seats_the_accounts_of_its_members()
    {
        await using var app = await StartAsync("2026-11-29T08:00:00");

        var council = (await app.ReadAsync("province-leader", "/dossiers/councils"))
            .Ok()
            .Body.GetProperty("items")
            .EnumerateArray()
            .Single();

        var decision = council.GetProperty("inForce");
        Assert.Equal(SampleDecisions.CouncilNumber, decision.GetProperty("number").GetString());
        Assert.True(decision.GetProperty("sample").GetBoolean());
        Assert.Equal(
            Enumerable.Range(1, 7).Select(number => SampleMode.AccountOf($"hoidong{number}.tinh").ToString()),
            decision.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("subject").GetString())
        );
    }

    [Fact]
    public async Task A_document_that_the_province_confirms_itself_takes_the_place_of_the_sample_and_says_that_it_is_none()
    {
        await using var app = await StartAsync("2026-03-02T08:00:00");
        (await app.ConfirmProcedureAsync()).Ok();

        var items = (await app.ReadAsync("officer2", "/dossiers/procedures?province=42")).Ok().Body.GetProperty("items").EnumerateArray();

        Assert.Equal(
            [(true, false), (false, true)],
            items.Select(item => (Is(item.GetProperty("procedure"), "sample"), Is(item, "inForce")))
        );
    }

    [Fact]
    public async Task Before_its_first_day_the_sample_decides_nothing()
    {
        await using var app = await StartAsync("2026-02-14T23:59:59.9999999");

        var opened = (await app.Open2026Async()).Ok();
        var council = (await app.ReadAsync("province-leader", "/dossiers/councils"))
            .Ok()
            .Body.GetProperty("items")
            .EnumerateArray()
            .Single();

        Assert.Equal(JsonValueKind.Null, opened.Body.GetProperty("procedure").ValueKind);
        Assert.Equal(JsonValueKind.Null, council.GetProperty("inForce").ValueKind);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Every_start_enters_it_once_and_outside_sample_mode_never(bool sample, int expected)
    {
        await using var app = await DossierApp.StartAsync(settings: new Dictionary<string, string?> { [SampleMode.Setting] = $"{sample}" });

        await PrepareAsync(app);
        await PrepareAsync(app);

        Assert.Equal(expected, await app.LookAsync(db => db.Procedures.CountAsync()));
        Assert.Equal(expected, await app.LookAsync(db => db.CouncilDecisions.CountAsync()));
    }

    private static async Task<DossierApp> StartAsync(string at)
    {
        var app = await DossierApp.StartAsync(at, Sample);
        await PrepareAsync(app);
        return app;
    }

    private static Task PrepareAsync(DossierApp app) => new DossierModule().PrepareAsync(app.Platform.Services, CancellationToken.None);

    private static bool Is(JsonElement element, string name) => element.GetProperty(name).GetBoolean();
}
