using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Planning.Tests.Tables;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Planning.Tests.Sample;

/// <summary>The planning service in sample mode after its first start, as another program reads it over HTTP.</summary>
public sealed class SampleProvince : IAsyncLifetime
{
    private readonly Dictionary<string, JsonElement> plans = [];

    public TestPlatform Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Platform = await TestPlatform.StartAsync(
            new DateTimeOffset(2023, 6, 1, 2, 0, 0, TimeSpan.Zero),
            new Dictionary<string, string?> { [SampleMode.Setting] = "true" },
            new PlanningModule()
        );
        await new PlanningModule().PrepareAsync(Platform.Services, CancellationToken.None);
        var client = Platform.As("reader-1", "auditor@42");
        foreach (var plan in SeedTables.Codes)
        {
            var (unit, year) = (SeedTables.Units[plan], SeedTables.Years[plan]);
            var page = await client.GetFromJsonAsync<JsonElement>($"planning/plans?unit={unit}&year={year}");
            var id = page.GetProperty("items").EnumerateArray().Single().GetProperty("id").GetGuid();
            plans[plan] = await client.GetFromJsonAsync<JsonElement>($"planning/plans/{id}");
        }
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    /// <summary>A plan of the sample as the service answers it.</summary>
    public JsonElement Plan(string code) => plans[code];
}
