using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Ntm.Dossier.Domain.Units;
using Ntm.Units;
using Ntm.Web;

namespace Ntm.Dossier.Tests.Domain.Units;

public sealed class UnitSuccessionTests
{
    private static readonly DateOnly Start = new(2023, 1, 1);
    private static readonly DateOnly NoDistricts = new(2025, 7, 1);

    [Fact]
    public void A_unit_that_exists_stands_for_itself_and_one_that_ended_for_nobody_else()
    {
        var units = new UnitSuccession([Period("18175", "42/439/18175", Start, null, null)]);

        Assert.Equal("18175", units.StandingFor("18175", Start)!.Code);
        Assert.Null(units.StandingFor("18175", Start.AddDays(-1)));
        Assert.Null(units.StandingFor("99999", Start));
    }

    [Fact]
    public void An_ended_district_is_stood_for_by_its_province_on_the_first_day_without_it()
    {
        var units = new UnitSuccession([
            Period("42", "42", Start, null, null, "province"),
            Period("439", "42/439", Start, NoDistricts.AddDays(-1), null, "district"),
        ]);

        Assert.Equal("439", units.StandingFor("439", NoDistricts.AddDays(-1))!.Code);
        Assert.Equal("42", units.StandingFor("439", NoDistricts)!.Code);
    }

    [Fact]
    public void A_chain_of_successors_is_followed_and_a_missing_link_is_awaited()
    {
        UnitPeriod[] periods =
        [
            Period("1", "42/439/1", Start, Start.AddDays(9), "2"),
            Period("2", "42/439/2", Start.AddDays(10), Start.AddDays(19), "3"),
            Period("3", "42/3", Start.AddDays(20), null, null),
        ];

        Assert.Equal("2", new UnitSuccession(periods).StandingFor("1", Start.AddDays(19))!.Code);
        Assert.Equal("3", new UnitSuccession(periods).StandingFor("1", Start.AddDays(20))!.Code);
        Assert.Equal("3", new UnitSuccession(periods[..2]).Awaited("1", Start.AddDays(20)));
        Assert.Null(new UnitSuccession(periods[..2]).Awaited("1", Start.AddDays(9)));
    }

