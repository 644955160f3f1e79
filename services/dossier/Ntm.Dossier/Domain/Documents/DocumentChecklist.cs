namespace Ntm.Dossier.Domain.Documents;

/// <summary>The dated checklist of documents, read from <c>document-types.json</c>.</summary>
internal sealed class DocumentChecklist
{
    private const string FileName = "document-types.json";

    private readonly IReadOnlyList<DocumentType> types;

    private DocumentChecklist(IReadOnlyList<DocumentType> types) => this.types = types;

    /// <summary>Days on which something in it begins to be in force, or is no longer.</summary>
    public IEnumerable<DateOnly> Changes =>
        types.Select(type => type.ValidFrom).Concat(types.Select(type => type.ValidTo?.AddDays(1)).OfType<DateOnly>());

    /// <summary>One document by key on a legal day; null when the checklist has none.</summary>
    public DocumentType? Find(string key, DateOnly day) => types.FirstOrDefault(type => type.Key == key && type.Covers(day));

    /// <summary>The checklist that ships with the platform.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static DocumentChecklist Load() => Parse(StrictJson.Embedded(typeof(DocumentChecklist), FileName));

    /// <summary>The checklist of a data file.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static DocumentChecklist Parse(Stream? file)
    {
        var (read, faults) = StrictJson.Read<DocumentTypeFile>(file).Check(found => FaultsOf(found.Documents));
        return faults.Count == 0
            ? new DocumentChecklist(read!.Documents)
            : throw new InvalidDataException($"{FileName}:\n" + string.Join('\n', faults));
    }

    private static IEnumerable<string> FaultsOf(IReadOnlyList<DocumentType> types) =>
        types.Count == 0 ? ["không có thành phần hồ sơ nào."] : types.SelectMany(FaultsOf).Concat(Overlaps(types));

    private static IEnumerable<string> FaultsOf(DocumentType type)
    {
        if (string.IsNullOrWhiteSpace(type.Key) || string.IsNullOrWhiteSpace(type.Name) || string.IsNullOrWhiteSpace(type.Source))
        {
            yield return $"{type.Key}: thiếu khóa, tên hoặc căn cứ.";
        }

        if (type.MostFiles is < 1 or > 100)
        {
            yield return $"{type.Key}: mostFiles phải từ 1 đến 100.";
        }

        if (type.Kinds.Count == 0)
        {
            yield return $"{type.Key}: phải nêu ít nhất một loại tệp.";
        }

        if (type.ValidTo < type.ValidFrom)
        {
            yield return $"{type.Key}: validTo trước validFrom.";
        }
    }

    private static IEnumerable<string> Overlaps(IReadOnlyList<DocumentType> types) =>
        from first in types.Index()
        from second in types.Index()
        where
            first.Index < second.Index
            && first.Item.Key == second.Item.Key
            && first.Item.ValidFrom <= (second.Item.ValidTo ?? DateOnly.MaxValue)
            && second.Item.ValidFrom <= (first.Item.ValidTo ?? DateOnly.MaxValue)
        select $"{first.Item.Key}: hai dòng có hiệu lực chồng nhau.";

    private sealed record DocumentTypeFile(IReadOnlyList<DocumentType> Documents);
}
