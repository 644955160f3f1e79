using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Plans;

/// <summary>The publication of a plan's draft.</summary>
/// <example>{ "reason": "Công văn 12-CV/BCĐ ngày 05/4/2023: thêm chỉ tiêu vườn mẫu" }</example>
public sealed record PublishPlanRequest
{
    /// <summary>Why an edition that is published is amended, up to 500 characters; null for the first one.</summary>
    [Text(500, Optional = true)]
    public string? Reason { get; init; }
}

/// <summary><c>POST /planning/plans/{id}/publication</c>: a leader of the unit who did not draft it publishes the draft.</summary>
internal static class PublishPlan
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/plans/{id:guid}/publication", HandleAsync).WithName(nameof(PublishPlan));

    /// <summary>Publishes the draft of a plan as its next edition; the dates that it sets for the recognition path count from then
    /// on.</summary>
    internal static Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        PublishPlanRequest request,
        PlanCommands commands,
        PlanningDbContext db,
        PublicationEffects effects,
        Caller caller,
        HttpContext http,
        ILogger<Plan> log,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            id,
            caller,
            http,
            PlanningAccess.ToPublish,
            async (plan, current, act) =>
            {
                var parent = plan.Draft?.Header.ParentId is { } above ? await db.Plans.FindAsync([above], cancellation) : null;
                var published = plan.Publish(request.Reason, current, parent, act);
                if (published.Refused)
                {
                    return published;
                }

                await db.PublishAsync(plan, published.Value, cancellation);
                await effects.ApplyAsync(plan, current, published.Value, cancellation);
                log.PlanPublished(plan.Id, plan.UnitCode, published.Value.Number, caller.Subject, published.Value.Hash);
                return Result.Done;
            },
            cancellation
        );
}
