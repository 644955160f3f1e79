using Microsoft.EntityFrameworkCore;
using Ntm.Files;

namespace Ntm.Planning.Persistence;

/// <summary>Photos that reports name.</summary>
internal sealed class PhotoReferences(PlanningDbContext db) : IFileReferences
{
    public string Service => "planning";

    public Task<bool> NamesAsync(string hash, CancellationToken ct) => db.ReportPhotos.AnyAsync(row => row.Hash == hash, ct);
}
