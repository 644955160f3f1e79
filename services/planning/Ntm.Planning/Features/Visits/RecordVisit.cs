using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Messaging;
using Ntm.Planning.Domain.Visits;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Visits;

/// <summary>Something found.</summary>
public sealed record FindingInput
{
    /// <summary>What was found, up to 1000 characters; households as “một hộ thôn …”, never by name.</summary>
    [Text(1000)]
    public required string Text { get; init; }

    /// <summary><c>remark</c>, <c>defect</c> or <c>serious</c>.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>Last legal day for the follow-up, not before the visit; null where none is wanted.</summary>
    public DateOnly? FollowUpBy { get; init; }
}

/// <summary>A visit to record.</summary>
/// <example>{ "planId": "0198c0de-0000-7000-8000-000000000001", "unitCode": "18175-01", "team": "TO1", "day": "2023-04-05",
/// "findings": [ { "text": "Hàng rào xanh chưa liền tuyến.", "severity": "defect", "followUpBy": "2023-04-20" } ] }</example>
public sealed record RecordVisitRequest
{
    /// <summary>Id of the plan, which must be published.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>Official code of the unit visited: the plan's own or one below.</summary>
    [Text(30)]
    public required string UnitCode { get; init; }

    /// <summary>Key of the body of the plan that came.</summary>
    [Text(40)]
    public required string Team { get; init; }

    /// <summary>Legal day of the visit, not in the future.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What was found.</summary>
    [Items(0, 50)]
    public IReadOnlyList<FindingInput> Findings { get; init; } = [];
}

/// <summary><c>PUT /planning/visits/{id}</c>: an officer or leader of the plan's unit records a visit of a team.</summary>
internal static class RecordVisit
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPut("/visits/{id:guid}", HandleAsync).WithName(nameof(RecordVisit));

    /// <summary>Records a visit with its findings under an id that the sender chooses; the same again counts once.</summary>
    internal static async Task<Results<Ok<VisitView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RecordVisitRequest request,
        PlanningDbContext db,
        RecordCommands commands,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var ground = await commands.GroundAsync(request.PlanId, request.UnitCode, caller, cancellation);
        if (ground.Refused)
        {
            return ground.Errors.ToProblem();
        }

        var plan = ground.Value.Plan;
        if (RecordAccess.Officers(caller, PlanningAccess.PublishingUnit(plan.UnitPath, plan.Level)) is not { } hand)
        {
            return VisitErrors.NotKeeper.ToProblem();
        }

        var hash = CanonicalJson.HashOf(JsonSerializer.SerializeToElement(request, EventJson.Options));
        if (await db.Visits.FindAsync([id], cancellation) is { } before)
        {
            return before.Hash == hash ? Show(before, response) : VisitErrors.IdTaken.ToProblem();
        }

        var act = commands.ActOf(caller, hand);
        var refusal =
            ground.Value.Content.Bodies.All(body => body.Key != request.Team) ? VisitErrors.TeamUnknown(request.Team)
            : request.Day > act.Day ? VisitErrors.InFuture
            : request.Findings.Any(finding => finding.FollowUpBy < request.Day) ? VisitErrors.FollowUpTooEarly
            : null;
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        var visit = New(id, request, ground.Value.Unit, hash, hand.UnitPath);
        db.Visits.Add(visit);
        db.Findings.AddRange(request.Findings.Select((finding, index) => New(visit, index + 1, finding)));
        await commands.SaveAsync(caller, hand, visit.Record(act), cancellation);
        return Show(visit, response);
    }

    private static Visit New(Guid id, RecordVisitRequest request, PlanUnit unit, string hash, string keeper) =>
        new()
        {
            Id = id,
            PlanId = request.PlanId,
            UnitCode = unit.Code,
            UnitName = unit.Name,
            UnitPath = unit.Path,
            Level = unit.Level,
            Team = request.Team,
            Day = request.Day,
            Hash = hash,
            SortKey = string.Create(CultureInfo.InvariantCulture, $"{9_999_999 - request.Day.DayNumber:D7}/{id:N}"),
            KeeperPath = keeper,
        };

    private static Finding New(Visit visit, int number, FindingInput input)
    {
        var by = (input.FollowUpBy ?? DateOnly.MaxValue).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new Finding
        {
            VisitId = visit.Id,
            Number = number,
            PlanId = visit.PlanId,
            UnitPath = visit.UnitPath,
            Text = input.Text.Trim(),
            Severity = input.Severity,
            FollowUpBy = input.FollowUpBy,
            SortKey = string.Create(CultureInfo.InvariantCulture, $"{by}/{visit.Id:N}/{number:D2}"),
        };
    }

    private static Ok<VisitView> Show(Visit visit, HttpResponse response)
    {
        response.SetETag(visit.Version);
        return TypedResults.Ok(VisitView.Of(visit));
    }
}
