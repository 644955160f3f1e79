using System.Net;
using System.Text.Json;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Which title a merged commune builds, and what is refused for it.</summary>
public sealed class UnitTitleTests
{
    private const string Merged = "18133";

    [Theory]
    [InlineData("xa-ntm", "xa-ntm-nang-cao", null, "xa-ntm-nang-cao", false)]
    [InlineData("xa-ntm", null, "xa-ntm-nang-cao", "xa-ntm", true)]
    [InlineData("xa-ntm-kieu-mau", "xa-ntm", "xa-ntm", "xa-ntm-nang-cao", true)]
    public async Task A_dossier_for_another_title_is_refused_where_the_rule_decides(
        string one,
        string? other,
        string? refused,
        string builds,
        bool decides
    )
    {
        await using var app = await MergedAsync();
        (await RecordAsync(app, "18175", one)).Ok();
        (await RecordAsync(app, "18176", other)).Ok();

        var shown = (await app.ReadAsync("officer2", $"/dossiers/titles/{Merged}")).Ok().Body.GetProperty("builds");

        Assert.Equal((builds, decides), (shown.GetProperty("title").GetString(), shown.GetProperty("decides").GetBoolean()));
        Assert.Contains("267/BNN-VPĐP", shown.GetProperty("source").GetString(), StringComparison.Ordinal);
        if (refused is not null)
        {
            var answer = (await OpenAsync(app, refused)).Refused(HttpStatusCode.Conflict, "dossier.title_of_merged_unit");
            Assert.Contains("Xã Sơn Bằng", answer.Text, StringComparison.Ordinal);
            Assert.Contains("267/BNN-VPĐP", answer.Text, StringComparison.Ordinal);
        }

        (await OpenAsync(app, builds)).Ok();
    }

    [Fact]
    public async Task Where_all_were_recognised_alike_one_decision_acknowledges_it_before_the_next_title_is_sought()
    {
        await using var app = await MergedAsync();
        (await RecordAsync(app, "18175", "xa-ntm")).Ok();
        (await RecordAsync(app, "18176", "xa-ntm")).Ok();

        foreach (var title in new[] { "xa-ntm", "xa-ntm-nang-cao" })
        {
            var answer = (await OpenAsync(app, title)).Refused(HttpStatusCode.Conflict, "dossier.title_of_merged_unit");
            Assert.Contains("ra một quyết định công nhận", answer.Text, StringComparison.Ordinal);
        }

        var acknowledged = (await RecordAsync(app, Merged, "xa-ntm", "2025-07-02")).Ok().Body;
        Assert.Equal("xa-ntm", acknowledged.GetProperty("held").GetProperty("title").GetString());
        Assert.Equal(JsonValueKind.Null, acknowledged.GetProperty("builds").ValueKind);
        (await OpenAsync(app, "xa-ntm-nang-cao")).Ok();
    }

    [Fact]
    public async Task What_is_not_known_of_a_commune_is_shown_and_refuses_nobody()
    {
        await using var app = await MergedAsync();
        (await RecordAsync(app, "18175", "xa-ntm")).Ok();

        var view = (await app.ReadAsync("province-leader", $"/dossiers/titles/{Merged}")).Ok().Body;

        Assert.False(view.GetProperty("builds").GetProperty("decides").GetBoolean());
        Assert.Equal(
            ["18175 xa-ntm 4321/QĐ-UBND ngày 30/12/2019", "18176 ? ?"],
            view.GetProperty("mergedFrom").EnumerateArray().Select(Shown)
        );
        (await OpenAsync(app, "xa-ntm-nang-cao")).Ok();

        static string Shown(JsonElement from)
        {
            var held = from.GetProperty("held");
            var (title, document) =
                held.ValueKind == JsonValueKind.Null
                    ? ("?", "?")
                    : (held.GetProperty("title").GetString(), held.GetProperty("document").GetString());
            return $"{from.GetProperty("unitCode").GetString()} {title} {document}";
        }
    }

