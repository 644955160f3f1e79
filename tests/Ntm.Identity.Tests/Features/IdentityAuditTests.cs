using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Audit;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

public sealed class IdentityAuditTests : IAsyncLifetime
{
    private readonly IdentityPlatform identity = new();

    private TestPlatform Platform => identity.Platform;

    public ValueTask InitializeAsync() => identity.InitializeAsync();

    public ValueTask DisposeAsync() => identity.DisposeAsync();

    [Fact]
    public async Task The_sample_province_and_every_act_after_it_verify()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var (id, _) = await Accounts.CreateAsync(admin, "moi.nhatky", IdentityPlatform.SonBang);
        var grant = await Accounts.GrantAsync(admin, id, new { role = "officer", unitCode = IdentityPlatform.SonBang }, 201);
        await admin.PostAsync($"/identity/accounts/{id}/grants/{grant.Text("id")}/end", new { lastDay = "2023-03-20" }, 200);

        var found = await VerifyAsync();

        Assert.True(found.Verified, found.Reason);
        var actions = await ReadAsync(db => db.AuditEntries.Where(row => row.Actor != "system").Select(row => row.Action).ToListAsync());
        Assert.Equal(["GrantRole", "EndGrant"], actions);
    }

    [Fact]
    public async Task A_grant_given_behind_the_service_is_named()
    {
        var account = await ReadAsync(db => db.Accounts.Select(row => row.Id).FirstAsync());
        var id = Guid.CreateVersion7();
        await ReadAsync(db =>
            db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO "Grants" ("Id", "AccountId", "Role", "UnitCode", "ValidFrom", "GrantedBy", "GrantedAt")
                SELECT {id}, {account}, 'leader', '42', "ValidFrom", "GrantedBy", "GrantedAt" FROM "Grants" LIMIT 1
                """
            )
        );

        var found = await VerifyAsync();

        Assert.Contains($"grant/{id:D} được thêm ngoài nhật ký", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grant_prolonged_and_a_unit_act_dated_anew_behind_the_service_are_named()
    {
        var grant = await ReadAsync(db => db.Grants.Select(row => row.Id).FirstAsync());
        var act = await ReadAsync(db => db.UnitActs.Select(row => row.Id).FirstAsync());
        await ReadAsync(db =>
            db.Grants.Where(row => row.Id == grant)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.ValidTo, (DateOnly?)new DateOnly(2099, 1, 1)))
        );
        await ReadAsync(db =>
            db.UnitActs.Where(row => row.Id == act)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.EffectiveOn, new DateOnly(2021, 1, 1)))
        );

        var reason = (await VerifyAsync()).Reason;

        Assert.Contains($"grant/{grant:D} đã bị sửa", reason, StringComparison.Ordinal);
        Assert.Contains($"unit-act/{act:D} đã bị sửa", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_audited_row_has_its_table_in_the_export()
    {
        using var scope = Platform.Services.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();

        Assert.Equal(
            [typeof(AccountGrant), typeof(AdministrativeUnit), typeof(ApiClient), typeof(ExternalLink), typeof(UnitAct)],
            db.Model.GetEntityTypes()
                .Select(entity => entity.ClrType)
                .Where(type => type.IsAssignableTo(typeof(IAudited)))
                .OrderBy(type => type.Name, StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task The_audit_is_not_for_everybody()
    {
        await (await Platform.SignedInAsync("thon.thinhbang")).GetAsync("/identity/audit", 403).RefusedAsync("audit.readers_only");
    }

    private async Task<T> ReadAsync<T>(Func<IdentityDbContext, Task<T>> read)
    {
        using var scope = Platform.Services.CreateScope();
        return await read(scope.ServiceProvider.GetRequiredService<IdentityDbContext>());
    }

    private async Task<AuditVerification> VerifyAsync()
    {
        var answer = await (await Platform.SignedInAsync("kiemtoan.tinh")).GetAsync("/identity/audit", Steps.Stop);
        using var export = new MemoryStream(Encoding.UTF8.GetBytes(await answer.Content.ReadAsStringAsync(Steps.Stop)));
        return AuditVerifier.Verify(export);
    }
}
