using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Persistence;

/// <summary>Files that dossiers name, those taken out of a document too: their bytes stay as proof.</summary>
internal sealed class DossierFileReferences(DossierDbContext db, DossierStore store) : IFileReferences
{
    public string Service => "dossier";

    public Task<bool> NamesAsync(string hash, CancellationToken ct) => db.Dossiers.AnyAsync(row => row.Content.Contains(hash), ct);

    /// <summary>An entry in the chain of each dossier that has the file.</summary>
    public async Task<bool> RecordAsync(JudgedFile file, string by, DateTimeOffset at, CancellationToken ct)
    {
        var ids = await db
            .Dossiers.Where(row => row.Content.Contains(file.Sha256))
            .OrderBy(row => row.Id)
            .Select(row => row.Id)
            .ToListAsync(ct);
        foreach (var id in ids)
        {
            if (await store.FindReadableAsync(id) is { } dossier)
            {
                dossier.FileJudged(new Act(by, at), JudgedFile.Action, file);
                await store.SaveAsync(dossier, ct);
            }
        }

        return ids.Count > 0;
    }
}
