using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Plans;

/// <summary><c>POST /planning/plans/{id}/closure</c>: a leader of the unit closes a published plan.</summary>
internal static class ClosePlan
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/plans/{id:guid}/closure", HandleAsync).WithName(nameof(ClosePlan));

    /// <summary>Closes a published plan; it can be read, and nothing of it changes any more.</summary>
    internal static Task<Results<Ok<PlanView>, ProblemHttpResult>> HandleAsync(
        Guid id,
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
            async (plan, _, act) =>
            {
                var closed = plan.Close();
                if (!closed.Refused)
                {
                    await effects.EndAsync(plan.Id, cancellation);
                    db.PublishClosed(plan, act);
                    log.PlanClosed(plan.Id, plan.UnitCode, caller.Subject);
                }

                return closed;
            },
            cancellation
        );
}
