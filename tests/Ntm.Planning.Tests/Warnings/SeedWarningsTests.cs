using Ntm.LegalTime;
using Ntm.Planning.Domain.Warnings;
using Ntm.Planning.Tests.Tables;

namespace Ntm.Planning.Tests.Warnings;

/// <summary>The warnings that five real plans deserve, row by row.</summary>
public sealed class SeedWarningsTests
{
    private static readonly Dictionary<string, IReadOnlyList<PlanWarning>> Raised = SeedTables.Codes.ToDictionary(plan => plan, Of);

    public static TheoryData<string> Rows => [.. SeedTables.Warnings.Select(row => row.Key)];

    public static TheoryData<string> Plans => [.. SeedTables.Codes];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_is_raised_or_is_listed_as_out_of_sight(string key)
    {
        var row = SeedTables.Warnings.Single(row => row.Key == key);
        var found = Raised[row.Plan].Where(warning => Fits(row, warning)).ToList();

        if (SeedWarningNotes.Unseen.ContainsKey(key))
        {
            Assert.Empty(found);
        }
        else
        {
            var severity = Assert.Single(found).Severity.ToString();
            Assert.NotEqual(
                row.Severity.Equals(severity, StringComparison.OrdinalIgnoreCase),
                SeedWarningNotes.OtherSeverity.ContainsKey(key)
            );
        }
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Nothing_else_is_raised_that_is_not_listed_with_its_reason(string plan)
    {
        var listed = SeedTables.Warnings.Where(row => row.Plan == plan).ToList();
        var others = Raised[plan]
            .Where(warning => !listed.Exists(row => Fits(row, warning)))
            .Select(warning => Line(plan, warning))
            .ToList();
        var noted = SeedWarningNotes.Additional.Keys.Where(key => key.StartsWith(plan, StringComparison.Ordinal)).ToList();

        Assert.True(
            others.ToHashSet().SetEquals(noted),
            $"+ {string.Join("\n+ ", others.Except(noted))}\n- {string.Join("\n- ", noted.Except(others))}"
        );
    }

    [Fact]
    public void The_notes_are_about_rows_of_the_table()
    {
        var keys = SeedTables.Warnings.Select(row => row.Key).ToHashSet();

        Assert.All(SeedWarningNotes.Unseen.Keys, key => Assert.Contains(key, keys));
        Assert.All(SeedWarningNotes.UnseenRows.Keys, key => Assert.Contains(key.Warning, keys));
        Assert.All(SeedWarningNotes.FurtherRows.Keys, key => Assert.Contains(key.Warning, keys));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void The_most_severe_stand_first_and_each_says_what_to_do(string plan)
    {
        Assert.Equal(Raised[plan].OrderBy(warning => warning.Severity), Raised[plan]);
        Assert.All(Raised[plan], warning => Assert.EndsWith(".", warning.Message));
        Assert.All(Raised[plan], warning => Assert.EndsWith(".", warning.Mend));
    }

    /// <summary>Same kind, every row of the table that can be seen, and no other than those noted.</summary>
    private static bool Fits(WarningRow row, PlanWarning warning)
    {
        var (plan, key) = (row.Plan, row.Key);
        var named = row.Rows.Select(each => Cut(plan, each)).ToList();
        var unseen = SeedWarningNotes.UnseenRows.Keys.Where(note => note.Warning == key).Select(note => note.Row);
        var further = SeedWarningNotes.FurtherRows.Keys.Where(note => note.Warning == key).SelectMany(note => note.Rows.Split(';'));
        return warning.Kind == row.Kind
            && !named.Except(unseen).Except(warning.Rows).Any()
            && !warning.Rows.Except(named).Except(further).Any();
    }

    private static string Line(string plan, PlanWarning warning) => $"{plan} {warning.Kind} {string.Join(';', warning.Rows)}".TrimEnd();

    private static string Cut(string plan, string key) =>
        key.StartsWith($"{plan}-", StringComparison.Ordinal) ? key[(plan.Length + 1)..] : key;

    private static IReadOnlyList<PlanWarning> Of(string plan)
    {
        var code = SeedTables.Units[plan];
        var level = plan == "S2" ? PlanLevel.District : PlanLevel.Commune;
        var unit = new PlanUnit(code, "Đơn vị thử", level == PlanLevel.District ? $"42/{code}" : $"42/446/{code}", level);
        return PlanWarnings.Of(
            new WarningContext(SeedTables.Content(plan), unit, SeedTables.Years[plan], WorkingDayCalendar.VietNam) { HasUnitsBelow = true }
        );
    }
}
