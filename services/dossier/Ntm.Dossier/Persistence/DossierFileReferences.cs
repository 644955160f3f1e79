using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Persistence;

/// <summary>Files that dossiers name, those taken out of a document too: their bytes stay as proof.</summary>
internal sealed class DossierFileReferences(DossierDbContext db) : IFileReferences
{
    public string Service => "dossier";

    public Task<bool> NamesAsync(string hash, CancellationToken ct) => db.Dossiers.AnyAsync(row => row.Content.Contains(hash), ct);
}
