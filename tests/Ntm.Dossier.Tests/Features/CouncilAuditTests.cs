using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Audit;
using Ntm.Dossier.Domain.Councils;
using Ntm.Dossier.Persistence;
using Ntm.Entries;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Councils and procedures have an audit chain of their own.</summary>
public sealed class CouncilAuditTests
{
    [Fact]
    public async Task A_council_and_a_procedure_are_entries_and_a_refused_act_is_none()
    {
        await using var app = await DossierApp.StartAsync("2026-03-01T08:00:00");
        var council = await app.SetUpCouncilAsync();
        (await app.ConfirmProcedureAsync()).Ok();
        (await AmendAsync(app, council, "2/QĐ-UBND", "2026-03-02")).Ok();
        (await AmendAsync(app, council, "2/QĐ-UBND", "2026-03-03")).Refused(HttpStatusCode.Conflict, "dossier.council_decision_twice");

        var export = (await app.ReadAsync("auditor", "/dossiers/audit")).Ok();

        var found = Verify(export.Text);
        Assert.True(found.Verified, found.Reason);
        Assert.Equal("dossier", found.Chain);
        string[] steps = ["AttachDossierEntryDocument", "PutDossierEntryIntoForce"];
        Assert.Equal(
            ["PrepareCouncil", .. steps, "PrepareProcedure", .. steps, "PrepareCouncilAmendment", .. steps],
            Entries(export).Select(entry => Text(entry, "action"))
        );
        Assert.Equal(
            [$"council/{council}/1", $"council/{council}/2", "procedure/42/1"],
            export
                .Body.GetProperty("records")
                .EnumerateObject()
                .Select(record => record.Name)
                .Where(name => !name.StartsWith("entry/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
        var first = Entries(export)[2].GetProperty("payload").GetProperty("records")[0].GetProperty("content");
        Assert.Equal("chair", first.GetProperty("members")[0].GetProperty("subject").GetString());
        Assert.DoesNotContain("Thành viên", export.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Members_and_figures_changed_added_or_deleted_behind_the_service_are_named()
    {
        await using var app = await DossierApp.StartAsync("2026-03-01T08:00:00");
        var council = await app.SetUpCouncilAsync();
        (await AmendAsync(app, council, "2/QĐ-UBND", "2026-03-02")).Ok();
        (await app.ConfirmProcedureAsync()).Ok();

        await app.SpoilAsync(async db =>
        {
            var row = await db.CouncilDecisions.AsNoTracking().SingleAsync(row => row.Sequence == 1);
            List<CouncilMember> members = [.. row.Members.Select(member => member with { CountsBallots = true })];
            return await db
                .CouncilDecisions.Where(one => one.Sequence == 1)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Members, members));
        });
        await app.SpoilAsync(db =>
            db.CouncilDecisions.Where(row => row.Sequence == 2).ExecuteUpdateAsync(set => set.SetProperty(row => row.Sequence, 3))
        );
        await app.SpoilAsync(db =>
            db.Procedures.ExecuteUpdateAsync(set => set.SetProperty(row => row.ValidFrom, new DateOnly(2026, 2, 1)))
        );

        Assert.Equal(
            $"Dữ liệu khác với nhật ký: council/{council}/1 đã bị sửa; council/{council}/2 đã bị xóa; "
                + $"council/{council}/3 được thêm ngoài nhật ký; procedure/42/1 đã bị sửa.",
            Verify((await app.ReadAsync("auditor", "/dossiers/audit")).Ok().Text).Reason
        );
    }

    [Fact]
    public async Task An_act_under_a_letter_names_the_deputy_and_the_principal_and_an_own_one_nobody_else()
    {
        await using var app = await DossierApp.StartAsync("2026-03-01T08:00:00");
        using var deputy = app.AsNew("deputy", $"leader@{DossierApp.Province}~province-leader", "officer@42~somebody");
        using var both = app.AsNew("both", $"leader@{DossierApp.Province}~province-leader", $"leader@{DossierApp.Province}");
        foreach (var (client, number) in new[] { (deputy, "1/QĐ-UBND"), (both, "2/QĐ-UBND") })
        {
            (await app.DecideAsync("/dossiers/councils", app.Decision(number), leader: client)).Ok();
        }

        (await app.DecideAsync("/dossiers/procedures", ProcedureSteps.Request(), leader: deputy)).Ok();

        var entries = Entries((await app.ReadAsync("auditor", "/dossiers/audit")).Ok());
        Assert.Equal(
            [("deputy", "province-leader"), ("both", null), ("deputy", "province-leader")],
            entries
                .Where(entry => Text(entry, "action") == "PutDossierEntryIntoForce")
                .Select(entry => (Text(entry, "actor"), Text(entry, "onBehalfOf")))
        );
    }

    [Fact]
    public async Task Who_voted_and_what_is_in_no_entry_of_this_chain()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAssembledAsync("Secret");
        var before = (await app.ReadAsync("auditor", "/dossiers/audit")).Ok().Text;

        foreach (var member in CouncilSteps.Everyone)
        {
            (await app.CastAsync(id, member)).Ok();
        }

        (await app.CountAsync(id)).Ok();
        Assert.Equal(before, (await app.ReadAsync("auditor", "/dossiers/audit")).Ok().Text);
    }

    [Fact]
    public async Task Only_auditors_administrators_and_leaders_of_the_province_read_it()
    {
        await using var app = await DossierApp.StartAsync();

        foreach (var reader in new[] { "auditor", "administrator", "province-leader" })
        {
            (await app.ReadAsync(reader, "/dossiers/audit")).Ok();
        }

        foreach (var other in new[] { "officer", "reviewer", "district-leader", "appraiser", "chair" })
        {
            (await app.ReadAsync(other, "/dossiers/audit")).Refused(HttpStatusCode.Forbidden, "audit.readers_only");
        }
    }

    [Fact]
    public async Task Every_audited_row_has_its_table_in_the_export()
    {
        await using var app = await DossierApp.StartAsync();
        using var scope = app.Platform.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<DossierDbContext>();

        Assert.Equal(
            [typeof(CouncilDecision), typeof(PreparedEntry), typeof(ProcedureRow), typeof(TitleRecord)],
            db.Model.GetEntityTypes()
                .Select(entity => entity.ClrType)
                .Where(type => type.IsAssignableTo(typeof(IAudited)))
                .OrderBy(type => type.Name, StringComparer.Ordinal)
        );
    }

    private static Task<Answer> AmendAsync(DossierApp app, string council, string number, string validFrom) =>
        app.DecideAsync($"/dossiers/councils/{council}/decisions", app.Decision(number, validFrom: validFrom));

    /// <summary>All entries but that of the settings at the start.</summary>
    private static List<JsonElement> Entries(Answer export) =>
        [.. export.Body.GetProperty("entries").EnumerateArray().Where(entry => Text(entry, "action") != "settings.changed")];

    private static string? Text(JsonElement entry, string name) => entry.GetProperty(name).GetString();

    private static AuditVerification Verify(string export)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(export));
        return AuditVerifier.Verify(stream);
    }
}
