using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ntm.Messaging;

namespace Ntm.Notifications.Tests.Catalogue;

/// <summary>Files of the repository that are made of the catalogue, for people to read; <c>NTM_WRITE_EVENTS=1</c> writes them.</summary>
internal static class EventFiles
{
    private static readonly JsonSerializerOptions Indented = new(EventJson.Options)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Folder of the repository.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Text(JsonNode json) => json.ToJsonString(Indented) + "\n";

    /// <summary>A file says what was made now.</summary>
    public static void Same(string file, string text)
    {
        if (Environment.GetEnvironmentVariable("NTM_WRITE_EVENTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file), $"{file} is missing; NTM_WRITE_EVENTS=1 writes it.");
        Assert.Equal(text, File.ReadAllText(file));
    }

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "NtmPlatform.sln")) ? folder : Find(Path.GetDirectoryName(folder.TrimEnd('/'))!);
}
