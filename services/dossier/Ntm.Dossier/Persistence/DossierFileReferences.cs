using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Persistence;

/// <summary>Files that dossiers name, those taken out of a document too: their bytes stay as proof;
/// and documents of prepared entries.</summary>
internal sealed class DossierFileReferences(DossierDbContext db, DossierStore store) : IFileReferences
{
    public string Service => "dossier";

    public async Task<bool> NamesAsync(string hash, CancellationToken ct) =>
        await db.Dossiers.AnyAsync(row => row.Content.Contains(hash), ct) || await db.Entries.AnyAsync(row => row.FileHash == hash, ct);

    /// <summary>An entry in the chain of each dossier that has the file, and one in the service's chain for prepared entries.</summary>
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

        var entries = await db
            .Entries.Where(row => row.FileHash == file.Sha256)
            .OrderBy(row => row.Id)
            .Select(row => row.Id)
            .ToListAsync(ct);
        if (entries.Count > 0)
        {
            db.NoteAct(
                new
                {
                    Act = JudgedFile.Action,
                    entries,
                    file,
                }
            );
            await db.SaveChangesAsync(ct);
        }

        return ids.Count + entries.Count > 0;
    }
}
