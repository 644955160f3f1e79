using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ntm.Web;

namespace Ntm.Audit;

/// <summary>
/// One and the same bytes for one and the same JSON value, on every machine and in every version: object names sorted by code unit,
/// no white space, strings in Unicode NFC with the shortest escapes, numbers in plain decimal notation without trailing zeros, UTF-8
/// without a byte order mark.
/// </summary>
/// <remarks>
/// It throws <see cref="CanonicalJsonException"/> for what has no single form: a name twice in an object,
/// half a surrogate pair, a number beyond <see cref="decimal"/>, nesting deeper than <see cref="MaxDepth"/>.
/// </remarks>
public static class CanonicalJson
{
    /// <summary>Deepest nesting of arrays and objects.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonSerializerOptions PlainOptions = new(JsonSerializerDefaults.Web)
    {
        Converters = { new InstantConverter() },
    };

    /// <summary>Canonical bytes of a value as <see cref="JsonSerializerDefaults.Web"/> would write it, instants in UTC and cut to the
    /// microsecond, which every database stores.</summary>
    public static byte[] Of<T>(T value) => Of(JsonSerializer.SerializeToElement(value, PlainOptions));

    /// <summary>Canonical bytes of a JSON value.</summary>
    public static byte[] Of(JsonElement value)
    {
        var text = new StringBuilder(256);
        Write(value, text, 0);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Canonical text of a value as <see cref="JsonSerializerDefaults.Web"/> would write it.</summary>
    public static string TextOf<T>(T value) => Encoding.UTF8.GetString(Of(value));

    /// <summary>SHA-256 of the canonical bytes of a JSON value, lower-case hex.</summary>
    public static string HashOf(JsonElement value) => Convert.ToHexStringLower(SHA256.HashData(Of(value)));

    /// <summary>A string in the form that the canonical text holds.</summary>
    public static string Normalise(string text)
    {
        if (HasLoneSurrogate(text))
        {
            throw new CanonicalJsonException("Chuỗi ký tự không phải Unicode hợp lệ.");
        }

        return ComposedText.Compose(text);
    }

    private static void Write(JsonElement value, StringBuilder text, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new CanonicalJsonException($"Dữ liệu lồng nhau quá {MaxDepth} cấp.");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(value, text, depth);
                break;
            case JsonValueKind.Array:
                WriteArray(value, text, depth);
                break;
            case JsonValueKind.String:
                WriteString(Normalise(StringOf(value)), text);
                break;
            case JsonValueKind.Number:
                text.Append(NumberOf(value));
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void WriteObject(JsonElement value, StringBuilder text, int depth)
    {
        var properties = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in value.EnumerateObject())
        {
            if (!properties.TryAdd(Normalise(property.Name), property.Value))
            {
                throw new CanonicalJsonException($"Tên \"{property.Name}\" xuất hiện hai lần.");
            }
        }

        var separator = '{';
        foreach (var (name, item) in properties)
        {
            text.Append(separator);
            separator = ',';
            WriteString(name, text);
            text.Append(':');
            Write(item, text, depth + 1);
        }

        text.Append(properties.Count == 0 ? "{}" : "}");
    }

    private static void WriteArray(JsonElement value, StringBuilder text, int depth)
    {
        text.Append('[');
        var first = true;
        foreach (var item in value.EnumerateArray())
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            Write(item, text, depth + 1);
        }

        text.Append(']');
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var unit in value)
        {
            switch (unit)
            {
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case < ' ':
                    text.Append("\\u").Append(((int)unit).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    text.Append(unit);
                    break;
            }
        }

        text.Append('"');
    }

    private static string StringOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new CanonicalJsonException("Chuỗi ký tự không phải Unicode hợp lệ.");
        }
    }

    private static string NumberOf(JsonElement value)
    {
        var written = value.GetRawText();
        if (!value.TryGetDecimal(out var number) || !IsExact(number, written))
        {
            throw new CanonicalJsonException($"Số \"{written}\" nằm ngoài phạm vi biểu diễn.");
        }

        // G29 would use an exponent for small numbers; this keeps all 28 places and drops trailing zeros.
        var plain = number.ToString("0.############################", CultureInfo.InvariantCulture);
        return plain == "-0" ? "0" : plain;
    }

    /// <summary>A rounded number would let its last digits change unseen.</summary>
    private static bool IsExact(decimal number, string written)
    {
        var mantissa = written.Split('e', 'E')[0];
        return mantissa.Count(char.IsAsciiDigit) <= 28 && (number != 0 || !mantissa.Any(digit => digit is >= '1' and <= '9'));
    }

    private static bool HasLoneSurrogate(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
            {
                return true;
            }

            rest = rest[consumed..];
        }

        return false;
    }

    private sealed class InstantConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(AuditChain.ToMicrosecond(value));
    }
}
