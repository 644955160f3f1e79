using FsCheck;
using FsCheck.Fluent;
using Ntm.Identity.Domain;

namespace Ntm.Identity.Tests.Domain;

public sealed class ReorganisationTests
{
    private readonly Atlas atlas = Atlas.WithOneDistrict();

    [Fact]
    public void Merged_units_end_the_day_before_and_name_the_new_one()
    {
        Assert.Null(atlas.Merge("2025-07-01", ["18175", "18187"], New("18133", "Xã Hương Sơn", "42")));
        foreach (var code in new[] { "18175", "18187" })
        {
            var old = atlas.Tree.Find(code)!;
            Assert.Equal(Atlas.Day("2025-06-30"), old.Latest.ValidTo);
            Assert.Equal(["18133"], old.Latest.Successors);
        }

        Assert.Equal("42/18133", atlas.Tree.PathOn("18133", Atlas.Day("2025-07-01")));
        Assert.Null(atlas.Tree.PathOn("18133", Atlas.Day("2025-06-30")));
    }

    [Fact]
    public void Villages_of_merged_communes_go_to_the_new_one()
    {
        Assert.Null(atlas.Merge("2025-07-01", ["18175", "18187"], New("18133", "Xã Hương Sơn", "42")));
        Assert.Equal("42/18133/18175-01", atlas.Tree.PathOn("18175-01", Atlas.Day("2025-07-01")));
        Assert.Equal("42/439/18175/18175-01", atlas.Tree.PathOn("18175-01", Atlas.Day("2025-06-30")));
    }

    [Fact]
    public void A_merged_unit_may_keep_the_code_of_one_of_the_old_ones()
    {
        Assert.Null(atlas.Merge("2025-07-01", ["18175", "18187"], New("18175", "Xã Sơn Bằng Mới", "42")));
        var unit = atlas.Tree.Find("18175")!;
        Assert.Equal("42/439/18175", atlas.Tree.PathOn("18175", Atlas.Day("2025-06-30")));
        Assert.Equal("42/18175", atlas.Tree.PathOn("18175", Atlas.Day("2025-07-01")));
        Assert.Equal("42/18175/18175-02", atlas.Tree.PathOn("18175-02", Atlas.Day("2025-07-01")));
        Assert.Equal(["18175"], atlas.Tree.Find("18187")!.Latest.Successors);
        Assert.Equal(2, unit.Version);
    }

    [Theory]
    [InlineData("18175", "18175")]
    [InlineData("18175", "439")]
    public void Only_different_units_of_one_level_merge(string one, string other) =>
        Assert.Equal("identity.reorganisation_invalid", atlas.Merge("2024-01-01", [one, other], New("18300", "Xã", "439"))?.Code);

    [Fact]
    public void A_unit_that_does_not_exist_cannot_merge()
    {
        Assert.Equal("identity.unit_not_found", atlas.Merge("2024-01-01", ["18175", "99999"], New("18300", "Xã", "439"))?.Code);
        Assert.Null(atlas.Try("2023-01-01", r => r.End("18187", [])));
        Assert.Equal("identity.unit_not_valid", atlas.Merge("2024-01-01", ["18175", "18187"], New("18300", "Xã", "439"))?.Code);
    }

    [Fact]
    public void A_merge_under_a_parent_of_the_wrong_time_is_refused() =>
        Assert.Equal("identity.unit_parent_invalid", atlas.Merge("2025-07-01", ["18175", "18187"], New("18300", "Xã", "439"))?.Code);

    [Fact]
    public void A_split_gives_each_village_to_one_of_the_new_communes()
    {
        Assert.Null(
            atlas.Split("2024-01-01", "18175", New("18301", "Xã Đông", "439", "18175-01"), New("18302", "Xã Tây", "439", "18175-02"))
        );
        var day = Atlas.Day("2024-01-01");
        Assert.Equal("42/439/18301/18175-01", atlas.Tree.PathOn("18175-01", day));
        Assert.Equal("42/439/18302/18175-02", atlas.Tree.PathOn("18175-02", day));
        Assert.Equal(["18301", "18302"], atlas.Tree.Find("18175")!.Latest.Successors);
        Assert.Null(atlas.Tree.PathOn("18175", day));
    }

    [Fact]
    public void A_split_may_leave_the_old_code_to_a_part()
    {
        Assert.Null(
            atlas.Split("2024-01-01", "18175", New("18175", "Xã Sơn Bằng", "439", "18175-01"), New("18302", "Xã Tây", "439", "18175-02"))
        );
        Assert.Equal("42/439/18175", atlas.Tree.PathOn("18175", Atlas.Day("2024-01-01")));
        Assert.Empty(atlas.Tree.Find("18175")!.Latest.Successors);
    }

    [Fact]
    public void A_split_that_forgets_or_doubles_a_village_is_refused()
    {
        Assert.Equal(
            "identity.reorganisation_invalid",
            atlas.Split("2024-01-01", "18175", New("18301", "Xã Đông", "439", "18175-01"), New("18302", "Xã Tây", "439"))?.Code
        );
        Assert.Equal(
            "identity.reorganisation_invalid",
            atlas
                .Split(
                    "2024-01-01",
                    "18175",
                    New("18301", "Xã Đông", "439", "18175-01", "18175-02"),
                    New("18302", "Xã Tây", "439", "18175-02")
                )
                ?.Code
        );
    }

    [Fact]
    public void Whatever_acts_succeed_periods_never_overlap_and_versions_have_no_gap()
    {
        var acts = Gen.Choose(0, 5).Zip(Gen.Choose(0, 2500)).ListOf(12).Select(list => list.ToList());
        Prop.ForAll(
                Arb.From(acts),
                list =>
                {
                    var atlas = Atlas.WithOneDistrict();
                    foreach (var (kind, day) in list)
                    {
                        Apply(atlas, kind, Atlas.Day("2020-01-02").AddDays(day).ToString("yyyy-MM-dd", null));
                    }

                    return atlas.Tree.Units.All(unit =>
                        unit.Periods.Zip(unit.Periods.Skip(1)).All(pair => pair.First.ValidTo < pair.Second.ValidFrom)
                        && unit.Periods.All(period => period.ValidTo is null || period.ValidTo >= period.ValidFrom)
                        && unit.Version >= unit.Periods.Count
                    );
                }
            )
            .QuickCheckThrowOnFailure();
    }

    private static void Apply(Atlas atlas, int kind, string on)
    {
        _ = kind switch
        {
            0 => atlas.Try(on, r => r.Rename("18175", "Tên " + on)),
            1 => atlas.Try(on, r => r.End("18175-01", [])),
            2 => atlas.Try(on, r => r.Register("18175-01", UnitLevel.Village, "Thôn " + on, "18175")),
            3 => atlas.Try(on, r => r.Move("18175-02", "18187")),
            4 => atlas.Try(on, r => r.Move("18175", "42")),
            _ => atlas.Try(on, r => r.Rename("439", "Huyện " + on)),
        };
    }

    private static NewUnit New(string code, string name, string parent, params string[] children) => new(code, name, parent, children);
}