    [Fact]
    public async Task A_title_that_a_dossier_here_gave_counts_like_a_recorded_one()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, "2023-02-01");
        await app.RecogniseAsync(id, "2023-02-01");

        var held = (await app.ReadAsync("officer", "/dossiers/titles/18175")).Ok().Body.GetProperty("held");

        Assert.Equal(("xa-ntm", "2023-02-01"), (held.GetProperty("title").GetString(), held.GetProperty("since").GetString()));
    }

    [Fact]
    public async Task A_record_is_the_provinces_and_holds_together()
    {
        await using var app = await MergedAsync();

        (await RecordAsync(app, "18175", "xa-ntm", person: "officer2")).Refused(HttpStatusCode.Forbidden, "entry.preparers_only");
        (await RecordAsync(app, "18175", "xa-giau")).Refused(HttpStatusCode.BadRequest, "dossier.title_unknown");
        (await RecordAsync(app, "18175", "xa-ntm", "2025-07-01")).Refused(HttpStatusCode.BadRequest, "dossier.title_unit_not_then");
        (await RecordAsync(app, "18175", "xa-ntm", "2025-06-30")).Ok();
        (await RecordAsync(app, "18175", "xa-ntm", documentDate: "2019-12-29")).Refused(
            HttpStatusCode.BadRequest,
            "dossier.title_document_before"
        );
        (await RecordAsync(app, "18175", "xa-ntm", documentDate: "2025-07-02")).Refused(
            HttpStatusCode.BadRequest,
            "dossier.title_back_dated"
        );
        (await RecordAsync(app, "18175", null, documentDate: "2025-07-02")).Ok();
        (await RecordAsync(app, "18175", "xa-ntm", documentDate: "2025-07-03")).Refused(
            HttpStatusCode.BadRequest,
            "dossier.date_in_future"
        );
        (await app.ReadAsync("officer2", "/dossiers/titles/99999")).Refused(HttpStatusCode.NotFound, "dossier.title_unit_not_found");
        using var elsewhere = app.AsNew("elsewhere", "officer@43/500/1");
        (await DossierApp.SendAsync(elsewhere, HttpMethod.Get, $"/dossiers/titles/{Merged}", null)).Refused(
            HttpStatusCode.Forbidden,
            "dossier.title_not_in_province"
        );
    }

    [Fact]
    public async Task A_program_reads_the_titles_of_its_own_unit_and_below()
    {
        await using var app = await MergedAsync();
        using var own = app.Platform.AsProgram("42/" + Merged, "dossiers:read");
        using var beside = app.Platform.AsProgram("42/439", "dossiers:read");

        (await ReadAsync(own)).Ok();
        (await ReadAsync(beside)).Refused(HttpStatusCode.Forbidden, "dossier.title_not_in_province");

        static Task<Answer> ReadAsync(HttpClient program) =>
            DossierApp.SendAsync(program, HttpMethod.Get, $"/dossiers/titles/{Merged}", null);
    }

    /// <summary>On 2 July 2025 two communes have gone up into one.</summary>
    private static async Task<DossierApp> MergedAsync()
    {
        var app = await DossierApp.StartAsync("2025-07-02T08:00:00");
        await app.KnowsUnitAsync(DossierApp.Commune, "Xã Sơn Bằng", "commune", "1991-08-12", "2025-06-30", 2, Merged);
        await app.KnowsUnitAsync("42/439/18176", "Xã Sơn Ninh", "commune", "1991-08-12", "2025-06-30", 1, Merged);
        await app.KnowsUnitAsync("42/" + Merged, "Xã Sơn Bằng mới", "commune", "2025-07-01", null);
        return app;
    }

    private static async Task<Answer> OpenAsync(DossierApp app, string title)
    {
        using var officer = app.AsNew("merged-officer", $"officer@42/{Merged}");
        var request = new
        {
            unitCode = Merged,
            title,
            year = 2025,
        };
        return await DossierApp.SendAsync(officer, HttpMethod.Post, "/dossiers", request);
    }

    private static Task<Answer> RecordAsync(
        DossierApp app,
        string unitCode,
        string? title,
        string since = "2019-12-30",
        string? documentDate = null,
        string person = "province-officer"
    ) =>
        app.DecideAsync(
            "/dossiers/titles",
            new
            {
                province = "42",
                unitCode,
                title,
                since,
                documentNumber = "4321/QĐ-UBND",
                documentDate = documentDate ?? since,
            },
            app.As(person)
        );
}
