using System.Net.Http.Json;
using System.Text.Json;
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

    private static async Task<IReadOnlyList<string?>> NumbersAsync(TestPlatform platform)
    {
        var page = await platform.As("reader-1", "auditor@42").GetFromJsonAsync<JsonElement>("planning/plans");
        return [.. page.GetProperty("items").EnumerateArray().Select(plan => plan.GetProperty("number").GetString())];
    }
}
