using Microsoft.EntityFrameworkCore;
using Ntm.Files;

namespace Ntm.Planning.Persistence;

/// <summary>Files that rows name: photos of reports and documents of supports.</summary>
internal sealed class StoredFiles(PlanningDbContext db) : IFileReferences
{
    public string Service => "planning";

    public async Task<bool> NamesAsync(string hash, CancellationToken ct) =>
        await db.ReportPhotos.AnyAsync(row => row.Hash == hash, ct) || await db.SupportDocuments.AnyAsync(row => row.Hash == hash, ct);
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
