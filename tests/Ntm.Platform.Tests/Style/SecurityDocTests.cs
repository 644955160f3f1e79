using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Ntm.Files;
using Ntm.Gateway;
using Ntm.Identity;
using Ntm.Web;

namespace Ntm.Platform.Tests.Style;

/// <summary>What the documents on security claim: every requirement of ASVS 5.0.0 up to level 2 has its row, every test that is named is
/// there, and the figures are those of the code.</summary>
public sealed partial class SecurityDocTests
{
    private const int LevelsOneAndTwo = 253;
    private const int ShortestReason = 12;

    private static readonly Type[] Options = [typeof(IdentityIssuerOptions), typeof(GatewayOptions), typeof(FileStoreOptions)];

    private static readonly IReadOnlyList<Row> Rows =
    [
        .. File.ReadLines(Document("security-asvs.md"))
            .Select(line => RowLine().Match(line))
            .Where(match => match.Success)
            .Select(match => new Row(Cell(match, 1), Cell(match, 3), Cell(match, 4))),
    ];

    [Fact]
    public void Every_requirement_of_the_first_two_levels_has_one_row_in_the_standards_order()
    {
        var ids = File.ReadLines(Path.Combine(Repository.Root, "tests", "Ntm.Platform.Tests", "Style", "asvs-5.0.0.txt"))
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' '))
            .Where(cells => cells[1] is "1" or "2")
            .Select(cells => cells[0])
            .ToList();

        Assert.Equal(LevelsOneAndTwo, ids.Count);
        Assert.Equal(ids, Rows.Select(row => row.Id));
    }

    [Fact]
    public void Every_row_is_tested_by_a_test_that_exists_or_says_why_not()
    {
        var tests = Tests();

        Assert.Empty(
            Rows.Where(row =>
                row.Status switch
                {
                    "tested" => !NamedTest().IsMatch(row.By),
                    "does not apply" or "open" => row.By.Length < ShortestReason,
                    _ => true,
                }
            )
        );
        Assert.Empty(Named(File.ReadAllText(Document("security-asvs.md"))).Except(tests));
        Assert.Empty(Named(File.ReadAllText(Document("security.md"))).Except(tests));
    }

    [Fact]
    public void The_counts_are_those_of_the_rows()
    {
        var said = Counts().Match(File.ReadAllText(Document("security.md")));

        Assert.Equal(
            (string[])["tested", "does not apply", "open"],
            Rows.Select(row => row.Status)
                .Distinct()
                .OrderBy(status =>
                    status is "open" ? 2
                    : status is "tested" ? 0
                    : 1
                )
        );
        Assert.Equal(
            new[] { "tested", "does not apply", "open" }.Select(status => Rows.Count(row => row.Status == status)),
            said.Groups.Values.Skip(1).Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public void The_limits_in_the_document_are_those_of_the_code()
    {
        var limits = Limit().Matches(File.ReadAllText(Document("security.md")));

        Assert.True(limits.Count > 10, $"only {limits.Count} limits");
        Assert.Empty(
            limits
                .Select(limit => (Setting: limit.Groups[1].Value, Said: limit.Groups[2].Value))
                .Where(limit => limit.Said != Default(limit.Setting))
                .Select(limit => $"{limit.Setting}: {limit.Said} said, {Default(limit.Setting)} in the code")
        );
    }

    [Fact]
    public void The_limits_of_files_in_the_document_are_those_of_the_code()
    {
        var limits = FileLimit().Matches(File.ReadAllText(Document("security.md")));

        Assert.Equal(5, limits.Count);
        Assert.All(
            limits,
            limit =>
            {
                var type = typeof(FileInspector).Assembly.GetType($"Ntm.Files.{limit.Groups[1].Value}", throwOnError: true)!;
                var field = type.GetField(limit.Groups[2].Value, BindingFlags.NonPublic | BindingFlags.Static)!;
                Assert.Equal(limit.Groups[3].Value, Convert.ToString(field.GetRawConstantValue(), CultureInfo.InvariantCulture));
            }
        );
    }

    /// <summary>What a monitoring rule is written against is what the code logs.</summary>
    [Fact]
    public void The_security_events_in_the_document_are_those_of_the_code()
    {
        var said = EventRow()
            .Matches(File.ReadAllText(Document("security.md")))
            .Select(row => (int.Parse(row.Groups[1].Value, CultureInfo.InvariantCulture), row.Groups[2].Value, row.Groups[3].Value));

        Assert.Equal(SecurityEvent.All.Select(one => (one.Id, one.Name, one.Level.ToString())), said);
        Assert.Equal(SecurityEvent.All.Count, SecurityEvent.All.DistinctBy(one => one.Id).Count());
        Assert.Equal(typeof(SecurityEvent).GetFields(BindingFlags.Public | BindingFlags.Static).Length, SecurityEvent.All.Count);
    }

    /// <summary>Every entry of the log has an id of its own, in the range that the inventory gives to its part.</summary>
    [Fact]
    public void Every_log_entry_has_its_own_id_in_the_range_of_the_inventory()
    {
        var ranges = Range()
            .Matches(File.ReadAllText(Document("operations.md")))
            .Select(row => (From: Number(row, 1), To: Number(row, 2), Folder: row.Groups[3].Value))
            .ToList();
        var entries = Repository
            .Sources()
            .Where(path => !Repository.Relative(path).StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(path => LogEntry().Matches(File.ReadAllText(path)).Select(entry => (Path: path, Id: Number(entry, 1))))
            .ToList();

        Assert.True(entries.Count > 50, $"only {entries.Count} entries");
        Assert.Empty(entries.GroupBy(entry => entry.Id).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Empty(
            entries.Where(entry =>
                !ranges.Exists(range =>
                    entry.Id >= range.From
                    && entry.Id <= range.To
                    && Repository.Relative(entry.Path).StartsWith(range.Folder + "/", StringComparison.Ordinal)
                )
            )
        );
    }

    private static int Number(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    /// <summary>The default of a setting as <c>Section:Name</c>; empty for one that there is not.</summary>
    private static string Default(string setting)
    {
        var names = setting.Split(':');
        var type = Options.FirstOrDefault(options => SectionOf(options) == names[0]);
        var value = type is null ? null : Activator.CreateInstance(type);
        foreach (var name in names.Skip(1))
        {
            value = value?.GetType().GetProperty(name)?.GetValue(value);
        }

        return Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
    }

    private static string? SectionOf(Type options) =>
        options.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string;

    private static HashSet<string> Named(string text) => [.. NamedTest().Matches(text).Select(match => match.Groups[1].Value)];

    /// <summary>Every test in the sources, as <c>Class.Method</c>.</summary>
    private static HashSet<string> Tests() =>
        [
            .. Repository
                .Sources()
                .Where(path => Repository.Relative(path).StartsWith("tests/", StringComparison.Ordinal))
                .Select(File.ReadAllText)
                .Where(text => text.Contains("[Fact", StringComparison.Ordinal) || text.Contains("[Theory", StringComparison.Ordinal))
                .SelectMany(text =>
                    Class()
                        .Matches(text)
                        .SelectMany(type => Method().Matches(text).Select(method => $"{type.Groups[1].Value}.{method.Groups[1].Value}"))
                ),
        ];

    private static string Document(string name) => Path.Combine(Repository.Root, "docs", name);

    private static string Cell(Match row, int cell) => row.Groups[cell].Value.Trim();

    private sealed record Row(string Id, string Status, string By);

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \|([^|]*)\|([^|]*)\|([^|]*)\|$")]
    private static partial Regex RowLine();

    [GeneratedRegex(@"`([A-Z]\w*(?:Tests|Properties)\.\w+)`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"\bclass (\w+(?:Tests|Properties))\b")]
    private static partial Regex Class();

    [GeneratedRegex(@"public (?:static )?(?:async )?(?:void|Task|ValueTask) (\w+)\(")]
    private static partial Regex Method();

    [GeneratedRegex(@"^\| `(\w+)\.(Most\w+)` \| (\d+) \|", RegexOptions.Multiline)]
    private static partial Regex FileLimit();

    [GeneratedRegex(@"^\| (92\d\d) \| `([a-z_.]+)` \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex EventRow();

    [GeneratedRegex(@"^\| (\d{4})–(\d{4}) \| `([\w./-]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Range();

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId = )?(\d{4}),")]
    private static partial Regex LogEntry();

    [GeneratedRegex(@"(\d+) are tested, (\d+) do not apply, (\d+) are open")]
    private static partial Regex Counts();

    [GeneratedRegex(@"^\| `([A-Z]\w+(?::\w+)+)` \| ([^|]+?) \|", RegexOptions.Multiline)]
    private static partial Regex Limit();
}
