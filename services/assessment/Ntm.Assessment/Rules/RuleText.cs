using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ntm.Assessment.Rules;

/// <summary>Reads data files strictly: broken UTF-8 and unknown or missing properties are faults, never guesses.</summary>
internal static class RuleText
{
    private static readonly UTF8Encoding Strict = new(false, true);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        NumberHandling = JsonNumberHandling.Strict,
        MaxDepth = 16,
    };

    public static string? Decode(string file, byte[] bytes, List<RuleFault> faults)
    {
        try
        {
            return Strict.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException fault)
        {
            faults.Add(
                new RuleFault(file, 1 + bytes.Take(fault.Index).Count(character => character == '\n'), "", "không phải văn bản UTF-8.")
            );
            return null;
        }
    }

    public static T? Parse<T>(string file, byte[] bytes, List<RuleFault> faults)
        where T : class
    {
        if (Decode(file, bytes, faults) is not { } text)
        {
            return null;
        }

        try
        {
            var value = JsonSerializer.Deserialize<T>(text, Json);
            if (value is null)
            {
                faults.Add(new RuleFault(file, 0, "", "tệp rỗng."));
            }

            return value;
        }
        catch (JsonException fault)
        {
            faults.Add(
                new RuleFault(
                    file,
                    (int)(fault.LineNumber ?? 0) + 1,
                    fault.Path?.TrimStart('$', '.') ?? "",
                    $"JSON không đúng: {fault.Message}"
                )
            );
            return null;
        }
    }
}
