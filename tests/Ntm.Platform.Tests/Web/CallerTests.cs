using Ntm.Commands;
using Ntm.Web;

namespace Ntm.Platform.Tests.Web;

public sealed class CallerTests
{
    [Theory]
    [InlineData("officer@42/439/18175", "officer", "42/439/18175", null, null)]
    [InlineData("appraiser@42#SGTVT", "appraiser", "42", "SGTVT", null)]
    [InlineData("leader@42/439~anna", "leader", "42/439", null, "anna")]
    [InlineData("appraiser@42#SYT~anna", "appraiser", "42", "SYT", "anna")]
    public void A_grant_reads_back_as_it_was_written(string text, string role, string unit, string? department, string? principal)
    {
        var grant = Grant.Parse(text);

        Assert.Equal(new Grant(role, unit, department, principal), grant);
        Assert.Equal(text, grant!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("officer")]
    [InlineData("officer@")]
    [InlineData("@42")]
    [InlineData("leader@~anna")]
    [InlineData("leader@42~")]
    public void An_odd_claim_grants_nothing(string text) => Assert.Null(Grant.Parse(text));

    [Fact]
    public void A_role_counts_for_its_unit_only_and_not_for_one_with_the_same_prefix()
    {
        var caller = new Caller("s", "n", [new Grant("leader", "42/4")]);

        Assert.True(caller.Holds("leader", "42/4"));
        Assert.False(caller.Holds("leader", "42/4/1"));
        Assert.True(caller.HoldsAbove("leader", "42/4/1"));
        Assert.False(caller.HoldsAbove("leader", "42/43"));
        Assert.False(caller.HoldsAbove("leader", "42"));
    }

    [Fact]
    public void A_delegated_role_is_exercised_for_its_principal_unless_it_is_also_the_callers_own()
    {
        var deputy = new Caller("s", "n", [new Grant("leader", "42/4", OnBehalfOf: "anna"), new Grant("officer", "42/4")]);
        var both = new Caller("s", "n", [new Grant("leader", "42/4", OnBehalfOf: "anna"), new Grant("leader", "42/4")]);

        Assert.Equal("anna", deputy.PrincipalFor("leader", "42/4"));
        Assert.Null(deputy.PrincipalFor("officer", "42/4"));
        Assert.Null(deputy.PrincipalFor("leader", "42"));
        Assert.Null(both.PrincipalFor("leader", "42/4"));
    }

    [Fact]
    public void A_department_is_part_of_the_grant()
    {
        var caller = new Caller("s", "n", [new Grant("appraiser", "42", "SYT")]);

        Assert.True(caller.Holds("appraiser", "42", "SYT"));
        Assert.False(caller.Holds("appraiser", "42", "SGTVT"));
        Assert.True(caller.Holds("appraiser", "42"));
    }
}
