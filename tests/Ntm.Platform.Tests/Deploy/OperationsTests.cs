using System.Text.RegularExpressions;
using Ntm.Platform.Tests.Style;

namespace Ntm.Platform.Tests.Deploy;

/// <summary>What the operator reads is true of the code.</summary>
public sealed partial class OperationsTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs/operations.md"));

    [Fact]
    public void Every_metric_of_ours_is_explained_and_no_other()
    {
        var made = Repository
            .Sources()
            .Where(path => !Repository.Relative(path).StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(path => Instrument().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .Order()
            .ToList();

        Assert.NotEmpty(made);
        Assert.Equal(made, Mentioned().Matches(Document).Select(match => match.Groups[1].Value).Distinct().Order());
    }

    [Fact]
    public void Every_log_event_of_the_building_blocks_is_explained()
    {
        var events = Repository
            .Sources()
            .Where(path =>
                path.EndsWith("/MessagingLog.cs", StringComparison.Ordinal) || path.EndsWith("/BrokerLog.cs", StringComparison.Ordinal)
            )
            .SelectMany(path => Event().Matches(File.ReadAllText(path)))
            .Select(match => match.Groups[1].Value)
            .ToList();

        Assert.NotEmpty(events);
        Assert.Empty(events.Where(number => !Document.Contains(number, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_script_and_folder_in_a_command_exists() =>
        Assert.Empty(
            Command()
                .Matches(Document)
                .Select(match => match.Groups[1].Value)
                .Where(path => !Path.Exists(Path.Combine(Repository.Root, path)))
        );

    [Fact]
    public void The_least_and_most_replicas_are_those_of_the_sum()
    {
        var most = Rendered
            .Overlay("prod")
            .Of("HorizontalPodAutoscaler")
            .Where(node => Executables.Services.Contains(Rendered.Name(node)))
            .Sum(node => (int)node["spec"]!["maxReplicas"]!);

        Assert.Contains($"= {most} with databases", Document, StringComparison.Ordinal);
    }

    [GeneratedRegex("""Create(?:Counter|Histogram|UpDownCounter|Gauge|Observable[A-Za-z]+)(?:<[a-z]+>)?\(\s*"(ntm\.[a-z._]+)""")]
    private static partial Regex Instrument();

    [GeneratedRegex("`(ntm\\.[a-z]+\\.[a-z._]+)`")]
    private static partial Regex Mentioned();

    [GeneratedRegex(@"LoggerMessage\((\d+)")]
    private static partial Regex Event();

    [GeneratedRegex("(?m)(?:-k |-i |--project |^ *)((?:deploy|host)/[A-Za-z0-9./_-]+)")]
    private static partial Regex Command();
}
