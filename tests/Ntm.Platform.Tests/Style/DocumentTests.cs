using System.Text.Json;
using System.Text.RegularExpressions;
using Ntm.Host;

namespace Ntm.Platform.Tests.Style;

/// <summary>What the documents say is there, is there.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents => [.. Repository.Sources("*.md").Select(Repository.Relative).Order()];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_path_in_a_document_exists(string document)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, document));
        var named = Quoted()
            .Matches(text)
            .Select(match => match.Groups[1].Value)
            .Where(LooksLikeAPath)
            .Concat(Links().Matches(text).Select(match => Path.Combine(Path.GetDirectoryName(document)!, match.Groups[1].Value)));

        Assert.Empty(
            named.Where(path =>
                !Path.Exists(Path.Combine(Repository.Root, path))
                && !Path.Exists(Path.Combine(Repository.Root, Path.GetDirectoryName(document)!, path))
            )
        );
    }

    [Fact]
    public void The_readme_fits_on_150_lines_and_names_the_sdk_that_is_used()
    {
        var readme = File.ReadAllLines(Path.Combine(Repository.Root, "README.md"));
        var sdk = JsonDocument
            .Parse(File.ReadAllText(Path.Combine(Repository.Root, "global.json")))
            .RootElement.GetProperty("sdk")
            .GetProperty("version")
            .GetString()!;

        Assert.InRange(readme.Length, 1, 150);
        Assert.Contains(readme, line => line.Contains(sdk, StringComparison.Ordinal));
    }

    /// <summary>Settings as the page writes them are the ones that the host reads.</summary>
    [Fact]
    public void The_readme_names_another_folder_and_address_as_the_host_takes_them()
    {
        var folder = Directory.CreateTempSubdirectory("ntm-readme-").FullName;
        var written = Settings().Match(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Groups[1].Value;

        var (_, options) = PlatformHost.Configure(written.Replace("FOLDER", folder, StringComparison.Ordinal).Split(' '));

        Assert.Equal((folder, "http://127.0.0.1:5391"), (options.DataFolder, options.Address));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void The_readmes_test_command_is_the_one_that_a_change_must_pass() =>
        Assert.Contains("./test.sh", File.ReadAllText(Path.Combine(Repository.Root, ".ci/run")), StringComparison.Ordinal);

    [Fact]
    public void Every_decision_is_in_the_index()
    {
        var folder = Path.Combine(Repository.Root, "docs", "decisions");
        Assert.NotEmpty(Directory.GetFiles(folder, "0*.md"));
        var index = File.ReadAllText(Path.Combine(folder, "README.md"));

        Assert.Empty(
            Directory
                .GetFiles(folder, "0*.md")
                .Select(Path.GetFileName)
                .Where(name => !index.Contains($"({name})", StringComparison.Ordinal))
        );
        Assert.All(
            Directory.GetFiles(folder, "0*.md"),
            file => Assert.Contains("When this does not apply", File.ReadAllText(file), StringComparison.Ordinal)
        );
    }

    private static bool LooksLikeAPath(string text) =>
        text.Contains('/', StringComparison.Ordinal)
        && !text.StartsWith('/')
        && !text.Contains(' ', StringComparison.Ordinal)
        && TopFolders().IsMatch(text)
        && !text.Contains('*', StringComparison.Ordinal);

    [GeneratedRegex("`-- (--Host:[^`]+)`")]
    private static partial Regex Settings();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\]\((?!http)([^)#]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex("^(deploy|services|clients|host|rehearsal|gateway|contracts|building-blocks|tests|docs|eng|benchmarks)/")]
    private static partial Regex TopFolders();
}
