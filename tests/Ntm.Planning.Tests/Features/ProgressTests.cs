using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Progress;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Features.Progress;
using Ntm.Planning.Features.Reports;
using Ntm.Web;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

/// <summary>One test that goes through the weeks, since the clock of the class runs on; the others need no clock.</summary>
public sealed class ProgressTests(PlanningPlatform platform) : IClassFixture<PlanningPlatform>
{
    [Fact]
    public async Task A_plan_is_shown_as_it_stood_on_any_day()
    {
        var commune = await platform.CommuneAsync();
        var plan = await platform.PublishAsync(commune);
        var (one, two, officer) = (Village(commune, 1), Village(commune, 2), platform.Officer(commune));
        platform.GoTo(new DateOnly(2023, 3, 3));
        await FileAsync(platform.Reporter(one), Report(plan, one, new DateOnly(2023, 3, 1), ("T01", 0.5m, null), ("T03", 30, 60)));
        platform.GoTo(new DateOnly(2023, 3, 10));
        officer = platform.Officer(commune);
        var (id, second) = (Guid.CreateVersion7(), new DateOnly(2023, 3, 4));
        await FileAsync(platform.Reporter(two), Report(plan, two, second, ("T01", 1, null), ("T02", 10, null), ("T03", 10, 140)), id);
        platform.GoTo(new DateOnly(2023, 3, 13));
        officer = platform.Officer(commune);
        var corrected = Report(plan, two, second, ("T01", 0.25m, null), ("T02", 10, null), ("T03", 10, 140));
        await ReadAsync<ReportView>(await PutAsync(platform.Reporter(two), corrected, id, 1));

        var now = await ReadAsync(officer, plan, "?compareWith=last-week");
        var then = await ReadAsync(officer, plan, "?asOf=2023-03-10&compareWith=2023-03-03");

        Assert.Equal((0.75m, 1.5m, -0.75m), (now["T01"].Value!.Value, now["T01"].Then!.Value!.Value, now["T01"].Then!.Change!.Value));
        Assert.Equal((20m, 40m, 200m), (now["T03"].Value!.Value, now["T03"].Numerator!.Value, now["T03"].Denominator!.Value));
        Assert.Equal((1.5m, 0.5m), (then["T01"].Value!.Value, then["T01"].Then!.Value!.Value));
        Assert.Equal((10m, TargetStatus.OnTrack), (now["T02"].Value!.Value, now["T02"].Status));
        Assert.Equal(TargetStatus.NoFigures, then["T02"].Then!.Status);
        Assert.Equal([0.5m, 0.75m, 0.75m], now["T01"].Weeks.Select(week => week.Value));
        Assert.Equal(400, (int)(await officer.GetAsync($"planning/plans/{plan}/progress?asOf=2023-12-01")).StatusCode);
        Assert.Equal(409, (int)(await officer.GetAsync($"planning/plans/{plan}/progress?asOf=2022-12-01")).StatusCode);

        var units = await GetAsync<Page<TargetUnit>>(officer, $"planning/plans/{plan}/progress/T01?limit=1");
        var rest = await GetAsync<Page<TargetUnit>>(officer, $"planning/plans/{plan}/progress/T01?after={units.Next}");
        Assert.Equal([(CodeOf(one), 0.5m), (CodeOf(two), 0.25m)], units.Items.Concat(rest.Items).Select(row => (row.UnitCode, row.Value)));
    }

    [Fact]
    public async Task An_amended_target_keeps_its_old_line()
    {
        var commune = await platform.CommuneAsync();
        var plan = await platform.PublishAsync(commune);

        await platform.AmendAsync(commune, plan, With(target => target.Key == "T01" ? target with { Value = 5 } : target));

        var progress = await ReadAsync(platform.Officer(commune), plan);
        Assert.Equal([3.2m, 5m], progress["T01"].Lines.Select(line => line.Line.End));
        Assert.Equal([1], progress["T02"].Lines.Select(line => line.Edition));
    }

    [Fact]
    public async Task A_target_counted_otherwise_is_counted_anew()
    {
        var commune = await platform.CommuneAsync();
        var (plan, village) = (await platform.PublishAsync(commune), Village(commune, 1));
        await FileAsync(platform.Reporter(village), Report(plan, village, SmallPlan.From, ("T01", 2, null), ("T02", 4, null)));

        await platform.AmendAsync(commune, plan, With(target => target.Key == "T01" ? target with { Measure = "m" } : target));

        var progress = await ReadAsync(platform.Officer(commune), plan);
        Assert.Null(progress["T01"].Value);
        Assert.Equal(4, progress["T02"].Value);
    }

