using Ntm.Commands;
using Ntm.Web;

namespace Ntm.Platform.Tests.Web;

public sealed class CallerTests
{
    [Theory]
    [InlineData("officer@42/439/18175", "officer", "42/439/18175", null)]
    [InlineData("appraiser@42#SGTVT", "appraiser", "42", "SGTVT")]
    public void A_grant_reads_back_as_it_was_written(string text, string role, string unit, string? department)
    {
        var grant = Grant.Parse(text);

        Assert.Equal(new Grant(role, unit, department), grant);
        Assert.Equal(text, grant!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("officer")]
    [InlineData("officer@")]
    [InlineData("@42")]
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
    public void A_department_is_part_of_the_grant()
    {
        var caller = new Caller("s", "n", [new Grant("appraiser", "42", "SYT")]);

        Assert.True(caller.Holds("appraiser", "42", "SYT"));
        Assert.False(caller.Holds("appraiser", "42", "SGTVT"));
        Assert.True(caller.Holds("appraiser", "42"));
    }
}
