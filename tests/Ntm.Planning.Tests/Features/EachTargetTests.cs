using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Progress;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Features.Progress;
using Ntm.Planning.Features.Reports;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

/// <summary>Targets that are stated for each unit of a group.</summary>
public sealed class EachTargetTests(PlanningPlatform platform) : IClassFixture<PlanningPlatform>
{
    private static readonly DateOnly Second = new(2023, 3, 4);

    [Fact]
    public async Task What_each_village_must_reach_is_counted_by_villages_and_not_added_up()
    {
        var commune = await platform.CommuneAsync(3);
        var plan = await platform.PublishAsync(commune, Content("3 thôn", 2));
        await ReportAsync(plan, Village(commune, 1), 5);
        await ReportAsync(plan, Village(commune, 2), 1);

        var before = await T09Async(commune, plan);
        platform.GoTo(Second);
        await ReportAsync(plan, Village(commune, 2), 1, Second);
        await ReportAsync(plan, Village(commune, 3), 2);
        var after = await T09Async(commune, plan);
        var units = await GetAsync<Page<TargetUnit>>(platform.Officer(commune), $"planning/plans/{plan}/progress/T09");

        Assert.Equal((1m, 3m, EachTarget.Measure), (before.Value!.Value, before.Goal!.Value, before.Measure));
        Assert.NotEqual(TargetStatus.Reached, before.Status);
        Assert.Equal((3m, TargetStatus.Reached), (after.Value!.Value, after.Status));
        Assert.Equal([1m, 1m, 1m], units.Items.Select(row => row.Value));
        await platform.Platform.ReceivedAsync<TargetReached>(row => row.PlanId == plan && row.Target == "T09");
    }

    [Fact]
    public async Task Where_nobody_said_how_many_units_must_it_is_never_reached()
    {
        var commune = await platform.CommuneAsync(2);
        var plan = await platform.PublishAsync(commune, Content("các thôn", 1));
        await ReportAsync(plan, Village(commune, 1), 1);

        var found = await T09Async(commune, plan);

        Assert.Equal((1m, null, TargetStatus.NotMeasured), (found.Value!.Value, found.Goal, found.Status));
    }

    [Fact]
    public async Task Another_value_for_each_counts_the_villages_afresh()
    {
        var commune = await platform.CommuneAsync(2);
        var plan = await platform.PublishAsync(commune, Content("2 thôn", 1));
        await ReportAsync(plan, Village(commune, 1), 1);
        await ReportAsync(plan, Village(commune, 2), 3);
        Assert.Equal(2, (await T09Async(commune, plan)).Value);

        await platform.AmendAsync(commune, plan, Content("2 thôn", 2));

        Assert.Equal(1, (await T09Async(commune, plan)).Value);
    }

    [Fact]
    public async Task A_consolidated_report_shows_how_many_villages_reached_it_and_the_lowest()
    {
        var commune = await platform.CommuneAsync(3);
        var plan = await platform.PublishAsync(commune, Content("3 thôn", 2));
        platform.GoTo(Second);
        await ReportAsync(plan, Village(commune, 1), 5);
        await ReportAsync(plan, Village(commune, 2), 1);
        await ReportAsync(plan, Village(commune, 2), 1, Second);
        await ReportAsync(plan, Village(commune, 3), 1, Second);

        Assert.Equal([("T09", EachTarget.Measure, 1m, 1m, 2)], await SumsAsync(commune, plan, SmallPlan.From));
        Assert.Equal([("T09", EachTarget.Measure, 2m, 1m, 3)], await SumsAsync(commune, plan, Second));
    }

    [Fact]
    public void A_total_that_is_given_in_equal_shares_stays_a_total()
    {
        var content = Content("5 thôn", 1);
        var total = SmallPlan.Target("T10", "tuyến", 5);
        content = content with { Targets = [.. content.Targets, total], Split = [.. content.Split, Each("T10", 1)] };

        Assert.False(EachTarget.Is(content, total));
        Assert.True(EachTarget.Is(content, content.Targets.Single(row => row.Key == "T09")));
        Assert.Same(total, EachTarget.Whole(content, total));
    }

    private static PlanContent Content(string group, decimal value)
    {
        var content = SmallPlan.Content();
        return content with
        {
            Places = [.. content.Places, SmallPlan.Place("NHOM") with { Name = group, Kind = "village-group" }],
            Targets = [.. content.Targets, SmallPlan.Target("T09", "tuyến", value) with { Place = "NHOM" }],
            Split = [Each("T09", value)],
        };
    }

    private static TargetSplit Each(string target, decimal value) =>
        new()
        {
            Target = target,
            Place = "NHOM",
            Value = value,
            Basis = SplitBasis.Each,
        };

    private Task ReportAsync(Guid plan, string village, int value, DateOnly? start = null) =>
        FileAsync(
            platform.Officer(village[..village.LastIndexOf('/')]),
            Report(plan, village, start ?? SmallPlan.From, ("T09", value, null))
        );

    private async Task<IEnumerable<(string, string, decimal, decimal?, int)>> SumsAsync(string commune, Guid plan, DateOnly start) =>
        (
            await GetAsync<ConsolidationView>(
                platform.Officer(commune),
                $"planning/plans/{plan}/consolidations/{SmallPlan.Weekly}/{start:yyyy-MM-dd}"
            )
        ).Sums.Select(sum => (sum.Target, sum.Measure, sum.Value, sum.Lowest, sum.Units));

    private async Task<TargetProgress> T09Async(string commune, Guid plan) =>
        (await GetAsync<PlanProgress>(platform.Officer(commune), $"planning/plans/{plan}/progress")).Targets.Single(row =>
            row.Target == "T09"
        );
}
