using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Reports;

/// <summary>A figure on its way in: a JSON number, or a text as people write it, e.g. <c>3.200 m</c>.</summary>
/// <param name="Number">The number; null for a text.</param>
/// <param name="Text">The text; null for a number.</param>
[JsonConverter(typeof(FigureNumberConverter))]
public sealed record FigureNumber(decimal? Number, string? Text);

internal sealed class FigureNumberConverter : JsonConverter<FigureNumber>
{
    private const int LongestText = 100;

    public override FigureNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Number when reader.TryGetDecimal(out var number) => new FigureNumber(number, null),
            JsonTokenType.String when JsonSerializer.Deserialize<string>(ref reader, options) is { Length: <= LongestText } text =>
                new FigureNumber(null, text),
            _ => throw new JsonException("Cần một số, hoặc số viết thành chữ dài tối đa 100 ký tự, ví dụ \"0,7km\"."),
        };

    public override void Write(Utf8JsonWriter writer, FigureNumber value, JsonSerializerOptions options)
    {
        if (value.Number is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.Text);
        }
    }
}
