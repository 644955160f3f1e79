using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Funds;
using Ntm.Planning.Domain.ModelSites;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.ModelSites;

/// <summary>A residential area or garden that is to become a model. No household is named.</summary>
/// <example>{ "planId": "0198c0de-0000-7000-8000-000000000001", "kind": "garden", "villageCode": "18175-01", "number": 3,
/// "helpedBy": "LHPN" }</example>
public sealed record RegisterModelSiteRequest
{
    /// <summary>Id of the plan, which must be published.</summary>
    public required Guid PlanId { get; init; }

    /// <summary><c>area</c> or <c>garden</c>.</summary>
    public required ModelSiteKind Kind { get; init; }

    /// <summary>Official code of the village.</summary>
    [Text(30)]
    public required string VillageCode { get; init; }

    /// <summary>Number of the garden in its village, 1 to 999; 0 for an area.</summary>
    [Between(0, 999)]
    public int Number { get; init; }

    /// <summary>Key of the body of the plan that helps; null for none.</summary>
    [Text(40, Optional = true)]
    public string? HelpedBy { get; init; }
}

/// <summary><c>PUT /planning/model-sites/{id}</c>: an officer or leader of the commune registers an area or a garden.</summary>
internal static class RegisterModelSite
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/model-sites/{id:guid}", HandleAsync).WithName(nameof(RegisterModelSite));

    /// <summary>Registers an area or garden under an id that the sender chooses; the same again counts once.</summary>
    internal static async Task<Results<Ok<ModelSiteView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        RegisterModelSiteRequest request,
        PlanningDbContext db,
        RecordCommands commands,
        Caller caller,
        HttpResponse response,
        CancellationToken cancellation
    )
    {
        var ground = await commands.GroundAsync(request.PlanId, request.VillageCode, caller, cancellation, "villageCode");
        if (ground.Refused)
        {
            return ground.Errors.ToProblem();
        }

        var (_, content, village) = ground.Value;
        if (village.Level != PlanLevel.Village)
        {
            return FundErrors.NotVillage.ToProblem();
        }

        if (RecordAccess.Officers(caller, PlanningAccess.PublishingUnit(village.Path, PlanLevel.Village)) is not { } hand)
        {
            return ModelSiteErrors.NotKeeper.ToProblem();
        }

        var made = New(id, request, village);
        if (await db.ModelSites.FirstOrDefaultAsync(row => row.Id == id || row.SortKey == made.SortKey, cancellation) is { } before)
        {
            return before.Id != id ? ModelSiteErrors.Exists.ToProblem()
                : before.SortKey == made.SortKey ? Show(before, response)
                : ModelSiteErrors.IdTaken.ToProblem();
        }

        var refusal =
            request.Kind == ModelSiteKind.Area != (request.Number == 0) ? ModelSiteErrors.NumberInvalid
            : request.HelpedBy is { } body && content.Bodies.All(row => row.Key != body) ? ModelSiteErrors.BodyUnknown(body)
            : null;
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        db.ModelSites.Add(made);
        await commands.SaveAsync(caller, hand, made.Register(request.HelpedBy, commands.ActOf(caller, hand)), cancellation);
        return Show(made, response);
    }

    private static ModelSite New(Guid id, RegisterModelSiteRequest request, PlanUnit village) =>
        new()
        {
            Id = id,
            PlanId = request.PlanId,
            Kind = request.Kind,
            UnitCode = village.Code,
            UnitName = village.Name,
            UnitPath = village.Path,
            Number = request.Number,
            SortKey = ModelSite.SortKeyOf(request.PlanId, village.Path, request.Kind, request.Number),
        };

    private static Ok<ModelSiteView> Show(ModelSite site, HttpResponse response)
    {
        response.SetETag(site.Version);
        return TypedResults.Ok(ModelSiteView.Of(site));
    }
}
