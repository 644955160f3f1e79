namespace Ntm.Dossier.Domain.Paths;

/// <summary>Unwraps an activity input: <c>{"typeName": …, "expression": {"type": "Literal"|"Object", "value": …}}</c>.</summary>
internal static class InputReader
{
    public static string? Text(JsonPlace activity, string name, bool required) => Literal(activity, name, "String", required)?.Text();

    public static string? OneOf(JsonPlace activity, string name, string[] allowed)
    {
        if (Text(activity, name, required: true) is not { } text)
        {
            return null;
        }

        if (allowed.Contains(text))
        {
            return text;
        }

        activity.FaultAt(name, $"“{text}” không được hỗ trợ, chỉ dùng {string.Join(", ", allowed)}");
        return null;
    }

    public static JsonPlace? Literal(JsonPlace activity, string name, string typeName, bool required) =>
        Unwrap(activity, name, typeName, "Literal", required);

    /// <summary>The JSON that the text of an Object expression holds.</summary>
    public static JsonPlace? Object(JsonPlace activity, string name, string typeName, bool required) =>
        Unwrap(activity, name, typeName, "Object", required)?.Embedded();

    private static JsonPlace? Unwrap(JsonPlace activity, string name, string typeName, string expressionType, bool required)
    {
        if ((required ? activity.Require(name) : activity.Find(name)) is not { } input || !input.IsObject())
        {
            return null;
        }

        input.AllowOnly("typeName", "expression");
        if (input.RequireText("typeName") is { Length: > 0 } given && given != typeName)
        {
            input.FaultAt("typeName", $"“{given}” không được hỗ trợ, chỉ dùng {typeName}");
        }

        if (input.Require("expression") is not { } expression || !expression.IsObject())
        {
            return null;
        }

        expression.AllowOnly("type", "value");
        if (expression.RequireText("type") is { Length: > 0 } type && type != expressionType)
        {
            expression.FaultAt("type", $"“{type}” không được hỗ trợ, chỉ dùng {expressionType}");
            return null;
        }

        return expression.Require("value");
    }
}
