using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Contracts.Identity.V1;
using Ntm.Contracts.Planning.V1;
using Ntm.Planning.Sample;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Planning.Tests.Sample;

public sealed class SamplePlansTests
{
    [Fact]
    public async Task Each_plan_is_imported_and_published_once()
    {
        await using var platform = await StartAsync("2023-06-01", sample: true);
        await PrepareAsync(platform);
        await PrepareAsync(platform);

        Assert.Equal(SamplePlans.All.Select(sample => sample.Number).Order(), (await NumbersAsync(platform)).Order());
        await platform.ReceivedAsync<PlanPublished>(published => published is { Number: "07-KH/BCĐ", UnitPath: "42/446", Dates.Count: 3 });
    }

    [Fact]
    public async Task Duties_and_tasks_of_past_years_are_there_as_closed_and_nobody_is_notified()
    {
        await using var platform = await StartAsync("2026-01-05", sample: true);
        await PrepareAsync(platform);
        Assert.NotEmpty(await ItemsAsync(Officer(), "planning/tasks?state=closed&limit=100"));
        Assert.NotEmpty(await ItemsAsync(Officer(), "planning/duties?status=closed&limit=100"));

        var @event = Village();
        await platform.PublishAsync(@event, @event.EventId);
        await Eventually.TrueAsync(
            async () =>
            {
                platform.Clock.Advance(TimeSpan.FromSeconds(10));
                return (await ItemsAsync(Officer(), $"planning/duties?status=closed&unit={@event.UnitCode}")).Count > 0;
            },
            "duties of the village"
        );

        Assert.Empty(await ItemsAsync(Officer(), "planning/tasks"));
        Assert.Empty(await ItemsAsync(Officer(), "planning/duties"));
        Assert.Empty(platform.Received<TaskAssigned>());
        Assert.Empty(platform.Received<TaskOverdue>());
        Assert.Empty(platform.Received<ReportDue>());
        Assert.Empty(platform.Received<ReportLate>());

        HttpClient Officer() => platform.As("officer-1", "officer@42/439/18175");
    }

    [Fact]
    public async Task A_plan_that_is_not_issued_yet_waits_for_a_later_start()
    {
        await using var platform = await StartAsync("2022-02-15", sample: true);
        await PrepareAsync(platform);
        Assert.Equal(4, (await NumbersAsync(platform)).Count);

        platform.Clock.Advance(TimeSpan.FromDays(400));
        await PrepareAsync(platform);
        Assert.Equal(5, (await NumbersAsync(platform)).Count);
    }

    [Fact]
    public async Task Outside_the_sample_there_are_no_plans()
    {
        await using var platform = await StartAsync("2023-06-01", sample: false);
        await PrepareAsync(platform);

        Assert.Empty(await NumbersAsync(platform));
    }

    private static Task PrepareAsync(TestPlatform platform) => new PlanningModule().PrepareAsync(platform.Services, CancellationToken.None);

    private static Task<TestPlatform> StartAsync(string day, bool sample) =>
        TestPlatform.StartAsync(
            DateTimeOffset.Parse($"{day}T02:00Z", System.Globalization.CultureInfo.InvariantCulture),
            new Dictionary<string, string?> { [SampleMode.Setting] = $"{sample}" },
            new PlanningModule()
        );

    private static AdministrativeUnitChanged Village()
    {
        var period = new AdministrativeUnitPeriod(new DateOnly(2000, 1, 1), null, "Thôn Mẫu", "18175", "42/439/18175/18175-01");
        return new AdministrativeUnitChanged
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = DateTimeOffset.UnixEpoch,
            UnitCode = "18175-01",
            UnitPath = period.UnitPath,
            Version = 1,
            Name = period.Name,
            Level = "village",
            ParentCode = period.ParentCode,
            ValidFrom = period.ValidFrom,
            Periods = [period],
        };
    }

    private static async Task<IReadOnlyList<JsonElement>> ItemsAsync(HttpClient by, string path)
    {
        var page = await by.GetFromJsonAsync<JsonElement>(path);
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    private static async Task<IReadOnlyList<string?>> NumbersAsync(TestPlatform platform)
    {
        var page = await platform.As("reader-1", "auditor@42").GetFromJsonAsync<JsonElement>("planning/plans");
        return [.. page.GetProperty("items").EnumerateArray().Select(plan => plan.GetProperty("number").GetString())];
    }
}
