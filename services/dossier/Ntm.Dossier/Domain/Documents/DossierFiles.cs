using System.Collections.Immutable;

namespace Ntm.Dossier.Domain.Documents;

/// <summary>The files of a dossier, removed ones included.</summary>
internal readonly record struct DossierFiles(ImmutableList<DossierFile> All)
{
    /// <summary>Files that the dossier has now.</summary>
    public IEnumerable<DossierFile> Present => All.Where(file => file.RemovedAt is null);

    /// <summary>Files that a document has now.</summary>
    public IEnumerable<DossierFile> Of(string document) => Present.Where(file => file.Document == document);

    public bool Has(string document) => Of(document).Any();

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
