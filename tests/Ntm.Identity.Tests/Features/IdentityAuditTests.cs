using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Audit;
using Ntm.Identity.Accounts;
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
        var actions = await ReadAsync(db =>
            db.AuditEntries.Where(row => row.Actor != "system").OrderBy(row => row.Sequence).Select(row => row.Action).ToListAsync()
        );
        Assert.Equal(["CreateAccount", "GrantRole", "EndGrant"], actions);
    }

    [Fact]
    public async Task Every_act_of_an_administrator_is_an_entry_that_says_nothing_of_the_person()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var (id, _) = await Accounts.CreateAsync(admin, "moi.nhatky", IdentityPlatform.SonBang);
        var password = (await admin.PostAsync($"/identity/accounts/{id}/password-reset", new { }, 200)).Text("password");
        foreach (var act in (string[])["deactivation", "activation", "sessions/end"])
        {
            await admin.PostAsync($"/identity/accounts/{id}/{act}", new { }, 200);
        }

        await admin.PostAsync("/identity/signing-keys", new { }, 201);
        var surveyor = (await Accounts.FindAsync(admin, "439", "mttq.huongson")).Text("id");
        await admin.PostAsync($"/identity/accounts/{surveyor}/consents", new { act = "password-reset" }, 201);

        var entries = await ReadAsync(db =>
            db.AuditEntries.AsNoTracking().Where(row => row.Actor != "system").OrderBy(row => row.Sequence).ToListAsync()
        );
        Assert.Equal(
            [
                "CreateAccount",
                "ResetPassword",
                "DeactivateAccount",
                "ActivateAccount",
                "EndSessionsOfAccount",
                "RotateSigningKey",
                "GiveConsent",
            ],
            entries.Select(entry => entry.Action).Distinct()
        );
        Assert.Contains(id, entries.Single(entry => entry.Action == "DeactivateAccount").Payload, StringComparison.Ordinal);
        var payloads = string.Concat(entries.Select(entry => entry.Payload));
        Assert.All(
            (string[])["Mẫu Thị Mới", "moi.nhatky", password],
            text => Assert.DoesNotContain(text, payloads, StringComparison.Ordinal)
        );
        var found = await VerifyAsync();
        Assert.True(found.Verified, found.Reason);
    }

    [Fact]
    public async Task Signing_in_and_mistyping_leave_no_entry()
    {
        await Platform.SignedInAsync("quantri.tinh");
        var before = await ReadAsync(db => db.AuditEntries.CountAsync());

        await (await Platform.SignInAsync("quantri.tinh", "sai-mat-khau")).ReadAsync(401);
        await Platform.SignedInAsync("quantri.tinh");

        Assert.Equal(before, await ReadAsync(db => db.AuditEntries.CountAsync()));
    }

    [Fact]
    public async Task An_account_a_consent_and_a_key_changed_behind_the_service_are_named()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var account = Guid.Parse((await Accounts.FindAsync(admin, "439", "mttq.huongson")).Text("id"));
        await admin.PostAsync($"/identity/accounts/{account}/consents", new { act = "password-reset" }, 201);
        var consent = await ReadAsync(db => db.Consents.AsNoTracking().SingleAsync());
        var key = await ReadAsync(db => db.SigningKeys.Select(row => row.Kid).SingleAsync());

        await ReadAsync(db =>
            db.Accounts.Where(row => row.Id == account).ExecuteUpdateAsync(set => set.SetProperty(row => row.PasswordHash, "x"))
        );
        await ReadAsync(db =>
            db.Consents.ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, consent.ExpiresAt + TimeSpan.FromDays(1)))
        );
        await ReadAsync(db => db.SigningKeys.ExecuteUpdateAsync(set => set.SetProperty(row => row.PublicKey, "x")));

        Assert.Equal(
            $"Dữ liệu khác với nhật ký: account/{account:D} đã bị sửa; consent/{consent.Id:D} đã bị sửa; signing-key/{key} đã bị sửa.",
            (await VerifyAsync()).Reason
        );
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
            [
                typeof(Account),
                typeof(AccountGrant),
                typeof(AdministrativeUnit),
                typeof(ApiClient),
                typeof(Consent),
                typeof(ExternalLink),
                typeof(SigningKey),
                typeof(UnitAct),
            ],
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
