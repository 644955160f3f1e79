using System.Text.Json.Nodes;

namespace Ntm.Dossier.Tests.Domain.Paths;

/// <summary>Damages a path file in one named way.</summary>
internal static class PathFileEdits
{
    public static string Apply(string text, string change)
    {
        var file = JsonNode.Parse(text)!;
        var (verb, rest) = Split(change, ':');
        switch (verb)
        {
            case "drop-connection":
                Connections(file).Remove(Connection(file, rest));
                break;
            case "target":
                Connection(file, Split(rest, '=').Head)["target"]!["activity"] = Split(rest, '=').Tail;
                break;
            case "port":
                Connection(file, Split(rest, '=').Head)["source"]!["port"] = Split(rest, '=').Tail;
                break;
            case "type":
                Activity(file, Split(rest, '=').Head)["type"] = Split(rest, '=').Tail;
                break;
            case "drop-input":
                Activity(file, Split(rest, '.').Head).Remove(Split(rest, '.').Tail);
                break;
            case "input":
                SetInput(file, Split(rest, '=').Head, "String", "Literal", Split(rest, '=').Tail);
                break;
            case "object":
                var (place, typed) = Split(rest, '=');
                SetInput(file, place, Split(typed, '=').Head, "Object", Split(typed, '=').Tail);
                break;
            case "drop-procedure":
                file["customProperties"]!.AsObject().Remove("procedure");
                break;
            case "purpose":
                file["customProperties"]!["purpose"] = rest;
                break;
            case "start":
                file["root"]!["start"] = rest;
                break;
            case "loop-decision":
                Connection(file, "decision.Recognised")["target"]!["activity"] = "council-vote";
                Connection(file, "decision.Refused")["target"]!["activity"] = "council-vote";
                Connection(file, "district-examination.Rejected")["target"]!["activity"] = "commune-dossier";
                Connection(file, "province-appraisal.Rejected")["target"]!["activity"] = "commune-dossier";
                break;
            default:
                throw new ArgumentException(change, nameof(change));
        }

        return file.ToJsonString();
    }

    private static void SetInput(JsonNode file, string place, string typeName, string expression, string value) =>
        Activity(file, Split(place, '.').Head)[Split(place, '.').Tail] = new JsonObject
        {
            ["typeName"] = typeName,
            ["expression"] = new JsonObject { ["type"] = expression, ["value"] = value },
        };

    private static JsonArray Connections(JsonNode file) => file["root"]!["connections"]!.AsArray();

    private static JsonNode Connection(JsonNode file, string port) =>
        Connections(file).Single(way => $"{way!["source"]!["activity"]}.{way["source"]!["port"]}" == port)!;

    private static JsonObject Activity(JsonNode file, string id) =>
        file["root"]!["activities"]!.AsArray().Single(activity => (string?)activity!["id"] == id)!.AsObject();

    private static (string Head, string Tail) Split(string text, char at) =>
        text.IndexOf(at) is >= 0 and var found ? (text[..found], text[(found + 1)..]) : (text, "");
}
