using System.Collections.Immutable;

namespace Ntm.Dossier.Domain.Documents;

/// <summary>The files of a dossier, removed and lapsed ones included.</summary>
internal readonly record struct DossierFiles(ImmutableList<DossierFile> All)
{
    /// <summary>Files that the dossier has now.</summary>
    public IEnumerable<DossierFile> Present => All.Where(file => file.RemovedAt is null && file.LapsedAt is null);

    /// <summary>Files that a document has now.</summary>
    public IEnumerable<DossierFile> Of(string document) => Present.Where(file => file.Document == document);

    public bool Has(string document) => Of(document).Any();

    /// <summary>Whether a document has a file now whose content was not among those.</summary>
    public bool HasOther(string document, IReadOnlyList<Guid> files)
    {
        var known = All.Where(file => files.Contains(file.Id)).Select(file => file.Hash).ToHashSet();
        return Of(document).Any(file => !known.Contains(file.Hash));
    }

    /// <summary>The files after some stages are to be done anew: what was added there belongs to the earlier round.</summary>
    public ImmutableList<DossierFile> Lapse(IReadOnlySet<string> stages, DateTimeOffset at) =>
        All.ConvertAll(file =>
            file is { RemovedAt: null, LapsedAt: null } && stages.Contains(file.Stage) ? file with { LapsedAt = at } : file
        );

    /// <summary>The files with one more, which the document must not hold yet and must have room for.</summary>
    public Result<ImmutableList<DossierFile>> Add(DossierFile file, DocumentType document)
    {
        var there = Of(file.Document).ToList();
        if (there.Find(other => other.Hash == file.Hash) is { } same)
        {
            return DossierErrors.FileThere(same.Name);
        }

        return there.Count >= document.MostFiles ? DocumentErrors.TooMany(document.Name, document.MostFiles) : All.Add(file);
    }

    /// <summary>The files with one of them taken out.</summary>
    public Result<ImmutableList<DossierFile>> Remove(DossierFile file, DateTimeOffset at) =>
        All.Replace(file, file with { RemovedAt = at });
}