    [Fact]
    public async Task A_target_is_reported_as_reached_once()
    {
        var commune = await platform.CommuneAsync();
        var (plan, one, two) = (await platform.PublishAsync(commune), Village(commune, 1), Village(commune, 2));
        await FileAsync(platform.Reporter(one), Report(plan, one, SmallPlan.From, ("T02", 20, null)));
        await FileAsync(platform.Reporter(two), Report(plan, two, SmallPlan.From, ("T02", 15, null), ("T01", 3.2m, null)));
        await platform.Platform.ReceivedAsync<TargetReached>(row => row.PlanId == plan && row.Target == "T02");

        Assert.Equal(
            ["T01", "T02"],
            platform.Platform.Received<TargetReached>().Where(row => row.PlanId == plan).Select(row => row.Target).Order()
        );
        Assert.Equal(TargetStatus.Reached, (await ReadAsync(platform.Officer(commune), plan))["T02"].Status);
    }

    [Fact]
    public async Task Villages_roll_up_to_the_commune_and_communes_to_the_district()
    {
        var district = await platform.DistrictAsync();
        var above = await platform.PublishAsync(district, Above(SmallPlan.Content("02/KH-BCĐ"), "T01", "T02"));
        var (one, two) = (await platform.CommuneAsync(above: district), await platform.CommuneAsync(above: district));
        var first = await platform.PublishAsync(
            one,
            Below(above, target => target with { Above = target.Key == "T03" ? null : target.Key })
        );
        var second = await platform.PublishAsync(
            two,
            Below(above, target => target with { Above = target.Key, Measure = target.Key == "T01" ? "m" : target.Measure })
        );
        var (village, other) = (Village(one, 1), Village(two, 1));
        await FileAsync(platform.Reporter(village), Report(first, village, SmallPlan.From, ("T01", 1.5m, null), ("T02", 3, null)));
        await FileAsync(platform.Reporter(other), Report(second, other, SmallPlan.From, ("T01", 900, null), ("T02", 4, null)));

        var rolled = await GetAsync<RollUp>(platform.Officer(district), $"planning/plans/{above}/roll-up");

        Assert.Equal(
            [("T01", 1.5m, 1, 1), ("T02", 7m, 2, 2)],
            rolled.Targets.Select(row => (row.Target, row.Value!.Value, row.Plans, row.Reporting))
        );
        Assert.Equal([("T01", "m"), ("T03", "% hộ")], rolled.NotComparable.Select(row => (row.Target, row.Measure)));
        Assert.Equal(7, (await ReadAsync(platform.Officer(district), above))["T02"].Value);
        Assert.Equal(
            (409, "planning.figure_from_plan_below", "figures[0].target"),
            await RefusalAsync(
                await PutAsync(
                    platform.Officer(one),
                    Report(above, one, SmallPlan.From, SmallPlan.Thursday, ("T02", 1, null)),
                    Guid.CreateVersion7()
                )
            )
        );
    }

    [Fact]
    public async Task A_target_that_works_for_another_above_is_moved_there()
    {
        var district = await platform.DistrictAsync();
        var above = await platform.PublishAsync(district, Above(SmallPlan.Content("02/KH-BCĐ"), "T01", "T02"));
        var commune = await platform.CommuneAsync(above: district);
        var plan = await platform.PublishAsync(commune, Below(above, target => target with { Above = target.Key }));
        var village = Village(commune, 1);
        await FileAsync(platform.Reporter(village), Report(plan, village, SmallPlan.From, ("T02", 3, null)));

        await platform.AmendAsync(commune, plan, Below(above, target => target));
        Assert.Null((await ReadAsync(platform.Officer(district), above))["T02"].Value);

        await platform.AmendAsync(commune, plan, Below(above, target => target with { Above = target.Key }));
        Assert.Equal(3, (await ReadAsync(platform.Officer(district), above))["T02"].Value);

        var renamed = Above(SmallPlan.Content("02/KH-BCĐ"), "T01", "T02");
        await platform.AmendAsync(
            district,
            above,
            renamed with
            {
                Targets = [.. renamed.Targets.Select(target => target.Key == "T02" ? target with { Measure = "khu" } : target)],
            }
        );
        Assert.Null((await ReadAsync(platform.Officer(district), above))["T02"].Value);
    }

    private static PlanContent With(Func<PlanTarget, PlanTarget> change)
    {
        var content = SmallPlan.Content();
        return content with { Targets = [.. content.Targets.Select(change)] };
    }

    private static PlanContent Above(PlanContent content, params string[] targets) =>
        content with
        {
            Targets = [.. content.Targets.Where(target => targets.Contains(target.Key))],
        };

    private static PlanContent Below(Guid parent, Func<PlanTarget, PlanTarget> change)
    {
        var content = With(change);
        return content with { Header = content.Header with { ParentId = parent } };
    }

    private static async Task<Dictionary<string, TargetProgress>> ReadAsync(HttpClient by, Guid plan, string query = "") =>
        (await GetAsync<PlanProgress>(by, $"planning/plans/{plan}/progress{query}")).Targets.ToDictionary(row => row.Target);
}
