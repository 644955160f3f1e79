namespace Ntm.Files;

/// <summary>Finds what a package of Office would run, load or fetch, by its content types, its relationships and its fields.</summary>
internal static class OfficeDangers
{
    /// <summary>Words of content types.</summary>
    private static readonly (string Words, Danger Danger)[] Types =
    [
        ("macroEnabled", Danger.Macro),
        ("vbaProject", Danger.Macro),
        ("vbaData", Danger.Macro),
        ("macrosheet", Danger.Macro),
        ("dialogsheet", Danger.Macro),
        ("attachedToolbars", Danger.Macro),
        ("activeX", Danger.Control),
        ("oleObject", Danger.Object),
        ("webextension", Danger.Script),
        ("javascript", Danger.Script),
        ("ecmascript", Danger.Script),
        ("vbscript", Danger.Script),
        ("text/html", Danger.Script),
        ("xhtml", Danger.Script),
        ("message/rfc822", Danger.Script),
        ("multipart/related", Danger.Script),
        ("application/hta", Danger.Script),
        ("/rtf", Danger.Script),
        ("x-msdownload", Danger.Embedded),
        ("x-dosexec", Danger.Embedded),
        ("java-archive", Danger.Embedded),
    ];

    /// <summary>Kinds of relationship.</summary>
    private static readonly (string Kind, Danger Danger)[] Kinds =
    [
        ("vbaProject", Danger.Macro),
        ("wordVbaData", Danger.Macro),
        ("xlMacrosheet", Danger.Macro),
        ("xlIntlMacrosheet", Danger.Macro),
        ("dialogsheet", Danger.Macro),
        ("attachedToolbars", Danger.Macro),
        ("oleObject", Danger.Object),
        ("control", Danger.Control),
        ("activeXControlBinary", Danger.Control),
        ("aFChunk", Danger.Script),
        ("webextension", Danger.Script),
        ("webextensiontaskpanes", Danger.Script),
    ];

    /// <summary>Kinds that may lead anywhere: people follow the link, or the program asks them first.</summary>
    private static readonly HashSet<string> Links = new(StringComparer.OrdinalIgnoreCase)
    {
        "hyperlink",
        "image",
        "video",
        "audio",
        "media",
        "externalLinkPath",
        "externalLinkLongPath",
        "xlPathMissing",
        "xlAlternateStartup",
        "xlStartup",
        "xlLibrary",
    };

    private static readonly string[] ScriptSchemes = ["javascript:", "vbscript:", "mhtml:", "ms-msdt:", "mk:"];

    public static Danger? Of(OfficePackage package) =>
        package.Parts.Select(OfType).FirstOrDefault(danger => danger is not null)
        ?? package.Relations.Select(OfRelation).FirstOrDefault(danger => danger is not null)
        ?? package.Parts.Where(part => part.IsXml).Select(OfficeText.DangerIn).FirstOrDefault(danger => danger is not null);

    private static Danger? OfType(OfficePart part) => Array.Find(Types, known => part.Says(known.Words)).Danger;

    private static Danger? OfRelation(OfficeRelation relation) =>
        Array.Find(Kinds, known => relation.Is(known.Kind)).Danger ?? (relation.Part is null ? OfTarget(relation) : null);

    private static Danger? OfTarget(OfficeRelation relation)
    {
        var target = relation.Target.Trim();
        return ScriptSchemes.Any(scheme => target.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) ? Danger.Script
            : !Links.Contains(relation.Kind) && IsRemote(target) ? Danger.Remote
            : null;
    }

    /// <summary>Whether a target is on another machine. A template on the writer's own disk is usual, and not there for anybody
    /// else.</summary>
    private static bool IsRemote(string target)
    {
        const string File = "file:";
        var path = target.Replace('\\', '/');
        var isFile = path.StartsWith(File, StringComparison.OrdinalIgnoreCase);
        path = isFile ? path[File.Length..] : path;
        var rest = path.TrimStart('/');
        if (IsOnDisk(rest) || (isFile && rest.StartsWith("localhost/", StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        // Two slashes, or more than the three of a path from the root, have a machine's name behind them.
        return path.Length - rest.Length is 2 or > 3 || (!isFile && rest.Split('/')[0].Contains(':', StringComparison.Ordinal));
    }

    /// <summary>A path that begins with the letter of a disk.</summary>
    private static bool IsOnDisk(string path) => path is [var letter, ':' or '|', ..] && char.IsAsciiLetter(letter);
}
