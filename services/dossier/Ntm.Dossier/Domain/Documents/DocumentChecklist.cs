using System.Text.Json;
using System.Text.Json.Serialization;
using Ntm.BuildingBlocks.Web;

namespace Ntm.Dossier.Domain.Documents;

/// <summary>The dated checklist of documents by stage, read from <c>document-types.json</c>.</summary>
internal sealed class DocumentChecklist
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
    };

    private readonly IReadOnlyList<DocumentType> types;

    private DocumentChecklist(IReadOnlyList<DocumentType> types) => this.types = types;

    /// <summary>Every stage key that the checklist names, so that a path file can be compared with it.</summary>
    public IReadOnlySet<string> Stages => types.SelectMany(type => type.Steps).Select(step => step.Stage).ToHashSet();

    /// <summary>Documents of a stage by the rules of a legal day, in the order of the file.</summary>
    /// <param name="stage">Key of the stage.</param>
    /// <param name="day">Legal day on which the dossier was opened.</param>
    public IReadOnlyList<DocumentType> For(string stage, DateOnly day) =>
        [.. types.Where(type => type.Covers(day) && type.BelongsTo(stage))];

    /// <summary>One document by key on a legal day; null when the checklist has none.</summary>
    public DocumentType? Find(string key, DateOnly day) => types.FirstOrDefault(type => type.Key == key && type.Covers(day));

    /// <summary>An error for each document that the stage still lacks.</summary>
    /// <param name="stage">Key of the stage to complete.</param>
    /// <param name="day">Legal day on which the dossier was opened.</param>
    /// <param name="present">Keys of the documents that have at least one file.</param>
    public IReadOnlyList<Error> MissingAt(string stage, DateOnly day, IReadOnlySet<string> present) =>
        [.. For(stage, day).Where(type => type.RequiredAt(stage) && !present.Contains(type.Key)).Select(DocumentErrors.Missing)];

    /// <summary>The checklist that ships with the platform.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static DocumentChecklist Load()
    {
        using var file = typeof(DocumentChecklist).Assembly.GetManifestResourceStream("Ntm.Dossier.Domain.Documents.document-types.json")
            ?? throw new InvalidDataException("Thiếu tệp document-types.json.");
        return Parse(file);
    }

    /// <summary>The checklist of a data file.</summary>
    /// <exception cref="InvalidDataException">The data file has faults; the message names all of them.</exception>
    public static DocumentChecklist Parse(Stream file)
    {
        DocumentTypeFile read;
        try
        {
            read = JsonSerializer.Deserialize<DocumentTypeFile>(file, Strict) ?? new DocumentTypeFile([]);
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException($"document-types.json: {broken.Message}", broken);
        }

        var faults = read.Documents.Count == 0 ? ["không có thành phần hồ sơ nào."] : read.Documents.SelectMany(FaultsOf).Concat(Overlaps(read.Documents)).ToList();
        return faults.Count == 0
            ? new DocumentChecklist(read.Documents)
            : throw new InvalidDataException("document-types.json:\n" + string.Join('\n', faults));
    }

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

        if (type.Kinds.Count == 0 || type.Steps.Count == 0)
        {
            yield return $"{type.Key}: phải nêu ít nhất một loại tệp và một bước.";
        }

        if (type.Mark == "M?" && type.Steps.Any(step => step.Required))
        {
            yield return $"{type.Key}: nguồn chưa xác nhận (M?) thì không được bắt buộc.";
        }

        if (type.ValidTo < type.ValidFrom)
        {
            yield return $"{type.Key}: validTo trước validFrom.";
        }
    }

    private static IEnumerable<string> Overlaps(IReadOnlyList<DocumentType> types) =>
        from first in types.Index()
        from second in types.Index()
        where first.Index < second.Index
            && first.Item.Key == second.Item.Key
            && first.Item.ValidFrom <= (second.Item.ValidTo ?? DateOnly.MaxValue)
            && second.Item.ValidFrom <= (first.Item.ValidTo ?? DateOnly.MaxValue)
        select $"{first.Item.Key}: hai dòng có hiệu lực chồng nhau.";

    private sealed record DocumentTypeFile(IReadOnlyList<DocumentType> Documents);
}
