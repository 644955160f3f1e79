using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features;

/// <summary>How long a stage usually takes.</summary>
/// <param name="Stage">Key of the stage.</param>
/// <param name="StageTitle">Official title.</param>
/// <param name="Dossiers">Finished dossiers of the same title and province that went through it.</param>
/// <param name="Days">Days within which nine in ten of them did, all rounds together.</param>
public sealed record UsualStageDays(string Stage, string StageTitle, int Dossiers, int Days);

/// <summary>
/// <c>GET /dossiers/{id}/usual-days</c>: how long the stages of such a dossier usually take, in the order of the path. A stage that fewer
/// than five finished dossiers went through is left out.
/// </summary>
internal static class GetUsualDays
{
    /// <summary>Fewer say nothing, and might tell of a single commune.</summary>
    private const int Fewest = 5;

    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapGet("/{id:guid}/usual-days", HandleAsync)
            .WithName(nameof(GetUsualDays))
            .Scope("dossiers:read")
            .Produces<IReadOnlyList<UsualStageDays>>();

    /// <summary>Reads how long the stages of such a dossier usually take.</summary>
    internal static async Task<IResult> HandleAsync(
        Guid id,
        DossierDbContext db,
        DossierStore store,
        UsualDays usual,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await store.FindAsync(id) is not { } dossier || !DossierAccess.MaySee(caller, dossier.UnitPath))
        {
            return DossierErrors.NotFound.ToProblem();
        }

        var days = await usual.OfAsync(db, dossier.Title, dossier.ProvincePath, cancellation);
        return TypedResults.Ok(
            dossier
                .Path.Stages.Where(stage => days.GetValueOrDefault(stage.Key)?.Dossiers >= Fewest)
                .Select(stage => new UsualStageDays(stage.Key, stage.Title, days[stage.Key].Dossiers, days[stage.Key].Days))
                .ToList()
        );
    }
}
