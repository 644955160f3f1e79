using System.Globalization;
using System.Text.Json;

namespace Ntm.Dossier.Domain.Paths;

/// <summary>A JSON value together with its place in the file and the list that collects what is wrong with it.</summary>
internal readonly record struct JsonPlace(JsonElement Element, string Place, List<PathFault> Faults)
{
    public void Fault(string message) => Faults.Add(new PathFault(Place, message));

    public void FaultAt(string name, string message) => Faults.Add(new PathFault(Under(name), message));

    public bool IsObject() => Is(JsonValueKind.Object, "phải là một đối tượng JSON");

    public void AllowOnly(params ReadOnlySpan<string> names)
    {
        foreach (var property in Element.EnumerateObject())
        {
            if (!names.Contains(property.Name))
            {
                FaultAt(property.Name, "thuộc tính không được hỗ trợ");
            }
        }
    }

    public JsonPlace? Find(string name) => Element.TryGetProperty(name, out var value) ? new JsonPlace(value, Under(name), Faults) : null;

    public JsonPlace? Require(string name)
    {
        if (Find(name) is { } found)
        {
            return found;
        }

        FaultAt(name, "thiếu");
        return null;
    }

    public string? Text()
    {
        if (!Is(JsonValueKind.String, "phải là văn bản"))
        {
            return null;
        }

        var text = Element.GetString()!;
        if (string.IsNullOrWhiteSpace(text))
        {
            Fault("không được để trống");
            return null;
        }

        return text;
    }

    public string RequireText(string name) => Require(name)?.Text() ?? "";

    public int? Whole(int least, int most)
    {
        if (Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Fault($"phải là số nguyên từ {least} đến {most}");
        return null;
    }

    public bool? Flag()
    {
        if (Element.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return Element.GetBoolean();
        }

        Fault("phải là true hoặc false");
        return null;
    }

    public DateOnly? Day()
    {
        if (Text() is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        Fault("phải là ngày dạng yyyy-MM-dd");
        return null;
    }

    public IEnumerable<JsonPlace> Items()
    {
        if (!Is(JsonValueKind.Array, "phải là một danh sách"))
        {
            yield break;
        }

        var index = 0;
        foreach (var item in Element.EnumerateArray())
        {
            yield return new JsonPlace(item, string.Create(CultureInfo.InvariantCulture, $"{Place}[{index++}]"), Faults);
        }
    }

    public IReadOnlyList<string> Texts()
    {
        var texts = new List<string>();
        foreach (var item in Items())
        {
            if (item.Text() is not { } text)
            {
                continue;
            }

            if (texts.Contains(text))
            {
                item.Fault($"lặp lại “{text}”");
                continue;
            }

            texts.Add(text);
        }

        return texts;
    }

    /// <summary>Parses text that is itself JSON, as inputs of type Object carry it.</summary>
    public JsonPlace? Embedded()
    {
        if (Text() is not { } text)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text, Options);
            return new JsonPlace(document.RootElement.Clone(), Place, Faults);
        }
        catch (JsonException fault)
        {
            Fault($"không phải JSON hợp lệ ({fault.Message})");
            return null;
        }
    }

    public static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    private bool Is(JsonValueKind kind, string message)
    {
        if (Element.ValueKind == kind)
        {
            return true;
        }

        Fault(message);
        return false;
    }

    private string Under(string name) => Place.Length == 0 ? name : $"{Place}.{name}";
}
