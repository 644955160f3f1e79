using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Audit;
using Ntm.Dossier.Persistence;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

public sealed class AuditTests
{
    [Fact]
    public async Task The_audit_of_a_whole_path_verifies_offline_and_names_every_act()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, "2023-02-01");
        await app.RecogniseAsync(id, "2023-02-01");

        var export = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok();

        var found = Verify(export.Text);
        Assert.True(found.Verified, found.Reason);
        var actions = export
            .Body.GetProperty("entries")
            .EnumerateArray()
            .Select(entry => entry.GetProperty("action").GetString())
            .ToHashSet();
        Assert.Superset(
            new HashSet<string?>
            {
                "dossier.opened",
                "document.file_added",
                "dossier.submitted",
                "council.ballot_cast",
                "council.closed",
                "decision.made",
                "announcement.published",
            },
            actions
        );
    }

    [Fact]
    public async Task An_entry_changed_in_the_database_is_found()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        await ChangeAsync(
            app,
            rows => rows.Where(row => row.Sequence == 1).ExecuteUpdateAsync(row => row.SetProperty(x => x.Actor, "ai đó"))
        );

        Assert.Equal(1, Verify((await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text).BrokenAt);
    }

    [Fact]
    public async Task The_last_entries_deleted_from_the_database_are_missed()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        await ChangeAsync(app, rows => rows.Where(row => row.Sequence > 1).ExecuteDeleteAsync());

        var found = Verify((await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text);

        Assert.False(found.Verified);
        Assert.Contains("phần cuối", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_auditors_administrators_and_leaders_of_the_province_read_the_audit()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();

        (await app.ReadAsync("officer", $"/dossiers/{id}/audit")).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
        (await app.ReadAsync("stranger", $"/dossiers/{id}/audit")).Refused(HttpStatusCode.NotFound, "dossier.not_found");
        (await app.ReadAsync("district-leader", $"/dossiers/{id}/audit")).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
        (await app.ReadAsync("province-leader", $"/dossiers/{id}/audit")).Ok();
    }

    private static async Task ChangeAsync(DossierApp app, Func<IQueryable<AuditRow>, Task<int>> change)
    {
        await using var scope = app.Platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<DossierDbContext>();
        await db.LiftAsync();
        Assert.True(await change(db.Audit) > 0);
    }

    private static AuditVerification Verify(string export)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(export));
        return AuditVerifier.Verify(stream);
    }
}
