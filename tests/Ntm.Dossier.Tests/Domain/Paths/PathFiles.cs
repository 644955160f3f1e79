using Ntm.Dossier.Domain.Paths;

namespace Ntm.Dossier.Tests.Domain.Paths;

/// <summary>The path files that the product ships, as the tests read them.</summary>
internal static class PathFiles
{
    /// <summary>Files whose runs were recorded from the workflow engine.</summary>
    public static readonly string[] Recorded = ["xa-ntm-3-cap", "xa-ntm-2-cap"];

    public static readonly string[] Keys = [.. Recorded, "xa-ntm-2-cap-v2", "duy-tri-xa"];

    public static string Text(string key) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Paths", key + ".json"));

    /// <summary>The shipped version as a dossier names it.</summary>
    public static UsedPath Used(string key) => new(key, 1, Read(key).Hash);

    public static PathDefinition Read(string key)
    {
        var reading = PathReader.Read(Text(key));
        Assert.Empty(reading.Faults);
        return reading.Path!;
    }
}
