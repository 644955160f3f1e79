using Ntm.Commands;
using Ntm.Web;

namespace Ntm.Platform.Tests.Web;

public sealed class UnitScopeTests
{
    private static readonly UnitScope Scope = new(["42/4", "42", "38/380", "42"]);

    [Theory]
    [InlineData("42", "42", true)]
    [InlineData("42", "42/439/18175", true)]
    [InlineData("42/4", "42/4/1", true)]
    [InlineData("42/4", "42/43", false)]
    [InlineData("42/4", "42", false)]
    [InlineData("42", "420", false)]
    public void A_unit_contains_itself_and_what_is_below_in_memory_as_in_a_query(string unit, string path, bool expected)
    {
        Assert.Equal(expected, UnitScope.Contains(unit, path));
        Assert.Equal(expected, UnitScope.Within(unit).Compile()(path));
        Assert.Equal(expected && unit != path, UnitScope.IsBelow(unit, path));
    }

    [Fact]
    public void A_scope_has_each_unit_once_and_covers_what_any_of_them_contains()
    {
        Assert.Equal(["42/4", "42", "38/380"], Scope.Units);
        Assert.True(Scope.Covers("38/380/14000"));
        Assert.False(Scope.Covers("38"));
        Assert.Equal("42", Scope.Over("42/4/1"));
        Assert.Null(Scope.Over("40"));
        Assert.True(new UnitScope([]).IsEmpty);
    }

    [Fact]
    public void Grants_reach_the_units_that_they_name() =>
        Assert.Equal(["42", "38"], UnitScope.Of([new Grant("officer", "42"), new Grant("leader", "42"), new Grant("leader", "38")]).Units);

    [Theory]
    [InlineData("42", "42", "42", true)]
    [InlineData("42/439/18175", "42", "18175", false)]
    public void A_path_names_its_province_and_its_unit(string path, string province, string code, bool whole)
    {
        Assert.Equal(province, UnitScope.ProvinceOf(path));
        Assert.Equal(code, UnitScope.CodeOf(path));
        Assert.Equal(whole, UnitScope.IsProvince(path));
    }

    [Theory]
    [InlineData("42", null, "42")]
    [InlineData("42/439", "42", "42 42/439")]
    [InlineData("42/439/18175/18175-01", "42/439/18175", "42 42/439 42/439/18175 42/439/18175/18175-01")]
    public void The_units_above_a_unit_are_read_from_its_path(string path, string? above, string chain)
    {
        Assert.Equal(above, UnitScope.ParentOf(path));
        Assert.Equal(chain.Split(' '), UnitScope.ChainOf(path));
    }
}
