using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features;

/// <summary><c>GET /dossiers/{id}</c>: the state, the time left and what the caller may do now.</summary>
internal static class GetDossier
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/{id:guid}", HandleAsync).WithName(nameof(GetDossier)).Scope("dossiers:read").Produces<DossierView>();
        routes
            .MapGet("/{id:guid}/documents", DocumentsAsync)
            .WithName("ListDocuments")
            .Scope("dossiers:read")
            .Produces<IReadOnlyList<ChecklistItem>>();
    }

    /// <summary>Reads a dossier: its state, the time left and what the caller may do now.</summary>
    internal static async Task<IResult> HandleAsync(Guid id, DossierStore store, Caller caller, TimeProvider clock) =>
        await store.FindAsync(id) is { } dossier && DossierAccess.MaySee(caller, dossier.UnitPath)
            ? new DossierState(DossierViews.Of(dossier, store.VersionOf(dossier), caller, clock.GetUtcNow()))
            : DossierErrors.NotFound.ToProblem();

    /// <summary>Lists the documents of a dossier with their files.</summary>
    internal static async Task<IResult> DocumentsAsync(Guid id, DossierStore store, FileScans scans, Caller caller) =>
        await store.FindAsync(id) is { } dossier && DossierAccess.MaySee(caller, dossier.UnitPath)
            ? TypedResults.Ok(DossierViews.WithHolds(DossierViews.Checklist(dossier, caller), scans))
            : DossierErrors.NotFound.ToProblem();
}
