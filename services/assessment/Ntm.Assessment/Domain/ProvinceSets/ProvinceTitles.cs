namespace Ntm.Assessment.Domain.ProvinceSets;

/// <summary>Titles for which a province may issue criteria, and the level of the units that strive for them.</summary>
internal static class ProvinceTitles
{
    private static readonly Dictionary<string, string> Levels = new()
    {
        ["xa-ntm"] = "commune",
        ["xa-ntm-nang-cao"] = "commune",
        ["xa-ntm-kieu-mau"] = "commune",
        ["xa-ntm-hien-dai"] = "commune",
        ["kdc-kieu-mau"] = "village",
        ["vuon-mau"] = "village",
    };

    public static IEnumerable<string> All => Levels.Keys;

    public static bool Knows(string title) => Levels.ContainsKey(title);

    public static string LevelOf(string title) => Levels[title];

    /// <summary>A title as people name it.</summary>
    public static string NameOf(string title) =>
        title switch
        {
            "xa-ntm" => "xã nông thôn mới",
            "xa-ntm-nang-cao" => "xã nông thôn mới nâng cao",
            "xa-ntm-kieu-mau" => "xã nông thôn mới kiểu mẫu",
            "xa-ntm-hien-dai" => "xã nông thôn mới hiện đại",
            "kdc-kieu-mau" => "khu dân cư kiểu mẫu",
            "vuon-mau" => "vườn mẫu",
            _ => title,
        };
}
