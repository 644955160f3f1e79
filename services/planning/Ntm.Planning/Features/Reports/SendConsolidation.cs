using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Planning.Domain.Reports;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Reports;

/// <summary>Words of a consolidated report; its figures are those of the units.</summary>
/// <example>{ "words": "Tuần qua 4/5 thôn báo cáo; đã cải tạo thêm 6 vườn.", "nextWeek": [ "Giải tỏa tuyến thôn còn lại" ] }</example>
public sealed record SendConsolidationRequest
{
    /// <summary>Words, up to 8000 characters; null for none.</summary>
    [Text(8000, Optional = true)]
    public string? Words { get; init; }

    /// <summary>Work of the next week, at most 30 lines.</summary>
    [Items(0, 30, LongestText = 500)]
    public IReadOnlyList<string> NextWeek { get; init; } = [];
}

/// <summary><c>PUT /planning/plans/{id}/consolidations/{rule}/{start}</c>: an officer or leader of the plan's unit sends the consolidated
/// report of a span up.</summary>
internal static class SendConsolidation
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut(GetConsolidation.Route, HandleAsync).WithName(nameof(SendConsolidation));

    /// <summary>Sends the consolidated report up, or a correction of its words, which must name the version that was read. From then on the
    /// units below file and correct nothing in this span, unless it is returned.</summary>
    internal static async Task<Results<Ok<ConsolidationView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        string rule,
        DateOnly start,
        SendConsolidationRequest request,
        PlanningDbContext db,
        Consolidations consolidations,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        ILogger<Consolidation> log,
        CancellationToken cancellation
    )
    {
        var opened = await consolidations.FindAsync(id, rule, start, caller, cancellation);
        if (opened.Refused)
        {
            return opened.Errors.ToProblem();
        }

        var found = opened.Value;
        if (WhyNot(found, caller, clock.Today()) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var missesVersion = found.Sent is not null && http.Request.Headers.IfMatch.Count == 0;
        if (missesVersion || !http.Request.Matches(found.Sent?.Version ?? 0))
        {
            return Error.Stale(await consolidations.ShowAsync(found, cancellation));
        }

        var sent = found.Sent ?? db.Consolidations.Add(NewOf(found)).Entity;
        var act = Act.Of(caller, clock.GetUtcNow(), found.Plan.UnitPath, PlanningAccess.Drafters);
        db.ConsolidationRevisions.Add(sent.Send(request.Words, request.NextWeek, act));
        db.ActIn(caller, found.Plan.UnitPath, PlanningAccess.Drafters);
        await db.SaveChangesAsync(cancellation);
        log.ConsolidationSent(id, rule, start, sent.Revision, caller.Subject);
        http.Response.SetETag(sent.Version);
        return TypedResults.Ok(await consolidations.ShowAsync(found with { Sent = sent }, cancellation));
    }

    private static Error? WhyNot(ConsolidatedSpan found, Caller caller, DateOnly today) =>
        !PlanningAccess.Drafters.Any(role => caller.Holds(role, found.Plan.UnitPath)) ? ReportErrors.NotSender
        : found.Plan.Status == PlanStatus.Closed ? ReportErrors.PlanClosed
        : found.Span.From > today ? ReportErrors.InFuture
        : null;

    private static Consolidation NewOf(ConsolidatedSpan found) =>
        new()
        {
            PlanId = found.Plan.Id,
            Rule = found.Rule.Key,
            From = found.Span.From,
        };
}
