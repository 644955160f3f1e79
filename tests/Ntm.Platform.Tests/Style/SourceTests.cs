using System.Text.RegularExpressions;

namespace Ntm.Platform.Tests.Style;

/// <summary>What keeps the code readable as one hand's work.</summary>
public sealed partial class SourceTests
{
    [Fact]
    public void No_source_file_is_longer_than_300_lines_and_no_test_than_500() =>
        Assert.Empty(
            Written()
                .Concat(OfPortal("*.razor"))
                .Select(path => (Path: Repository.Relative(path), Lines: File.ReadLines(path).Count()))
                .Where(file => file.Lines > (file.Path.StartsWith("tests", StringComparison.Ordinal) ? 500 : 300))
        );

    [Fact]
    public void No_line_is_longer_than_140_characters()
    {
        var lines = Written()
            .Concat(OfPortal("*.razor", "*.css", "*.js"))
            .SelectMany(path => File.ReadLines(path).Select((text, index) => (Place: $"{Repository.Relative(path)}:{index + 1}", text)))
            .ToList();

        Assert.Empty(lines.Where(line => line.text.Length > 140).Select(line => line.Place));
    }

    [Fact]
    public void The_building_blocks_and_each_module_stay_under_their_lines_of_code()
    {
        var sizes = Written()
            .GroupBy(path =>
                Repository.Relative(path).Split('/')[..2] switch
                {
                    ["services", var service] => "services/" + service,
                    ["building-blocks", var library] => "building-blocks/" + library,
                    _ => "",
                }
            )
            .Where(group => group.Key.Length > 0)
            .Select(group => (group.Key, Lines: group.Sum(path => File.ReadLines(path).Count(IsCode))))
            .ToList();

        Assert.NotEmpty(sizes);
        Assert.Empty(
            sizes.Where(size =>
                size.Lines
                > size.Key switch
                {
                    "building-blocks/Ntm.Messaging" => 2500,
                    "building-blocks/Ntm.Web" => 1500,
                    "building-blocks/Ntm.RabbitMq" => 1000,

                    // What a file would do is judged by code of its own, since no library looks into Office files and PDFs for that.
                    "building-blocks/Ntm.Files" => 1600,

                    // The reader of path files, councils with their sessions and ballots, rounds and returns, and units that change and
                    // merge with their titles all serve the one aggregate, as does what residents say of it and what others are asked;
                    // and only its owner can compare it with what lies around it.
                    "services/dossier" => 10500,

                    // What a plan says, its workbook, its warnings, reports with their progress and what is kept beside it all read the one
                    // content.
                    "services/planning" => 12500,

                    // Judging by a set, and the sets that provinces make themselves, share one reader of indicators.
                    "services/assessment" => 5150,

                    // Sign-in by password and through an external issuer end in the same sessions, by the same rules of an account.
                    "services/identity" => 4700,
                    _ => 4000,
                }
            )
        );
    }

    [Fact]
    public void No_file_has_a_region_or_a_name_that_says_nothing() =>
        Assert.Empty(
            Written()
                .Where(path =>
                    EmptyName().IsMatch(Path.GetFileNameWithoutExtension(path))
                    || File.ReadLines(path).Any(line => line.TrimStart().StartsWith("#region", StringComparison.Ordinal))
                )
                .Select(Repository.Relative)
        );

    /// <summary>Only a generator, of expressions or log messages, needs a second part.</summary>
    [Fact]
    public void No_class_is_cut_into_parts_by_hand() =>
        Assert.Empty(
            Written()
                .Where(path => File.ReadAllText(path) is var text && Parts().IsMatch(text) && !Generated().IsMatch(text))
                .Select(Repository.Relative)
        );

    /// <summary>The project's former dialect, which nobody can search for.</summary>
    [Fact]
    public void The_code_uses_the_words_of_the_field() =>
        Assert.Empty(
            Written()
                .SelectMany(path =>
                    File.ReadLines(path).Where(line => Dialect().IsMatch(line)).Select(line => $"{Repository.Relative(path)}: {line}")
                )
        );

    [Fact]
    public void Rules_know_nothing_of_databases_web_or_bus() =>
        Assert.Empty(
            Written()
                .Where(path => path.Contains("/Domain/", StringComparison.Ordinal) && path.Contains("/services/", StringComparison.Ordinal))
                .SelectMany(path =>
                    File.ReadLines(path)
                        .Where(line => Infrastructure().IsMatch(line))
                        .Select(line => $"{Repository.Relative(path)}: {line}")
                )
        );

    [Fact]
    public void Only_hosts_write_to_the_console() =>
        Assert.Empty(
            Written()
                .Where(path =>
                    !Repository.Relative(path).StartsWith("host/", StringComparison.Ordinal)
                    && !Repository.Relative(path).StartsWith("benchmarks/", StringComparison.Ordinal)
                    && !Repository.Relative(path).StartsWith("tests/Ntm.Ledger/", StringComparison.Ordinal)
                )
                .Where(path =>
                    Path.GetFileName(path) is not ("ServiceProcess.cs" or "GatewayProcess.cs" or "PortalProcess.cs" or "SourceTests.cs")
                )
                .Where(path => File.ReadAllText(path).Contains("Console.", StringComparison.Ordinal))
                .Select(Repository.Relative)
        );

    [Fact]
    public void A_start_file_of_a_service_has_at_most_25_lines() =>
        Assert.Empty(
            Written()
                .Where(path =>
                    Path.GetFileName(path) == "Program.cs"
                    && File.ReadLines(path).Count()
                        > (
                            path.Contains("/host/", StringComparison.Ordinal) || path.Contains("/benchmarks/", StringComparison.Ordinal)
                                ? 60
                                : 25
                        )
                )
                .Select(Repository.Relative)
        );

    private static bool IsCode(string line) =>
        line.Any(char.IsLetterOrDigit) && !line.TrimStart().StartsWith("//", StringComparison.Ordinal);

    private static List<string> Written()
    {
        var files = Repository.Sources().Where(path => !path.Contains(".Migrations/", StringComparison.Ordinal)).ToList();
        Assert.True(files.Count > 500, $"only {files.Count} files were looked at");
        return files;
    }

    /// <summary>Pages of the portal, their stylesheet and their script.</summary>
    private static List<string> OfPortal(params string[] patterns) =>
        [
            .. patterns.SelectMany(pattern =>
            {
                var files = Repository
                    .Sources(pattern)
                    .Where(path => Repository.Relative(path).StartsWith("portal/", StringComparison.Ordinal))
                    .ToList();
                Assert.True(files.Count > 0, $"no {pattern} was looked at");
                return files;
            }),
        ];

    [GeneratedRegex(@"^\s*(public |internal |private )?(static |sealed |abstract )*partial (class|record|struct) ", RegexOptions.Multiline)]
    private static partial Regex Parts();

    [GeneratedRegex(@"\[(GeneratedRegex|LoggerMessage)\(")]
    private static partial Regex Generated();

    [GeneratedRegex("(?i)\\b(he" + "ard|he" + "arer|unhe" + "ard|hope" + "less|to" + "ld)\\b")]
    private static partial Regex Dialect();

    [GeneratedRegex("(Manager|Helper|Helpers|Util|Utils|Dto|Impl|Base|Common)$")]
    private static partial Regex EmptyName();

    [GeneratedRegex(@"^using (Microsoft\.EntityFrameworkCore|Microsoft\.AspNetCore|MassTransit)")]
    private static partial Regex Infrastructure();
}
