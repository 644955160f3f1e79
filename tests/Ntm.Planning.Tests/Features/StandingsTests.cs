using System.Net.Http.Json;
using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Progress;
using Ntm.Planning.Features.Work;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features;

/// <summary>Each test has a platform of its own: each moves its clock.</summary>
public sealed class StandingsTests : IAsyncLifetime
{
    private readonly PlanningPlatform platform = new();

    public ValueTask InitializeAsync() => platform.InitializeAsync();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task Units_are_praised_and_reminded_by_the_rules_that_are_shown()
    {
        var (commune, plan) = await NewAsync();
        var (one, two) = (Village(commune, 1), Village(commune, 2));
        await FileAsync(platform.Reporter(one), Report(plan, one, SmallPlan.From, ("T01", 1.5m, null)));
        platform.GoTo(new DateOnly(2023, 3, 4), 1);
        await platform.Platform.ReceivedAsync<ReportLate>(row => row.UnitPath == two);
        await platform.Platform.ReceivedAsync<TaskOverdue>();

        var standings = await GetAsync<PlanStandings>(platform.Reporter(two), $"planning/plans/{plan}/standings");

        var praised = standings.Praise.Single();
        Assert.Equal(CodeOf(one), praised.UnitCode);
        Assert.Equal(
            ["Gửi đủ 1 báo cáo, tất cả đúng hạn.", "Đạt sớm nhất phần được giao: Chỉ tiêu T01."],
            praised.Reasons.Select(reason => reason.Text)
        );
        var reminded = standings.Reminders.Single(unit => unit.UnitCode == CodeOf(two));
        Assert.Equal(["missing", "overdue"], reminded.Reasons.Select(reason => reason.Rule));
        Assert.All(reminded.Reasons, reason => Assert.Contains(reason.Rule, standings.Rules.Select(rule => rule.Rule)));
        Assert.Equal((new DateOnly(2023, 1, 7), new DateOnly(2023, 3, 4)), (standings.From, standings.To));
    }

    [Fact]
    public async Task Nothing_is_said_of_days_without_work_and_a_range_must_be_one()
    {
        var (commune, plan) = await NewAsync();

        var standings = await GetAsync<PlanStandings>(platform.Officer(commune), $"planning/plans/{plan}/standings?to=2023-02-28");

        Assert.Empty(standings.Praise.Concat(standings.Reminders));
        foreach (var days in (string[])["from=0001-01-01&to=0001-01-02", "from=9999-12-30&to=9999-12-31"])
        {
            var far = await GetAsync<PlanStandings>(platform.Officer(commune), $"planning/plans/{plan}/standings?{days}");
            Assert.Empty(far.Praise.Concat(far.Reminders));
        }

        Assert.Equal(
            (400, "planning.range_invalid", "from"),
            await RefusalAsync(await platform.Officer(commune).GetAsync($"planning/plans/{plan}/standings?from=2023-03-02&to=2023-03-01"))
        );
    }

    [Fact]
    public async Task The_bulletin_reads_progress_praise_and_next_work_and_names_nobody()
    {
        var (commune, plan) = await NewAsync();
        var one = Village(commune, 1);
        await FileAsync(platform.Reporter(one), Report(plan, one, SmallPlan.From, ("T01", 1.5m, null)));
        var work = new RegisterWeekWorkRequest
        {
            UnitCode = CodeOf(one),
            Items =
            [
                new WorkItemInput
                {
                    Id = Guid.CreateVersion7(),
                    Text = "Vận động hộ cuối ngõ",
                    Task = "K01",
                },
                new WorkItemInput { Id = Guid.CreateVersion7(), Text = "Họp thôn" },
            ],
        };
        await ReadAsync<WeekWork>(await platform.Reporter(one).PutAsJsonAsync($"planning/plans/{plan}/weeks/2023-03-06/work", work));

        var bulletin = await GetAsync<PlanBulletin>(platform.Officer(commune), $"planning/plans/{plan}/bulletin?week=2023-03-01");

        Assert.Equal(
            $"""
            Bản tin xây dựng nông thôn mới của Đơn vị {CodeOf(commune)}.
            Tuần từ ngày 27/02/2023 đến ngày 05/03/2023.

            Tiến độ.
            Chỉ tiêu T01: 1,5 km trên 3,2 km, đúng tiến độ.

            Biểu dương.
            Đơn vị {CodeOf(one)}: Gửi đủ 1 báo cáo, tất cả đúng hạn. Đạt sớm nhất phần được giao: Chỉ tiêu T01.

            Việc tuần tới.
            Đơn vị {CodeOf(one)}: 2 việc, trong đó có: Nhiệm vụ K01.

            """,
            bulletin.Text
        );
        Assert.Equal(
            (400, "planning.week_outside_plan", "week"),
            await RefusalAsync(await platform.Officer(commune).GetAsync($"planning/plans/{plan}/bulletin?week=2024-03-01"))
        );
    }

    private async Task<(string Commune, Guid Plan)> NewAsync()
    {
        var commune = await platform.CommuneAsync();
        var content = TaskPlan.Content(TaskPlan.Task("K01", new DateOnly(2023, 3, 3)) with { Responsible = ["BPT"] });
        return (
            commune,
            await platform.PublishAsync(
                commune,
                content with
                {
                    Places =
                    [
                        .. content.Places,
                        SmallPlan.Place("V1", CodeOf(Village(commune, 1))),
                        SmallPlan.Place("V2", CodeOf(Village(commune, 2))),
                    ],
                    Split =
                    [
                        new TargetSplit
                        {
                            Target = "T01",
                            Place = "V1",
                            Value = 1.5m,
                        },
                        new TargetSplit
                        {
                            Target = "T01",
                            Place = "V2",
                            Value = 1.5m,
                        },
                    ],
                }
            )
        );
    }
}
