using Ntm.Identity.Domain;

namespace Ntm.Identity.Tests.Domain;

public sealed class GrantTests
{
    [Theory]
    [InlineData("officer", "commune", null, null)]
    [InlineData("officer", "province", "VPDP", null)]
    [InlineData("officer", "village", null, "identity.role_level_invalid")]
    [InlineData("reporter", "commune", null, "identity.role_level_invalid")]
    [InlineData("appraiser", "province", "SGTVT", null)]
    [InlineData("appraiser", "province", null, "identity.department_required")]
    [InlineData("appraiser", "district", "SGTVT", "identity.role_level_invalid")]
    [InlineData("appraiser", "province", "sgtvt", "identity.department_invalid")]
    [InlineData("appraiser", "province", "S#GT", "identity.department_invalid")]
    [InlineData("council", "district", null, "identity.role_level_invalid")]
    [InlineData("surveyor", "village", null, null)]
    [InlineData("integrator", "province", null, "identity.role_unknown")]
    [InlineData("root", "province", null, "identity.role_unknown")]
    public void A_role_goes_only_with_its_levels(string role, string level, string? department, string? error) =>
        Assert.Equal(error, Roles.Check(role, UnitLevels.Parse(level)!.Value, department)?.Code);

    [Theory]
    [InlineData("surveyor", "officer", true)]
    [InlineData("leader", "surveyor", true)]
    [InlineData("surveyor", "appraiser", true)]
    [InlineData("surveyor", "auditor", true)]
    [InlineData("administrator", "surveyor", true)]
    [InlineData("surveyor", "council", false)] // the Front sits on the council
    [InlineData("officer", "leader", false)]
    [InlineData("auditor", "officer", true)]
    [InlineData("leader", "auditor", true)]
    [InlineData("auditor", "council", true)]
    [InlineData("administrator", "auditor", true)]
    [InlineData("administrator", "reviewer", true)]
    [InlineData("council", "administrator", true)]
    [InlineData("administrator", "officer", false)]
    [InlineData("officer", "reviewer", true)] // of a commune, whose dossiers it prepares
    [InlineData("appraiser", "leader", true)]
    [InlineData("reviewer", "appraiser", false)]
    public void Who_prepares_judges_audits_administers_or_asks_the_residents_is_not_the_same(string one, string other, bool conflict) =>
        Assert.Equal(conflict, Check(Grant(one, "2023-01-01"), Grant(other, "2022-01-01"))?.Code == "identity.grant_conflict");

    [Fact]
    public void An_officer_above_the_commune_may_judge_as_well() =>
        Assert.Null(Check(Grant("reviewer", "2023-01-01", unit: "439"), Grant("officer", "2022-01-01", unit: "439")));

    [Fact]
    public void Roles_that_follow_each_other_do_not_conflict()
    {
        Assert.Null(Check(Grant("surveyor", "2023-01-01"), Grant("officer", "2022-01-01", "2022-12-31")));
        Assert.NotNull(Check(Grant("surveyor", "2023-01-01"), Grant("officer", "2022-01-01", "2023-01-01")));
    }

    [Fact]
    public void The_same_grant_twice_is_refused() =>
        Assert.Equal("identity.grant_exists", Check(Grant("officer", "2023-01-01"), Grant("officer", "2022-01-01"))?.Code);

    [Fact]
    public void A_grant_holds_from_its_first_to_its_last_day()
    {
        var atlas = Atlas.WithOneDistrict();
        var grant = Grant("officer", "2023-01-01", "2023-12-31");
        Assert.Null(grant.On(Atlas.Day("2022-12-31"), atlas.Tree));
        Assert.Equal("officer@42/439/18175", grant.On(Atlas.Day("2023-01-01"), atlas.Tree)?.ToString());
        Assert.NotNull(grant.On(Atlas.Day("2023-12-31"), atlas.Tree));
        Assert.Null(grant.On(Atlas.Day("2024-01-01"), atlas.Tree));
    }

    [Fact]
    public void A_grant_is_worth_nothing_once_its_unit_has_ended()
    {
        var atlas = Atlas.WithOneDistrict();
        var grant = Grant("officer", "2023-01-01");
        Assert.NotNull(grant.On(Atlas.Day("2025-06-30"), atlas.Tree));
        Assert.Null(grant.On(Atlas.Day("2025-07-01"), atlas.Tree));
    }

    [Fact]
    public void An_end_can_be_drawn_nearer_but_not_put_off()
    {
        var grant = Grant("officer", "2023-01-01", "2023-12-31");
        Assert.NotNull(grant.End(Atlas.Day("2024-01-01")));
        Assert.Null(grant.End(Atlas.Day("2023-06-30")));
        Assert.NotNull(grant.End(Atlas.Day("2022-12-01")));
        Assert.Equal(Atlas.Day("2023-06-30"), grant.ValidTo);
    }

    private static Ntm.Web.Error? Check(AccountGrant wanted, AccountGrant other) =>
        AccountGrant.Check(wanted, [other], Atlas.WithOneDistrict().Tree);

    private static AccountGrant Grant(string role, string from, string? to = null, string unit = "18175") =>
        new AccountGrant
        {
            Id = Guid.CreateVersion7(),
            AccountId = default,
            Role = role,
            UnitCode = unit,
            ValidFrom = Atlas.Day(from),
            GrantedBy = "test",
            GrantedAt = default,
        }.Until(to is null ? null : Atlas.Day(to));
}
