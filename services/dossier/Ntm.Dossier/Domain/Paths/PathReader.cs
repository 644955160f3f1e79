using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ntm.Dossier.Domain.Paths;

/// <summary>
/// Reads a workflow definition (Elsa 3, JSON) as a recognition path. Anything that it does not understand is refused with its place,
/// and it collects all faults of a file before it fails.
/// </summary>
internal static class PathReader
{
    public static PathReading Read(string json)
    {
        var faults = new List<PathFault>();
        try
        {
            using var document = JsonDocument.Parse(json, JsonPlace.Options);
            var path = ReadTop(new JsonPlace(document.RootElement, "", faults), HashOf(json));
            if (path is not null)
            {
                faults.AddRange(PathSoundness.Check(path));
            }

            return new PathReading(faults.Count == 0 ? path : null, faults);
        }
        catch (JsonException fault)
        {
            return new PathReading(null, [.. faults, new PathFault("$", $"không phải JSON hợp lệ ({fault.Message})")]);
        }
    }

    private static string HashOf(string json) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.ReplaceLineEndings("\n"))));

    private static PathDefinition? ReadTop(JsonPlace top, string hash)
    {
        if (!top.IsObject())
        {
            return null;
        }

        top.AllowOnly(
            "$schema",
            "id",
            "definitionId",
            "name",
            "description",
            "version",
            "isLatest",
            "isPublished",
            "toolVersion",
            "variables",
            "inputs",
            "outputs",
            "outcomes",
            "customProperties",
            "options",
            "root"
        );
        RequireEmpty(top, "variables", "inputs", "outputs", "outcomes");
        if (top.Require("isPublished") is { } published && published.Flag() == false)
        {
            published.Fault("quy trình phải được phát hành (true)");
        }

        var properties = ReadProperties(top);
        var path = new PathDefinition
        {
            Key = top.RequireText("definitionId"),
            Version = top.Require("version")?.Whole(1, int.MaxValue) ?? 0,
            Hash = hash,
            Title = top.RequireText("name"),
            ValidFrom = properties.From ?? default,
            ValidTo = properties.To,
            Titles = properties.Titles,
            Purpose = properties.Purpose,
            SourceOfLaw = properties.Source,
            NeedsProcedure = top.Find("customProperties") is { } custom && custom.IsObject() && NeedsProcedure(custom),
            Start = "",
            Nodes = new Dictionary<string, PathNode>(),
            Connections = new Dictionary<Port, string>(),
        };
        return top.Require("root") is { } root && root.IsObject() ? ReadRoot(root, path) : null;
    }

    private static (
        DateOnly? From,
        DateOnly? To,
        IReadOnlyList<string> Titles,
        IReadOnlyList<string> Source,
        PathPurpose Purpose
    ) ReadProperties(JsonPlace top)
    {
        if (top.Require("customProperties") is not { } properties || !properties.IsObject())
        {
            return (null, null, [], [], default);
        }

        properties.AllowOnly("validFrom", "validTo", "titles", "sourceOfLaw", "procedure", "purpose");
        var from = properties.Require("validFrom")?.Day();
        var to = properties.Find("validTo")?.Day();
        if (to < from)
        {
            properties.FaultAt("validTo", "trước validFrom");
        }

        var titles = properties.Require("titles")?.Texts() ?? [];
        if (titles.Count == 0)
        {
            properties.FaultAt("titles", "phải có ít nhất một danh hiệu");
        }

        return (from, to, titles, properties.Require("sourceOfLaw")?.Texts() ?? [], PurposeOf(properties));
    }

    private static PathPurpose PurposeOf(JsonPlace properties)
    {
        var name = properties.Find("purpose")?.Text();
        if (Purposes.Find(name) is { } purpose)
        {
            return purpose;
        }

        properties.FaultAt("purpose", $"“{name}” không được hỗ trợ, chỉ dùng {Purposes.Recognition} hoặc {Purposes.Upkeep}");
        return default;
    }

    /// <summary>Whether the path is for provinces that have confirmed their procedure.</summary>
    private static bool NeedsProcedure(JsonPlace properties)
    {
        if (properties.Find("procedure")?.Text() is not { } procedure)
        {
            return false;
        }

        if (procedure != "confirmed")
        {
            properties.FaultAt("procedure", $"“{procedure}” không được hỗ trợ, chỉ dùng confirmed");
        }

        return true;
    }

    private static PathDefinition ReadRoot(JsonPlace root, PathDefinition path)
    {
        root.AllowOnly(
            "type",
            "version",
            "id",
            "nodeId",
            "name",
            "start",
            "metadata",
            "customProperties",
            "variables",
            "activities",
            "connections"
        );
        RequireEmpty(root, "variables");
        if (root.RequireText("type") is { Length: > 0 } type && type != "Elsa.Flowchart")
        {
            root.FaultAt("type", $"“{type}” không được hỗ trợ, chỉ dùng Elsa.Flowchart");
        }

        var nodes = new Dictionary<string, PathNode>(StringComparer.Ordinal);
        foreach (var activity in root.Require("activities")?.Items() ?? [])
        {
            if (ActivityReader.Read(activity, path.Titles) is { } node && !nodes.TryAdd(node.Key, node))
            {
                activity.FaultAt("id", $"lặp lại “{node.Key}”");
            }
        }

        var connections = new Dictionary<Port, string>();
        foreach (var connection in root.Require("connections")?.Items() ?? [])
        {
            ReadConnection(connection, nodes, connections);
        }

        return path with
        {
            Start = root.RequireText("start"),
            Nodes = nodes,
            Connections = connections,
        };
    }

    private static void ReadConnection(JsonPlace connection, Dictionary<string, PathNode> nodes, Dictionary<Port, string> connections)
    {
        if (!connection.IsObject())
        {
            return;
        }

        connection.AllowOnly("source", "target", "vertices");
        var source = ReadEnd(connection, "source");
        var target = ReadEnd(connection, "target");
        if (source is not { } from || target is not { } to)
        {
            return;
        }

        if (!nodes.TryGetValue(from.Activity, out var node))
        {
            connection.FaultAt("source.activity", $"không có bước “{from.Activity}”");
        }
        else if (!PortsOf(node).Contains(from.Name))
        {
            connection.FaultAt("source.port", $"bước “{from.Activity}” không có kết quả “{from.Name}”");
        }

        if (!nodes.ContainsKey(to.Activity))
        {
            connection.FaultAt("target.activity", $"không có bước “{to.Activity}”");
        }

        if (to.Name != "In")
        {
            connection.FaultAt("target.port", $"“{to.Name}” không được hỗ trợ, chỉ dùng In");
        }

        if (!connections.TryAdd(from, to.Activity))
        {
            connection.FaultAt("source", $"kết quả {from} đã được nối; muốn đi song song phải dùng Elsa.FlowFork");
        }
    }

    private static void RequireEmpty(JsonPlace place, params ReadOnlySpan<string> lists)
    {
        foreach (var list in lists)
        {
            if (place.Find(list) is { } found && found.Items().Any())
            {
                found.Fault("phải để trống: quy trình không dùng biến của bộ máy workflow");
            }
        }
    }

    private static Port? ReadEnd(JsonPlace connection, string name)
    {
        if (connection.Require(name) is not { } end || !end.IsObject())
        {
            return null;
        }

        end.AllowOnly("activity", "port");
        return new Port(end.RequireText("activity"), end.RequireText("port"));
    }

    private static IReadOnlyList<string> PortsOf(PathNode node) =>
        node switch
        {
            Stage stage => Outcomes.All(stage.Kind),
            Fork fork => fork.Branches,
            _ => [Join.Done],
        };
}
