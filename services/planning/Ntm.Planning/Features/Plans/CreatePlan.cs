using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Plans;

/// <summary>A plan to draft.</summary>
/// <example>
/// { "unitCode": "18133", "year": 2026, "content":
/// { "header": {"style": "state", "number": "01/KH-BCĐ", "issuedOn": "2026-03-09", "issuer": "BCD", "subject": "Xây dựng nông thôn mới"},
/// "periods": [{"key": "G0", "name": "năm 2026", "kind": "main", "from": "2026-03-09", "to": "2026-12-31"}],
/// "bodies": [{"key": "BCD", "name": "Ban chỉ đạo xã", "short": "BCĐ", "level": "commune", "kind": "steering"}],
/// "places": [{"key": "XA", "name": "xã", "kind": "commune"}],
/// "targets": [{"key": "T01", "text": "Vườn mẫu", "measure": "vườn", "kind": "reach", "operator": "=", "value": 5, "place": "XA"}],
/// "tasks": [{"key": "K01", "text": "Làm vườn mẫu", "accountable": ["BCD"], "serves": ["T01"],
/// "due": {"text": "trước 30/6", "kind": "before-day", "day": "2026-06-30"}}] } }
/// </example>
public sealed record CreatePlanRequest
{
    /// <summary>Official code of the unit, e.g. <c>18175</c>.</summary>
    [Text(30)]
    public required string UnitCode { get; init; }

    /// <summary>Year of the campaign, 2010 to 2100.</summary>
    [Between(2010, 2100)]
    public required int Year { get; init; }

    /// <summary>What the plan says.</summary>
    public required PlanContent Content { get; init; }
}

/// <summary><c>POST /planning/plans</c>: an officer or leader of the unit drafts a plan.</summary>
internal static class CreatePlan
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/plans", HandleAsync).WithName(nameof(CreatePlan));

    /// <summary>Drafts a plan of a unit; nobody else sees it before it is published.</summary>
    internal static async Task<Results<Created<PlanView>, ProblemHttpResult>> HandleAsync(
        CreatePlanRequest request,
        PlanningDbContext db,
        PlanCommands commands,
        Caller caller,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (await db.UnitAsync(request.UnitCode, clock.Today(), cancellation) is not { } unit)
        {
            return PlanErrors.UnitUnknown.ToProblem();
        }

        if (PlanningAccess.ToDraft(caller, unit.Path, unit.Level) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (ContentCheck.FaultsOf(request.Content) is { Count: > 0 } faults)
        {
            return faults.Select(PlanErrors.Content).ToProblem();
        }

        return await commands.DraftAsync(unit, request.Year, request.Content, caller, response, cancellation);
    }
}
