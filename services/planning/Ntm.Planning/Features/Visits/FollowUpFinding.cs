using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Domain.Records;
using Ntm.Planning.Domain.Visits;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Visits;

/// <summary>That a follow-up is done.</summary>
/// <example>{ "day": "2023-04-18", "text": "Đã trồng bổ sung 40 m hàng rào xanh." }</example>
public sealed record FollowUpFindingRequest
{
    /// <summary>Legal day on which it was done, from the day of the visit to today.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What was done, up to 1000 characters.</summary>
    [Text(1000)]
    public required string Text { get; init; }
}

/// <summary><c>POST /planning/visits/{id}/findings/{number}/follow-up</c>: the visited unit's own people, or an officer or leader of the
/// plan's unit.</summary>
internal static class FollowUpFinding
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/visits/{id:guid}/findings/{number:int}/follow-up", HandleAsync).WithName(nameof(FollowUpFinding));

    /// <summary>Notes that the follow-up of a finding is done.</summary>
    internal static Task<Results<Ok<VisitView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        int number,
        FollowUpFindingRequest request,
        PlanningDbContext db,
        RecordCommands commands,
        Caller caller,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            id,
            new RecordKind<Visit, VisitView>(VisitErrors.NotFound, (by, row) => ReportAccess.Sees(by, row.UnitPath), VisitView.Of),
            caller,
            http,
            row => HandOf(caller, row) is { } hand ? hand : VisitErrors.NotFollower,
            async (row, act) =>
                await db.Findings.FindAsync([id, number], cancellation) is { } finding
                    ? row.FollowUp(finding, request.Day, request.Text, act)
                    : VisitErrors.FindingNotFound,
            cancellation
        );

    private static RecordHand? HandOf(Caller caller, Visit visit) =>
        RecordAccess.Own(caller, visit.UnitPath, visit.Level) ?? RecordAccess.Officers(caller, visit.KeeperPath);
}
