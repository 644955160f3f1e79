using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Persistence;

/// <summary>Files that dossiers name, those taken out of a document too: their bytes stay as proof;
/// and documents of prepared entries.</summary>
internal sealed class DossierFileReferences(DossierDbContext db) : IFileReferences
{
    public string Service => "dossier";

    public async Task<bool> NamesAsync(string hash, CancellationToken ct) =>
        await db.Dossiers.AnyAsync(row => row.Content.Contains(hash), ct) || await db.Entries.AnyAsync(row => row.FileHash == hash, ct);
}
