using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Assessment.V1;
using Ntm.Dossier.Domain.Assessments;
using Ntm.Messaging;

namespace Ntm.Dossier.Persistence;

/// <summary>Reads the revisions that a dossier took in.</summary>
internal static class TakenRevisionQuery
{
    /// <summary>The revision that counts now, and those on which items were returned.</summary>
    public static async Task<TakenRevisions> TakenAsync(
        this DossierDbContext db,
        RecognitionDossier dossier,
        CancellationToken cancellation
    )
    {
        var (id, numbers) = (
            dossier.Id,
            dossier
                .Content.Returned.Select(entry => entry.AssessmentRevision)
                .Append(dossier.Content.Assessment?.Revision ?? 0)
                .Distinct()
                .ToList()
        );
        var rows = await db
            .Assessments.AsNoTracking()
            .Where(row => row.DossierId == id && numbers.Contains(row.Revision))
            .ToListAsync(cancellation);
        return new TakenRevisions(
            rows.ToDictionary(
                row => row.Revision,
                row => JsonSerializer.Deserialize<IReadOnlyList<AssessedCriterion>>(row.Criteria, EventJson.Options)!
            )
        );
    }
}
