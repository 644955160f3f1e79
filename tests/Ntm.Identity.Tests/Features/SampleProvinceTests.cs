using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Commands;
using Ntm.Contracts.Identity.V1;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Identity.Tests.Features;

public sealed class SampleProvinceTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private static readonly DateTimeOffset LastTickOfDistricts = new DateTimeOffset(2025, 6, 30, 17, 0, 0, TimeSpan.Zero).AddTicks(-1);

    private TestPlatform Platform => identity.Platform;

    [Fact]
    public async Task Loading_it_again_changes_nothing()
    {
        var before = await CountsAsync();
        await IdentityModule.LoadSampleProvinceAsync(Platform.Services, Steps.Stop);
        Assert.Equal(before, await CountsAsync());
    }

    [Fact]
    public async Task Every_change_of_every_unit_is_published_in_order_without_gap()
    {
        await Platform.ReceivedAsync<AdministrativeUnitChanged>(x => x is { UnitCode: "18694", Version: 2 });
        await Eventually.TrueAsync(async () => await WaitingAsync() == 0, "an empty outbox");
        var published = Platform.Received<AdministrativeUnitChanged>().ToLookup(@event => @event.UnitCode);
        Assert.Equal(43, published.Count);
        Assert.All(published, unit => Assert.Equal(Enumerable.Range(1, unit.Count()), unit.Select(@event => @event.Version)));
        var sonBang = published["18175"].Last();
        Assert.Equal(
            ("42/439/18175", new DateOnly(2025, 6, 30), "18133"),
            (sonBang.UnitPath, sonBang.ValidTo, sonBang.Successors.Single())
        );
        Assert.Equal("42/18133/18175-01", published["18175-01"].Last().UnitPath);
        Assert.Equal(
            [(new DateOnly(2020, 1, 1), "42/439/18175/18175-01"), (new DateOnly(2025, 7, 1), "42/18133/18175-01")],
            published["18175-01"].Last().Periods.Select(period => (period.ValidFrom, period.UnitPath))
        );
    }

    [Fact]
    public void Every_role_is_there_on_both_tiers()
    {
        var grants = IdentityModule.Sample.Accounts.SelectMany(account => account.Grants).Select(text => Grant.Parse(text)!).ToList();
        Assert.Superset(Roles.OfPeople.ToHashSet(), grants.Select(grant => grant.Role).ToHashSet());
        Assert.True(grants.Count(grant => grant.Role == Roles.Council) >= 5);
        Assert.True(grants.Count(grant => grant is { Role: Roles.Reviewer, UnitPath: "439" }) >= 2);
        foreach (var unit in new[] { "18175", "18133" })
        {
            Assert.Superset(
                new HashSet<string> { "officer", "leader", "surveyor" },
                grants.Where(grant => grant.UnitPath == unit).Select(grant => grant.Role).ToHashSet()
            );
        }

        string[] departments =
        [
            "VPDP",
            "SNNPTNT",
            "SNNMT",
            "SGTVT",
            "SGDDT",
            "SYT",
            "SLDTBXH",
            "SVHTTDL",
            "STNMT",
            "SXD",
            "SCT",
            "STTTT",
            "SNV",
            "CA",
            "BCHQS",
            "STP",
        ];
        Assert.Superset(
            departments.ToHashSet(),
            grants.Where(grant => grant.Role == Roles.Appraiser).Select(grant => grant.Department!).ToHashSet()
        );
    }

    [Fact]
    public async Task Every_sample_grant_would_be_given_by_the_rules()
    {
        await using var scope = Platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        var grants = await db.Grants.AsNoTracking().ToListAsync(Steps.Stop);
        var units = await db.Units.LoadAsync(grants.Select(grant => grant.UnitCode), Steps.Stop);
        Assert.All(
            grants,
            grant =>
            {
                Assert.Null(Roles.Check(grant.Role, units.Find(grant.UnitCode)!.Level, grant.Department));
                Assert.NotNull(grant.On(grant.ValidFrom, units));
                var others = grants.Where(other => other.AccountId == grant.AccountId && other.Id != grant.Id);
                Assert.Null(AccountGrant.Check(grant, others, units));
            }
        );
    }

    [Fact]
    public async Task The_tiers_change_over_at_midnight_of_1_July_2025()
    {
        await using var platform = await IdentityPlatform.StartAsync(LastTickOfDistricts);
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
        Assert.Equal(["reviewer@42/439"], await GrantsAsync(platform, "thamtra.huongson"));
        Assert.Equal(["officer@42/439/18175"], await GrantsAsync(platform, "canbo.sonbang"));
        Assert.Empty(await GrantsAsync(platform, "canbo.xahuongson"));

        platform.Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Empty(await GrantsAsync(platform, "thamtra.huongson"));
        Assert.Empty(await GrantsAsync(platform, "canbo.sonbang"));
        Assert.Equal(["officer@42/18133"], await GrantsAsync(platform, "canbo.xahuongson"));
        Assert.Equal(["reporter@42/18133/18175-01"], await GrantsAsync(platform, "thon.thinhbang"));
    }

    [Fact]
    public async Task The_first_administrator_is_made_once_and_builds_a_province()
    {
        await using var platform = await IdentityPlatform.StartAsync(IdentityPlatform.Start);
        var request = new FirstAdministratorRequest("quantri", "Quản trị", "40", "Tỉnh Nghệ An", null);
        var weak = await IdentityModule.CreateFirstAdministratorAsync(platform.Services, request with { Password = "ngan" }, Steps.Stop);
        Assert.Contains(weak.Faults, fault => fault.Code == "identity.password_weak");

        var made = await IdentityModule.CreateFirstAdministratorAsync(platform.Services, request, Steps.Stop);
        Assert.Empty(made.Faults);
        var again = await IdentityModule.CreateFirstAdministratorAsync(platform.Services, request with { UserName = "khac" }, Steps.Stop);
        Assert.Equal("identity.administrator_exists", again.Faults.Single().Code);

        var admin = await Accounts.TakeOverAsync(platform, "quantri", made.Password!);
        var district = new
        {
            code = "415",
            level = "district",
            name = "Huyện Quế Phong",
            parentCode = "40",
            validFrom = "2020-01-01",
            document = new { number = "1", date = "2020-01-01" },
        };
        Assert.Equal("40/415", (await admin.PostAsync("/identity/units", district, 201)).Text("path"));
    }

    private static async Task<string[]> GrantsAsync(TestPlatform platform, string user)
    {
        var me = await (await platform.SignedInAsync(user)).GetAsync("/identity/me", 200);
        return [.. me.GetProperty("grants").EnumerateArray().Select(grant => $"{grant.Text("role")}@{grant.Text("unitPath")}")];
    }

    private async Task<(int Units, int Acts, int Accounts, int Grants)> CountsAsync()
    {
        await using var scope = Platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        return (
            await db.Units.CountAsync(Steps.Stop),
            await db.UnitActs.CountAsync(Steps.Stop),
            await db.Accounts.CountAsync(Steps.Stop),
            await db.Grants.CountAsync(Steps.Stop)
        );
    }

    private async Task<int> WaitingAsync()
    {
        await using var scope = Platform.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IdentityDbContext>().Outbox.CountAsync(Steps.Stop);
    }
}
