using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Features;

/// <summary>What the check of an audit chain found.</summary>
/// <param name="Verified">Whether every entry, and what is stored beside the chain, is as it was written.</param>
/// <param name="VerifiedEntries">Entries that are right before the first wrong one.</param>
/// <param name="HeadHash">Hash of the last right entry, lower-case hex; null without one.</param>
/// <param name="BrokenAt">Place of the first wrong entry, from 1; null where the whole is at fault, or nothing.</param>
/// <param name="Reason">Vietnamese: what is wrong; null when nothing is.</param>
public sealed record AuditCheck(bool Verified, long VerifiedEntries, string? HeadHash, long? BrokenAt, string? Reason);

/// <summary><c>GET /dossiers/{id}/audit</c>: the whole audit chain, with the hash of each part of the dossier as it is stored, as a
/// document that verifies offline; <c>/audit/check</c>: what that check finds now.</summary>
internal static class GetAudit
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/{id:guid}/audit", HandleAsync).WithName(nameof(GetAudit));
        routes.MapGet("/{id:guid}/audit/check", CheckAsync).WithName("CheckAudit").Produces<AuditCheck>();
    }

    /// <summary>Downloads the whole audit chain, with what is stored of the dossier, as a document that verifies offline.</summary>
    internal static async Task<IResult> HandleAsync(
        Guid id,
        DossierDbContext db,
        DossierStore store,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var (export, refusal) = await ExportAsync(id, db, store, found => DossierAccess.ToAudit(caller, found), caller, cancellation);
        return refusal ?? TypedResults.Bytes(export!, "application/json", $"audit-{id}.json");
    }

    /// <summary>Checks the audit chain and what is stored beside it, as the exported document would be checked offline.</summary>
    internal static async Task<IResult> CheckAsync(
        Guid id,
        DossierDbContext db,
        DossierStore store,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var (export, refusal) = await ExportAsync(id, db, store, found => DossierAccess.ToCheckAudit(caller, found), caller, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }

        using var stream = new MemoryStream(export!);
        var found = AuditVerifier.Verify(stream, nameOf: PartNames.Of);
        return TypedResults.Ok(new AuditCheck(found.Verified, found.VerifiedEntries, found.HeadHash, found.BrokenAt, found.Reason));
    }

    private static async Task<(byte[]? Export, IResult? Refusal)> ExportAsync(
        Guid id,
        DossierDbContext db,
        DossierStore store,
        Func<RecognitionDossier, Result> may,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await store.FindAsync(id) is not { } dossier || !DossierAccess.MaySee(caller, dossier.UnitPath))
        {
            return (null, DossierErrors.NotFound.ToProblem());
        }

        var allowed = may(dossier);
        if (allowed.Refused)
        {
            return (null, allowed.Errors.ToProblem());
        }

        var row = store.RowOf(dossier);
        var audit = await db
            .Audit.AsNoTracking()
            .Where(entry => entry.DossierId == id && entry.Sequence <= row.AuditSequence)
            .ToListAsync(cancellation);
        var assessments = await db.Assessments.AsNoTracking().Where(revision => revision.DossierId == id).ToListAsync(cancellation);
        var events = await db
            .Events.AsNoTracking()
            .Where(said => said.DossierId == id && said.Sequence <= row.Sequence)
            .ToListAsync(cancellation);
        return (DossierExport.Of(row, audit, assessments, events), null);
    }
}
