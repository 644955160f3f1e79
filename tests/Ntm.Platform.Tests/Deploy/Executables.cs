using System.Xml.Linq;
using Ntm.Platform.Tests.Style;

namespace Ntm.Platform.Tests.Deploy;

/// <summary>What there is to deploy, read from the folders of the checkout.</summary>
internal static class Executables
{
    public const int Port = 8080;

    public static IReadOnlyList<string> Services { get; } =
    [.. Directory.GetDirectories(Path.Combine(Repository.Root, "services")).Select(folder => Path.GetFileName(folder)!).Order()];

    public static IReadOnlyList<string> All { get; } = [.. Services, "portal", "gateway"];

    public static string Version { get; } =
        XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Descendants("Version").Single().Value;

    public static string Project(string name) =>
        name switch
        {
            "gateway" => "gateway/Ntm.Gateway",
            "portal" => "portal/Ntm.Portal.Service",
            _ => $"services/{name}/Ntm.{char.ToUpperInvariant(name[0])}{name[1..]}.Service",
        };
}
