using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ntm.Web;

/// <summary>
/// Reads data files that rules are kept in. Unknown, missing, duplicate and null members, numbers in quotes and enum values that have
/// no name are faults, so that a slip of the pen never becomes a rule.
/// </summary>
public static class StrictJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 16,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>A file that is embedded beside a type; null when it is missing, which <see cref="Read{T}(Stream?)"/> reports.</summary>
    public static Stream? Embedded(Type beside, string name) => beside.Assembly.GetManifestResourceStream(beside, name);

    /// <summary>Reads and closes a file.</summary>
    public static FileReading<T> Read<T>(Stream? file)
        where T : class
    {
        if (file is null)
        {
            return FileReading<T>.Of(new FileFault(0, "", "thiếu tệp."));
        }

        using (file)
        {
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            return Read<T>(bytes.ToArray());
        }
    }

    /// <summary>Reads the bytes of a file.</summary>
    public static FileReading<T> Read<T>(byte[] bytes)
        where T : class
    {
        var (text, broken) = StrictText.Read(bytes);
        if (text is null)
        {
            return new FileReading<T>(null, broken);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(text, Options) is { } value
                ? new FileReading<T>(value, [])
                : FileReading<T>.Of(new FileFault(0, "", "tệp rỗng."));
        }
        catch (JsonException fault)
        {
            var (line, place) = ((int)(fault.LineNumber ?? 0) + 1, fault.Path?.TrimStart('$', '.') ?? "");
            return FileReading<T>.Of(new FileFault(line, place, $"JSON không đúng: {fault.Message}"));
        }
    }
}
