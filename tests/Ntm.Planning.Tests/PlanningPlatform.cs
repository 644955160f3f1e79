using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Features;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Features.Reports;
using Ntm.Planning.Persistence;
using Ntm.Testing;

namespace Ntm.Planning.Tests;

/// <summary>The planning service alone behind HTTP, with units as the register publishes them.</summary>
public sealed class PlanningPlatform : IAsyncLifetime
{
    /// <summary>Wednesday, 1 March 2023, 9 o'clock.</summary>
    public static readonly DateTimeOffset Start = new(2023, 3, 1, 2, 0, 0, TimeSpan.Zero);

    private static int units;

    public TestPlatform Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Platform = await TestPlatform.StartAsync(Start, null, new PlanningModule());

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    /// <summary>Registers a commune that no other test uses, with villages <c>-01</c>, <c>-02</c> …; returns its path.</summary>
    public async Task<string> CommuneAsync(int villages = 2, string above = "42/439")
    {
        var path = $"{above}/{70000 + Interlocked.Increment(ref units)}";
        await UnitAsync(path, "commune");
        for (var village = 1; village <= villages; village++)
        {
            await UnitAsync(Village(path, village), "village");
        }

        return path;
    }

    /// <summary>Registers a province with a district; returns the district's path.</summary>
    public async Task<string> DistrictAsync()
    {
        var code = 700 + Interlocked.Increment(ref units);
        await UnitAsync($"{code}", "province");
        await UnitAsync($"{code}/{code}1", "district");
        return $"{code}/{code}1";
    }

    public static string Village(string commune, int number) => $"{commune}/{CodeOf(commune)}-{number:00}";

    public static string CodeOf(string path) => path.Split('/')[^1];

    public HttpClient Officer(string unit) => Platform.As("officer-1", $"officer@{unit}");

    public HttpClient Leader(string unit) => Platform.As("leader-1", $"leader@{unit}");

    public HttpClient Reporter(string village) => Platform.As("reporter-1", $"reporter@{village}");

    public Task UnitAsync(string path, string level) => UnitAsync(1, level, [], Period(path, new DateOnly(2000, 1, 1)));

    /// <summary>A stretch of days of a unit.</summary>
    public static AdministrativeUnitPeriod Period(string path, DateOnly from, DateOnly? to = null, string? name = null) =>
        new(from, to, name ?? $"Đơn vị {CodeOf(path)}", path.Contains('/') ? path.Split('/')[^2] : null, path);

    /// <summary>Publishes a state of a unit as the register does.</summary>
    public async Task UnitAsync(int version, string level, IReadOnlyList<string> successors, params AdministrativeUnitPeriod[] periods)
    {
        var last = periods[^1];
        var @event = new AdministrativeUnitChanged
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Platform.Clock.GetUtcNow(),
            UnitCode = CodeOf(last.UnitPath),
            UnitPath = last.UnitPath,
            Version = version,
            Name = last.Name,
            Level = level,
            ParentCode = last.ParentCode,
            ValidFrom = periods[0].ValidFrom,
            ValidTo = last.ValidTo,
            Successors = successors,
            Periods = periods,
        };
        await Platform.PublishAsync(@event, @event.EventId);
    }

    /// <summary>Drafts a plan of a unit.</summary>
    public async Task<PlanView> DraftAsync(string unit, PlanContent content)
    {
        var request = new CreatePlanRequest
        {
            UnitCode = CodeOf(unit),
            Year = 2023,
            Content = content,
        };
        return await ReadAsync<PlanView>(await Officer(unit).PostAsJsonAsync("planning/plans", request, EventJson.Options));
    }

    /// <summary>Drafts a plan of a unit as its officer and publishes it as its leader.</summary>
    public async Task<Guid> PublishAsync(string unit, PlanContent? content = null)
    {
        var plan = await DraftAsync(unit, content ?? SmallPlan.Content());
        await ReadAsync<PlanView>(await Leader(unit).PostAsJsonAsync($"planning/plans/{plan.Id}/publication", new PublishPlanRequest()));
        return plan.Id;
    }

    /// <summary>Publishes another content of a plan as its next edition.</summary>
    public async Task AmendAsync(string unit, Guid plan, PlanContent content)
    {
        (await Officer(unit).PutAsJsonAsync($"planning/plans/{plan}/content", content, EventJson.Options)).EnsureSuccessStatusCode();
        var request = new PublishPlanRequest { Reason = "Công văn 12-CV/BCĐ" };
        await ReadAsync<PlanView>(await Leader(unit).PostAsJsonAsync($"planning/plans/{plan}/publication", request));
    }

    /// <summary>Files a report and expects that it is taken.</summary>
    public static async Task<ReportView> FileAsync(HttpClient by, object report, Guid? id = null) =>
        await ReadAsync<ReportView>(await PutAsync(by, report, id ?? Guid.CreateVersion7()));

    public static Task<HttpResponseMessage> PutAsync(HttpClient by, object report, Guid id, int? version = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"planning/reports/{id}") { Content = JsonContent.Create(report) };
        if (version is { } read)
        {
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{read}\"");
        }

        return by.SendAsync(request);
    }

    /// <summary>A report as a program sends it; each figure is target, value and, of a share, the whole.</summary>
    public static object Report(Guid plan, string unit, DateOnly start, params (string Target, object Value, object? Of)[] figures) =>
        Report(plan, unit, start, SmallPlan.Weekly, figures);

    public static object Report(
        Guid plan,
        string unit,
        DateOnly start,
        string rule,
        params (string Target, object Value, object? Of)[] figures
    ) =>
        new
        {
            planId = plan,
            rule,
            unitCode = CodeOf(unit),
            start,
            figures = figures.Select(figure => new
            {
                target = figure.Target,
                value = figure.Value,
                of = figure.Of,
            }),
            words = "Đã làm",
        };

    /// <summary>Moves the clock on to an hour of a legal day.</summary>
    public void GoTo(DateOnly day, int hour = 9)
    {
        var instant = Ntm.LegalTime.VietnamTime.StartOf(day).AddHours(hour);
        if (instant > Platform.Clock.GetUtcNow())
        {
            Platform.Clock.SetTo(instant);
        }
    }

    /// <summary>Waits until every timer that is due has fired and what it published is delivered.</summary>
    public async Task SettledAsync()
    {
        await using var scope = Platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlanningDbContext>();
        var now = Platform.Clock.GetUtcNow();
        await Eventually.TrueAsync(
            async () => !await db.Timers.AnyAsync(timer => timer.DueAt <= now) && !await db.Outbox.AnyAsync(),
            "no timer that is due"
        );
    }

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<T>(body, EventJson.Options)!;
    }

    public static async Task<T> GetAsync<T>(HttpClient by, string path) => await ReadAsync<T>(await by.GetAsync(path));

    /// <summary>Status, code and field of a refusal.</summary>
    public static async Task<(int Status, string? Code, string? Field)> RefusalAsync(HttpResponseMessage response)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (
            (int)response.StatusCode,
            problem.GetProperty("code").GetString(),
            problem.TryGetProperty("field", out var field) ? field.GetString() : null
        );
    }
}
