using System.Xml.Linq;

namespace Ntm.Platform.Tests.Style;

/// <summary>Which project may know which: services know contracts and building blocks, never each other.</summary>
public sealed class ReferenceTests
{
    [Fact]
    public void Every_reference_between_projects_is_an_allowed_one()
    {
        var projects = Repository.Sources("*.csproj").ToList();

        Assert.NotEmpty(projects);
        Assert.Empty(
            projects
                .SelectMany(project => References(project).Select(to => (From: Name(project), To: to)))
                .Where(edge => !Allowed(edge.From, edge.To))
        );
    }

    [Theory]
    [InlineData("Ntm.Dossier", "Ntm.Assessment")]
    [InlineData("Ntm.Contracts", "Ntm.Web")]
    [InlineData("Ntm.Messaging", "Ntm.Contracts")]
    [InlineData("Ntm.Gateway", "Ntm.Messaging")]
    [InlineData("Ntm.Dossier.Service", "Ntm.Identity")]
    [InlineData("Ntm.Dossier.Migrations", "Ntm.Identity")]
    [InlineData("Ntm.Dossier", "Ntm.Dossier.Migrations")]
    [InlineData("Ntm.Dossier", "Ntm.Host")]
    [InlineData("Ntm.Gateway", "Ntm.Dossier")]
    [InlineData("Ntm.Ledger", "Ntm.Contracts")]
    [InlineData("Ntm.Portal", "Ntm.Dossier")]
    [InlineData("Ntm.Portal.Service", "Ntm.Identity")]
    [InlineData("Ntm.Client", "Ntm.Contracts")]
    public void A_forbidden_reference_is_noticed(string from, string to) => Assert.False(Allowed(from, to));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "NtmPlatform.sln"));

        Assert.Empty(
            Repository.Sources("*.csproj").Select(Name).Where(project => !solution.Contains($"{project}.csproj", StringComparison.Ordinal))
        );
    }

    private static bool Allowed(string from, string to) =>
        from switch
        {
            "Ntm.Contracts" or "Ntm.Web" or "Ntm.Ledger" or "Ntm.Client" => false,
            "Ntm.Client.Ed25519" => to == "Ntm.Client",
            "Ntm.LegalTime" or "Ntm.Messaging" or "Ntm.Files" or "Ntm.Gateway" => to == "Ntm.Web",
            "Ntm.Rehearsal" => to == "Ntm.LegalTime",
            "Ntm.Portal" => to is "Ntm.Web" or "Ntm.LegalTime",
            "Ntm.RabbitMq" or "Ntm.Audit" => to == "Ntm.Messaging",
            "Ntm.Entries" => to is "Ntm.Audit" or "Ntm.Files",
            "Ntm.ServiceHost" => to == "Ntm.RabbitMq",
            "Ntm.Host" => !to.EndsWith(".Service", StringComparison.Ordinal),
            "Ntm.Benchmarks" => true,
            "Ntm.Probe" or "Ntm.Next" => to is "Ntm.Messaging" or "Ntm.ServiceHost",
            _ when from.EndsWith(".Tests", StringComparison.Ordinal) || from == "Ntm.Testing" => true,
            _ when from.EndsWith(".Service", StringComparison.Ordinal) => Module(from) is var module
                && (to == module || to == module + ".Migrations" || to == "Ntm.ServiceHost"),
            _ when from.EndsWith(".Migrations", StringComparison.Ordinal) => to == Module(from),
            _ => to is "Ntm.Contracts" or "Ntm.Messaging" or "Ntm.Audit" or "Ntm.LegalTime" or "Ntm.Files" or "Ntm.Entries",
        };

    private static string Module(string project) => project[..project.LastIndexOf('.')];

    private static IEnumerable<string> References(string project) =>
        XDocument.Load(project).Descendants("ProjectReference").Select(reference => Name(reference.Attribute("Include")!.Value));

    private static string Name(string path) => Path.GetFileNameWithoutExtension(path.Replace('\\', '/'));
}
