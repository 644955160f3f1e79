using Ntm.Identity.Domain;

namespace Ntm.Identity.Tests.Domain;

public sealed class UnitRegisterTests
{
    private readonly Atlas atlas = Atlas.WithOneDistrict();

    [Fact]
    public void A_path_holds_the_codes_from_the_province_down() =>
        Assert.Equal("42/439/18175", atlas.Tree.PathOn("18175", Atlas.Day("2023-03-15")));

    [Fact]
    public void A_path_is_unknown_before_the_unit_existed_and_after_one_above_it_ended()
    {
        Assert.Null(atlas.Tree.PathOn("18175", Atlas.Day("2019-12-31")));
        Assert.NotNull(atlas.Tree.PathOn("18175", Atlas.Day("2025-06-30")));
        Assert.Null(atlas.Tree.PathOn("18175", Atlas.Day("2025-07-01")));
        Assert.Equal("42/439/18175", atlas.Tree.KnownPath("18175", Atlas.Day("2026-01-01")));
    }

    [Theory]
    [InlineData("commune", "1817", "439", "identity.unit_code_invalid")]
    [InlineData("village", "18175-1", "18175", "identity.unit_code_invalid")]
    [InlineData("district", "44a", "42", "identity.unit_code_invalid")]
    [InlineData("commune", "18200", "42", "identity.unit_parent_invalid")] // before 1/7/2025 under a district
    [InlineData("commune", "18200", "999", "identity.unit_parent_invalid")]
    [InlineData("commune", "18200", null, "identity.unit_parent_invalid")]
    [InlineData("province", "43", "42", "identity.unit_parent_invalid")]
    [InlineData("village", "18175-09", "439", "identity.unit_parent_invalid")]
    [InlineData("commune", "18175", "439", "identity.unit_code_taken")]
    public void A_unit_that_does_not_fit_is_refused(string level, string code, string? parent, string error) =>
        Assert.Equal(error, atlas.Try("2023-01-01", r => r.Register(code, UnitLevels.Parse(level)!.Value, "Mới", parent))?.Code);

    [Fact]
    public void From_July_2025_a_commune_stands_under_the_province_and_no_district_can_begin()
    {
        Assert.Equal(
            "identity.district_level_ended",
            atlas.Try("2025-07-01", r => r.Register("440", UnitLevel.District, "Huyện", "42"))?.Code
        );
        Assert.Null(atlas.Try("2025-06-30", r => r.Register("440", UnitLevel.District, "Huyện", "42")));
        Assert.Equal(
            "identity.unit_parent_invalid",
            atlas.Try("2025-07-01", r => r.Register("18201", UnitLevel.Commune, "Xã", "439"))?.Code
        );
        Assert.Null(atlas.Try("2025-07-01", r => r.Register("18201", UnitLevel.Commune, "Xã", "42")));
    }

    [Fact]
    public void A_district_ends_by_law_on_30_June_2025()
    {
        Assert.Equal(Atlas.Day("2025-06-30"), atlas.Tree.Find("439")!.Latest.ValidTo);
        Assert.Null(atlas.Try("2024-01-01", r => r.Rename("439", "Huyện Mới")));
        Assert.Equal(Atlas.Day("2025-06-30"), atlas.Tree.Find("439")!.Latest.ValidTo);
    }

    [Fact]
    public void A_new_name_keeps_the_old_one_in_its_days()
    {
        Assert.Null(atlas.Try("2024-01-01", r => r.Rename("18175", "Xã Tên Mới")));
        var unit = atlas.Tree.Find("18175")!;
        Assert.Equal("Xã Sơn Bằng", unit.On(Atlas.Day("2023-12-31"))!.Name);
        Assert.Equal("Xã Tên Mới", unit.On(Atlas.Day("2024-01-01"))!.Name);
        Assert.Equal(Atlas.Day("2020-01-01"), unit.ExistsFrom);
        Assert.Equal(2, unit.Version);
    }

    [Fact]
    public void The_same_name_again_is_no_act() =>
        Assert.Equal("identity.unit_unchanged", atlas.Try("2024-01-01", r => r.Rename("18175", "Xã Sơn Bằng"))?.Code);

    [Fact]
    public void An_act_before_the_last_change_is_refused()
    {
        Assert.Null(atlas.Try("2024-01-01", r => r.Rename("18175", "Xã A")));
        Assert.Equal("identity.act_before_last_change", atlas.Try("2024-01-01", r => r.Rename("18175", "Xã B"))?.Code);
        Assert.Equal("identity.act_before_last_change", atlas.Try("2023-06-01", r => r.Rename("18175", "Xã B"))?.Code);
    }

    [Fact]
    public void What_lies_below_a_moved_unit_follows_it()
    {
        var act = atlas.Act("2025-07-01");
        var register = new UnitRegister(atlas.Tree, act);
        Assert.Null(register.Move("18175", "42"));
        Assert.Equal("42/18175/18175-01", atlas.Tree.PathOn("18175-01", Atlas.Day("2025-07-01")));
        Assert.Equal("42/439/18175/18175-01", atlas.Tree.PathOn("18175-01", Atlas.Day("2025-06-30")));
        Assert.Equal(["18175", "18175-01", "18175-02"], register.Changed.Select(unit => unit.Code));
    }

    [Fact]
    public void A_unit_with_units_below_it_cannot_end()
    {
        Assert.Equal("identity.unit_has_children", atlas.Try("2024-01-01", r => r.End("18175", []))?.Code);
        Assert.Null(atlas.Try("2024-01-01", r => r.End("18175-01", ["18175-02"])));
        Assert.Equal(["18175-02"], atlas.Tree.Find("18175-01")!.Latest.Successors);
        Assert.Equal(Atlas.Day("2023-12-31"), atlas.Tree.Find("18175-01")!.Latest.ValidTo);
    }

    [Fact]
    public void A_unit_that_has_ended_cannot_end_again_nor_be_renamed()
    {
        Assert.Null(atlas.Try("2024-01-01", r => r.End("18175-01", [])));
        Assert.Equal("identity.unit_not_valid", atlas.Try("2024-02-01", r => r.End("18175-01", []))?.Code);
        Assert.Equal("identity.unit_not_valid", atlas.Try("2024-02-01", r => r.Rename("18175-01", "X"))?.Code);
    }

    [Fact]
    public void A_successor_must_exist_when_it_takes_over() =>
        Assert.Equal("identity.unit_not_valid", atlas.Try("2024-01-01", r => r.End("18175-01", ["18175-77"]))?.Code);

    [Fact]
    public void A_code_can_be_taken_up_again_after_its_unit_ended()
    {
        Assert.Null(atlas.Try("2024-01-01", r => r.End("18175-01", [])));
        Assert.Null(atlas.Try("2024-05-01", r => r.Register("18175-01", UnitLevel.Village, "Thôn Lại", "18175")));
        var unit = atlas.Tree.Find("18175-01")!;
        Assert.Null(unit.On(Atlas.Day("2024-03-01")));
        Assert.Equal(Atlas.Day("2024-05-01"), unit.ExistsFrom);
        Assert.Equal(3, unit.Version);
    }
}
