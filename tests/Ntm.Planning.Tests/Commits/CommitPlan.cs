using System.Net.Http.Json;
using Ntm.Messaging;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Features.Work;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Commits;

/// <summary>A published plan of a commune with two villages, below a plan of its own district.</summary>
/// <param name="Id">The plan.</param>
/// <param name="Above">The district's plan.</param>
/// <param name="Commune">Path of the commune.</param>
internal sealed record CommitPlan(Guid Id, Guid Above, string Commune)
{
    /// <summary>The day by whose end the task is to be done.</summary>
    public static readonly DateOnly TaskDue = new(2023, 3, 6);

    public string One => Village(Commune, 1);

    public string Two => Village(Commune, 2);

    /// <summary>Drafts the plan; its targets work for those of the district's plan.</summary>
    public static async Task<CommitPlan> DraftAsync(PlanningPlatform platform)
    {
        var district = await platform.DistrictAsync();
        var above = await platform.PublishAsync(district, SmallPlan.Content("02/KH-BCĐ"));
        var commune = await platform.CommuneAsync(above: district);
        return new CommitPlan((await platform.DraftAsync(commune, Content(above))).Id, above, commune);
    }

    /// <summary>Publishes it, and does what a week brings: a report, work, a difficulty.</summary>
    public static async Task<CommitPlan> BegunAsync(PlanningPlatform platform)
    {
        var plan = await DraftAsync(platform);
        (await plan.PublishAsync(platform, null)).EnsureSuccessStatusCode();
        await FileAsync(platform.Reporter(plan.One), plan.Report(plan.One));
        (await plan.RegisterAsync(platform, null, Item("Họp thôn"), Item("Trồng cây"))).EnsureSuccessStatusCode();
        (await plan.RaiseAsync(platform, null)).EnsureSuccessStatusCode();
        return plan;
    }

    public static PlanContent Content(Guid above, Func<PlanTarget, PlanTarget>? change = null)
    {
        var content = TaskPlan.Content(TaskPlan.Task("K01", TaskDue));
        return content with
        {
            Header = content.Header with { ParentId = above },
            Targets = [.. content.Targets.Select(target => target with { Above = target.Key }).Select(change ?? (target => target))],
        };
    }

    public object Report(string village) => PlanningPlatform.Report(Id, village, SmallPlan.From, ("T01", 0.5m, null), ("T02", 3, null));

    public Task<HttpResponseMessage> PublishAsync(PlanningPlatform platform, string? key, string? reason = null) =>
        SendAsync(
            platform.Leader(Commune),
            key,
            HttpMethod.Post,
            $"planning/plans/{Id}/publication",
            new PublishPlanRequest { Reason = reason }
        );

    /// <summary>Drafts an edition in which a target counts otherwise, one is in another measure, and a task is new.</summary>
    public async Task AmendAsync(PlanningPlatform platform)
    {
        var content = Content(
            Above,
            target =>
                target.Key switch
                {
                    "T01" => target with { Counting = Counting.ToDate, Above = null },
                    "T02" => target with { Value = 2 },
                    _ => target,
                }
        ) with
        {
            Tasks = [TaskPlan.Task("K01", TaskDue.AddDays(1)), TaskPlan.Task("K02")],
        };
        var answer = await platform.Officer(Commune).PutAsJsonAsync($"planning/plans/{Id}/content", content, EventJson.Options);
        answer.EnsureSuccessStatusCode();
    }

    public Task<HttpResponseMessage> FiledAsync(PlanningPlatform platform, string? key, Guid id) =>
        SendAsync(platform.Reporter(Two), key, HttpMethod.Put, $"planning/reports/{id}", Report(Two));

    public Task<HttpResponseMessage> SentUpAsync(PlanningPlatform platform, string? key) =>
        SendAsync(
            platform.Officer(Commune),
            key,
            HttpMethod.Put,
            $"planning/plans/{Id}/consolidations/{SmallPlan.Weekly}/2023-03-01",
            new { words = "Đủ 2 thôn" }
        );

    /// <summary>Registers work of the first village for the first week; none of it is done.</summary>
    public Task<HttpResponseMessage> RegisterAsync(PlanningPlatform platform, string? key, params (string Text, Guid Id)[] items) =>
        SendAsync(
            platform.Reporter(One),
            key,
            HttpMethod.Put,
            $"planning/plans/{Id}/weeks/2023-03-01/work",
            new RegisterWeekWorkRequest
            {
                UnitCode = CodeOf(One),
                Items = [.. items.Select(item => new WorkItemInput { Id = item.Id, Text = item.Text })],
            }
        );

    public static (string Text, Guid Id) Item(string text) => (text, Guid.CreateVersion7());

    public Task<HttpResponseMessage> RaiseAsync(PlanningPlatform platform, string? key, Guid? id = null) =>
        SendAsync(
            platform.Reporter(One),
            key,
            HttpMethod.Put,
            $"planning/difficulties/{id ?? Guid.CreateVersion7()}",
            new
            {
                planId = Id,
                unitCode = CodeOf(One),
                text = "Chưa có đất",
            }
        );

    private static Task<HttpResponseMessage> SendAsync(HttpClient by, string? key, HttpMethod method, string path, object body)
    {
        var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, options: EventJson.Options) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return by.SendAsync(request);
    }
}
