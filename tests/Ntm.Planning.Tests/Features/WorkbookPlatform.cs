using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Plans;
using Ntm.Testing;

namespace Ntm.Planning.Tests.Features;

/// <summary>The planning service alone behind HTTP, with communes of one district.</summary>
public sealed class WorkbookPlatform : IAsyncLifetime
{
    private const string District = "42/446";
    private static int units;

    public TestPlatform Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Platform = await TestPlatform.StartAsync(new DateTimeOffset(2022, 3, 1, 2, 0, 0, TimeSpan.Zero), null, new PlanningModule());

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    /// <summary>Registers a commune that no other test uses; returns its path.</summary>
    public async Task<string> NewCommuneAsync()
    {
        var code = $"{80000 + Interlocked.Increment(ref units)}";
        var @event = new AdministrativeUnitChanged
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Platform.Clock.GetUtcNow(),
            UnitCode = code,
            UnitPath = $"{District}/{code}",
            Version = 1,
            Name = $"Xã {code}",
            Level = "commune",
            ParentCode = "446",
            ValidFrom = new DateOnly(2000, 1, 1),
            Periods = [new AdministrativeUnitPeriod(new DateOnly(2000, 1, 1), null, $"Xã {code}", "446", $"{District}/{code}")],
        };
        await Platform.PublishAsync(@event, @event.EventId);
        return @event.UnitPath;
    }

    public HttpClient Officer(string unit) => Platform.As("officer-1", $"officer@{unit}");

    public HttpClient Leader(string unit) => Platform.As("leader-1", $"leader@{unit}");

    public static ImportPlanRequest Request(string unit, byte[] workbook, string name = "ke-hoach.xlsx", int year = 2022) =>
        new()
        {
            UnitCode = unit.Split('/')[^1],
            Year = year,
            File = File(workbook, name),
        };

    public static PlanFileUpload File(byte[] workbook, string name = "ke-hoach.xlsx") =>
        new() { Name = name, Content = Convert.ToBase64String(workbook) };

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<T>(body, EventJson.Options)!;
    }

    /// <summary>Number of plans that the unit's officer sees.</summary>
    public async Task<int> PlansAsync(string unit)
    {
        var page = await Officer(unit).GetFromJsonAsync<JsonElement>($"planning/plans?unit={unit.Split('/')[^1]}");
        return page.GetProperty("items").GetArrayLength();
    }

    /// <summary>Status, code and the fields at fault of a refusal.</summary>
    public static async Task<(int Status, string Code, IReadOnlyList<string?> Fields)> RefusalAsync(HttpResponseMessage response)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        IReadOnlyList<string?> fields = problem.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(error => error.GetProperty("field").GetString())]
            : [problem.TryGetProperty("field", out var field) ? field.GetString() : null];
        return ((int)response.StatusCode, problem.GetProperty("code").GetString()!, fields);
    }
}