    /// <summary>Whatever happens to the units, every dossier has a commune on every day and each level somebody who acts.</summary>
    [Fact]
    public void No_dossier_is_stranded_by_any_history_of_reorganisations()
    {
        var acts = Gen.Choose(0, int.MaxValue).ListOf().Where(list => list.Count <= 40).ToArbitrary();
        Prop.ForAll(
                acts,
                seeds =>
                {
                    var register = new RandomRegister();
                    foreach (var seed in seeds)
                    {
                        register.Change(seed);
                    }

                    return register.Days.All(day =>
                        register.First.All(code => IsPlaced(new UnitSuccession(register.Periods), register, code, day))
                    );
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    /// <summary>One dossier of each commune, all for one title and year: whatever merges, of each unit exactly one runs.</summary>
    [Fact]
    public void No_two_dossiers_run_for_one_unit_after_any_history_and_the_one_voted_on_never_ends()
    {
        var acts = Gen.Choose(0, int.MaxValue).ListOf().Where(list => list.Count <= 40).ToArbitrary();
        Prop.ForAll(
                acts,
                seeds =>
                {
                    var register = new RandomRegister();
                    foreach (var seed in seeds)
                    {
                        register.Change(seed);
                    }

                    var units = new UnitSuccession(register.Periods);
                    var running = register.First.ToDictionary(code => code, code => RunningOf(code, voted: code == "4"));
                    foreach (var day in register.Days.Order())
                    {
                        var before = running.Keys.ToList();
                        foreach (var here in before.GroupBy(code => units.StandingFor(code, day)!.Code))
                        {
                            var goesOn = MergedDossiers.GoesOn(here.Select(code => running[code]));
                            foreach (var code in here.Where(code => running[code] != goesOn))
                            {
                                running.Remove(code);
                            }
                        }

                        if (
                            running.Keys.Select(code => units.StandingFor(code, day)!.Code).Distinct().Count() != running.Count
                            || !running.ContainsKey("4")
                            || before.Select(code => units.StandingFor(code, day)!.Code).Distinct().Count() != running.Count
                        )
                        {
                            return false;
                        }
                    }

                    return true;
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Fact]
    public void The_one_voted_on_goes_on_then_the_one_opened_first_whatever_the_order()
    {
        var (early, late, voted) = (RunningOf("1", false), RunningOf("2", false), RunningOf("3", true));

        Assert.Equal(voted, MergedDossiers.GoesOn([early, late, voted]));
        Assert.Equal(early, MergedDossiers.GoesOn([late, early]));
        Assert.Equal(early, MergedDossiers.GoesOn([early, early with { Id = Guid.Parse("ffffffff-0000-7000-8000-000000000000") }]));
    }

    private static RunningDossier RunningOf(string code, bool voted)
    {
        var number = int.Parse(code, CultureInfo.InvariantCulture);
        return new RunningDossier(new Guid(number, 0, 0, new byte[8]), voted, DateTimeOffset.UnixEpoch.AddDays(number));
    }

    private static bool IsPlaced(UnitSuccession units, RandomRegister register, string code, DateOnly day)
    {
        var first = register.Periods.First(period => period.Code == code);
        var unit = new DossierUnit(code, first.Name, first.Path);
        var actors = new Dictionary<string, string>
        {
            ["commune"] = first.Path,
            ["district"] = first.Path[..first.Path.LastIndexOf('/')],
            ["province"] = "42",
        };
        var placed = units.Place(unit, actors, day) ?? new UnitPlacement(unit, actors);
        return placed
            .Actors.Values.Append(placed.Unit.Path)
            .All(path => units.StandingFor(UnitScope.CodeOf(path), day) is { } standing && standing.Path == path);
    }

    private static UnitPeriod Period(string code, string path, DateOnly from, DateOnly? to, string? successor, string level = "commune") =>
        new()
        {
            Code = code,
            Path = path,
            Name = "Xã " + code,
            Level = level,
            ValidFrom = from,
            ValidTo = to,
            SucceededBy = successor,
            Version = 1,
        };

    /// <summary>A province whose communes are merged, divided, moved and renamed at random, and whose districts end.</summary>
    private sealed class RandomRegister
    {
        private readonly List<UnitPeriod> periods =
        [
            Period("42", "42", Start, null, null, "province"),
            Period("438", "42/438", Start, NoDistricts.AddDays(-1), null, "district"),
            Period("439", "42/439", Start, NoDistricts.AddDays(-1), null, "district"),
        ];

        private DateOnly day = Start;
        private int next = 100;

        public RandomRegister()
        {
            foreach (var code in First)
            {
                periods.Add(Period(code, $"42/{(code is "1" or "2" ? "438" : "439")}/{code}", Start, null, null));
            }
        }

        public IReadOnlyList<string> First { get; } = ["1", "2", "3", "4", "5"];

        public IReadOnlyList<UnitPeriod> Periods => periods;

        public IEnumerable<DateOnly> Days => periods.Select(period => period.ValidFrom).Append(day).Distinct();

        public void Change(int seed)
        {
            day = day.AddDays(1 + (seed % 200));
            if (day >= NoDistricts)
            {
                LeaveDistricts();
            }

            var live = periods.Where(period => period.Level == "commune" && period.Covers(day)).OrderBy(period => period.Code).ToList();
            var (one, other) = (live[seed % live.Count], live[seed / 7 % live.Count]);
            switch (seed % 4)
            {
                case 0 when one != other:
                    var merged = New(one.Path[..one.Path.LastIndexOf('/')]);
                    End(one, merged);
                    End(other, merged);
                    break;
                case 1:
                    var parent = one.Path[..one.Path.LastIndexOf('/')];
                    var part = New(parent);
                    New(parent);
                    End(one, part);
                    break;
                case 2 when day < NoDistricts:
                    Reopen(one, one.Path.Contains("/438/", StringComparison.Ordinal) ? "42/439" : "42/438");
                    break;
                default:
                    Reopen(one, one.Path[..one.Path.LastIndexOf('/')]);
                    break;
            }
        }

        /// <summary>On that day every commune that is left comes directly under the province.</summary>
        private void LeaveDistricts()
        {
            foreach (var left in periods.Where(period => period.ValidTo is null && period.Path.Split('/').Length == 3).ToList())
            {
                Reopen(left, "42", left.ValidFrom >= NoDistricts ? left.ValidFrom.AddDays(1) : NoDistricts);
            }
        }

        private string New(string parent)
        {
            var code = (next++).ToString(CultureInfo.InvariantCulture);
            periods.Add(Period(code, $"{parent}/{code}", day, null, null));
            return code;
        }

        private void End(UnitPeriod unit, string successor) => Replace(unit, day.AddDays(-1), successor);

        private void Reopen(UnitPeriod unit, string parent, DateOnly? from = null)
        {
            Replace(unit, (from ?? day).AddDays(-1), null);
            periods.Add(Period(unit.Code, $"{parent}/{unit.Code}", from ?? day, null, null));
        }

        private void Replace(UnitPeriod unit, DateOnly last, string? successor)
        {
            periods.Remove(unit);
            periods.Add(Period(unit.Code, unit.Path, unit.ValidFrom, last, successor));
        }
    }
}
