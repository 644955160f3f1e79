using Ntm.Planning.Domain.Content;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Features.Progress;
using Ntm.Planning.Features.Reports;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

/// <summary>Figures of a village that was merged into another one. Each test has a platform of its own: all move its clock.</summary>
public sealed class MergedFiguresTests : IAsyncLifetime
{
    private static readonly DateOnly Second = new(2023, 3, 4);
    private static readonly DateOnly Third = new(2023, 3, 11);
    private static readonly DateOnly LastDay = new(2023, 3, 14);

    private readonly PlanningPlatform platform = new();
    private string commune = "";
    private string one = "";
    private string two = "";
    private Guid plan;
    private Guid report;

    public async ValueTask InitializeAsync()
    {
        await platform.InitializeAsync();
        commune = await platform.CommuneAsync();
        (one, two) = (Village(commune, 1), Village(commune, 2));
        plan = await platform.PublishAsync(commune);
        report = (await FileAsync(one, SmallPlan.From, ("T01", 1, null), ("T02", 5, null))).Id;
        await FileAsync(two, SmallPlan.From, ("T01", 0.5, null), ("T02", 10, null));
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task The_figure_to_date_of_a_merged_village_counts_until_its_follower_has_reported()
    {
        await MergeAsync();
        Assert.Equal((15m, 1.5m), (await ValueAsync("T02"), await ValueAsync("T01")));

        // Of a span before the merger it says nothing about the other village.
        await FileAsync(two, Second, ("T02", 11, null));
        Assert.Equal(16, await ValueAsync("T02"));
        await FileAsync(two, Third, ("T01", 1, null), ("T02", 18, null));

        Assert.Equal((18m, 2.5m), (await ValueAsync("T02"), await ValueAsync("T01")));
        Assert.Equal([(CodeOf(two), 18m)], await UnitsAsync("T02"));
        Assert.Equal([(CodeOf(one), 1m), (CodeOf(two), 1.5m)], await UnitsAsync("T01"));
    }

    [Fact]
    public async Task A_correction_on_either_side_counts_nothing_twice()
    {
        await MergeAsync();
        var third = await FileAsync(two, Third, ("T02", 18, null));

        await CorrectAsync(platform.Officer(commune), Report(plan, one, SmallPlan.From, ("T01", 1, null), ("T02", 6, null)), report, 1);
        Assert.Equal(18, await ValueAsync("T02"));
        await CorrectAsync(platform.Reporter(two), Report(plan, two, Third, ("T01", 1, null)), third.Id, 1);

        Assert.Equal(16, await ValueAsync("T02"));
        Assert.Equal([(CodeOf(one), 6m), (CodeOf(two), 10m)], await UnitsAsync("T02"));
        await CorrectAsync(platform.Reporter(two), Report(plan, two, Third, ("T02", 19, null)), third.Id, 2);
        Assert.Equal(19, await ValueAsync("T02"));
    }

    [Fact]
    public async Task A_merger_that_is_known_late_takes_the_figure_out_once()
    {
        platform.GoTo(LastDay.AddDays(3));
        await FileAsync(two, Third, ("T02", 18, null));
        Assert.Equal(23, await ValueAsync("T02"));

        await MergeAsync();
        Assert.Equal(18, await ValueAsync("T02"));
        await platform.UnitAsync(3, "village", [CodeOf(two)], Period(one, new DateOnly(2000, 1, 1), LastDay, "Thôn cũ"));
        await platform.SettledAsync();

        Assert.Equal(18, await ValueAsync("T02"));
        Assert.Equal([(CodeOf(two), 18m)], await UnitsAsync("T02"));
    }

    [Fact]
    public async Task An_amendment_that_counts_to_date_counts_the_merged_village_once()
    {
        await MergeAsync();
        await FileAsync(two, Third, ("T01", 2, null));
        Assert.Equal(3.5m, await ValueAsync("T01"));
        var content = SmallPlan.Content();
        var targets = content.Targets.Select(row => row.Key == "T01" ? row with { Counting = Counting.ToDate } : row);

        await platform.AmendAsync(commune, plan, content with { Targets = [.. targets] });
        Assert.Equal(2, await ValueAsync("T01"));
        await platform.AmendAsync(commune, plan, content);

        Assert.Equal(3.5m, await ValueAsync("T01"));
    }

    private async Task MergeAsync()
    {
        await platform.UnitAsync(2, "village", [CodeOf(two)], Period(one, new DateOnly(2000, 1, 1), LastDay));
        platform.GoTo(LastDay.AddDays(3));
        await platform.SettledAsync();
    }

    private Task<ReportView> FileAsync(string village, DateOnly start, params (string Target, object Value, object? Of)[] figures) =>
        PlanningPlatform.FileAsync(platform.Reporter(village), Report(plan, village, start, figures));

    private static async Task CorrectAsync(HttpClient by, object report, Guid id, int version) =>
        await ReadAsync<ReportView>(await PutAsync(by, report, id, version));

    private async Task<decimal?> ValueAsync(string target) =>
        (await GetAsync<PlanProgress>(platform.Officer(commune), $"planning/plans/{plan}/progress"))
            .Targets.Single(row => row.Target == target)
            .Value;

    private async Task<IEnumerable<(string, decimal)>> UnitsAsync(string target) =>
        (await GetAsync<Page<TargetUnit>>(platform.Officer(commune), $"planning/plans/{plan}/progress/{target}")).Items.Select(row =>
            (row.UnitCode, row.Value)
        );
}
