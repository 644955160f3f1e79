using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Features;

/// <summary><c>GET /dossiers/{id}/audit</c>: the whole audit chain, with the hash of each part of the dossier as it is stored, as a
/// document that verifies offline.</summary>
internal static class GetAudit
{
    public static void Map(RouteGroupBuilder routes) => routes.MapGet("/{id:guid}/audit", HandleAsync).WithName(nameof(GetAudit));

    /// <summary>Downloads the whole audit chain, with what is stored of the dossier, as a document that verifies offline.</summary>
    internal static async Task<IResult> HandleAsync(
        Guid id,
        DossierDbContext db,
        DossierStore store,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await store.FindAsync(id) is not { } dossier || !DossierAccess.MaySee(caller, dossier.UnitPath))
        {
            return DossierErrors.NotFound.ToProblem();
        }

        var allowed = DossierAccess.ToAudit(caller, dossier);
        if (allowed.Refused)
        {
            return allowed.Errors.ToProblem();
        }

        var head = dossier.AuditHead;
        var rows = await db
            .Audit.AsNoTracking()
            .Where(row => row.DossierId == id && row.Sequence <= head.Sequence)
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellation);
        var assessments = await db.Assessments.AsNoTracking().Where(row => row.DossierId == id).ToListAsync(cancellation);
        using var export = new MemoryStream();
        var records = StoredParts.Of(store.RowOf(dossier), assessments).Records;
        AuditExport.Write(export, DossierJournal.ChainOf(id), head, [.. rows.Select(ToEntry)], records);
        return TypedResults.Bytes(export.ToArray(), "application/json", $"audit-{id}.json");
    }

    internal static AuditEntry ToEntry(AuditRow row) =>
        new()
        {
            Sequence = row.Sequence,
            At = row.At,
            Actor = row.Actor,
            OnBehalfOf = row.OnBehalfOf,
            Action = row.Action,
            Stage = row.Stage,
            Payload = row.Payload,
            Hash = row.Hash,
        };
}
