using System.Globalization;
using System.Text.Json.Nodes;

namespace Ntm.Client.Tests;

/// <summary>Events as the platform writes them.</summary>
internal static class StatusEvents
{
    public static JsonObject Json(string id, string type, string subject, long? sequence, JsonObject? data = null)
    {
        var json = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = "/ntm/42",
            ["type"] = type,
            ["subject"] = subject,
            ["time"] = "2026-12-01T02:03:04.567Z",
            ["datacontenttype"] = "application/json",
            ["dataschema"] = $"urn:ntm:schema:{type}:v1",
            ["data"] = data ?? new JsonObject { ["unitCode"] = "18133", ["unitPath"] = "42/18133" },
        };
        if (sequence is { } number)
        {
            json["sequence"] = number.ToString(CultureInfo.InvariantCulture);
        }

        return json;
    }
}
