using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ntm.Web;

/// <summary>
/// Every text that enters is stored in Unicode NFC, the form of TCVN 6909:2001, so that the same word typed on
/// two keyboards compares equal. Control characters, hidden characters and broken encodings are refused.
/// </summary>
public sealed class TextConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException("Cần một chuỗi ký tự.");
        }

        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new UnusableTextException("Chuỗi ký tự sai mã hóa UTF-8.");
        }

        if (ComposedText.IsUnusable(text))
        {
            throw new UnusableTextException("Chuỗi có ký tự điều khiển hoặc ký tự hỏng.");
        }

        return ComposedText.HiddenIn(text) is { } hidden ? throw new UnusableTextException(hidden) : ComposedText.Compose(text);
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>A text that nobody can keep or that deceives; the message, in Vietnamese, is for whoever typed it.</summary>
public sealed class UnusableTextException(string message) : JsonException(message);
