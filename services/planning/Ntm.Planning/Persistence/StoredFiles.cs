using Microsoft.EntityFrameworkCore;
using Ntm.Files;

namespace Ntm.Planning.Persistence;

/// <summary>Files that rows name: photos of reports and documents of supports.</summary>
internal sealed class StoredFiles(PlanningDbContext db) : IFileReferences
{
    public string Service => "planning";

    public async Task<bool> NamesAsync(string hash, CancellationToken ct) =>
        await db.ReportPhotos.AnyAsync(row => row.Hash == hash, ct) || await db.SupportDocuments.AnyAsync(row => row.Hash == hash, ct);

    /// <summary>An entry in the service's chain that names each row that has the file.</summary>
    public async Task<bool> RecordAsync(JudgedFile file, string by, DateTimeOffset at, CancellationToken ct)
    {
        var photos = await db.ReportPhotos.AsNoTracking().Where(row => row.Hash == file.Sha256).ToListAsync(ct);
        var documents = await db.SupportDocuments.AsNoTracking().Where(row => row.Hash == file.Sha256).ToListAsync(ct);
        var owners = photos
            .Select(row => row.AuditKey)
            .Concat(documents.Select(row => row.AuditKey))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (owners.Count > 0)
        {
            db.NoteAct(
                new
                {
                    Act = JudgedFile.Action,
                    owners,
                    file,
                }
            );
            await db.SaveChangesAsync(ct);
        }

        return owners.Count > 0;
    }
}

/// <summary>Takes files out of the store.</summary>
internal static class FileRelease
{
    /// <summary>Accepts bytes once more without confirming them, and so the orphan sweep removes them unless a row names them
    /// still.</summary>
    public static async Task ReleaseAsync(this IFileStore files, string hash, CancellationToken cancellation)
    {
        if (await files.OpenReadAsync(hash, cancellation) is { } content)
        {
            await using (content)
            {
                using var staged = await files.StageAsync(content, long.MaxValue - 1, cancellation);
                await files.AcceptAsync(staged, cancellation);
            }
        }
    }
}
