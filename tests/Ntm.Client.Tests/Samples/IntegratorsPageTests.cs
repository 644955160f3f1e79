using System.Text;
using System.Text.RegularExpressions;

namespace Ntm.Client.Tests.Samples;

/// <summary>The page for integrators does what it says, and names what there is.</summary>
public sealed partial class IntegratorsPageTests
{
    private const string Printed = "http://127.0.0.1:5080";

    private static readonly string Page = Read("docs/integrators.md");

    [Fact]
    public async Task Its_commands_lead_from_registration_to_a_verified_event()
    {
        SampleProgram.Needs("sh", "bash", "curl", "openssl", "sed", "od");
        await using var platform = await FakePlatform.StartAsync();
        var id = platform.Append(Guid.CreateVersion7(), 1);
        var commands = string.Join("\necho\n", Blocks().Matches(Page).Select(block => block.Groups[1].Value));
        Assert.Contains(Printed, commands, StringComparison.Ordinal);

        var script = $"cd ../..\n{commands.Replace(Printed, platform.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)}";
        await using var shell = SampleProgram.Start("sh", ["-e"], [], Encoding.UTF8.GetBytes(script));
        var (code, output, errors) = await shell.EndAsync();

        Assert.Equal((0, ""), (code, string.Join('\n', errors)));
        Assert.Equal(FakePlatform.ClientId, output[0]);
        Assert.Contains($"\"id\":\"{id}\"", output[2], StringComparison.Ordinal);
        Assert.Equal("genuine", output[^1]);
        Assert.Contains("\"unitCode\":\"42\",\"scopes\":[\"events:read\"]", Assert.Single(platform.Registered), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_address_that_it_calls_is_an_endpoint_of_the_platform()
    {
        var endpoints = Endpoints().Matches(Read("tests/Ntm.Gateway.Tests/endpoints.txt")).Select(row => row.Groups[1].Value).ToHashSet();
        var called = Addresses().Matches(Page).Select(address => address.Groups[1].Value).Distinct().ToList();

        Assert.Superset(new HashSet<string> { "/identity/tokens", "/identity/clients", "/notifications/events" }, called.ToHashSet());
        Assert.Empty(called.Except(endpoints));
    }

    [Fact]
    public void Its_csharp_stands_in_the_samples_that_are_compiled()
    {
        var samples = Read("docs/samples/VerifyWebhook.cs") + Read("docs/samples/ReadFeed.cs");
        var lines = Code()
            .Matches(Page)
            .SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .ToList();

        Assert.True(lines.Count >= 6, $"only {lines.Count} lines");
        Assert.Empty(lines.Where(line => !samples.Contains(line, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_readme_of_the_package_has_ten_lines_and_names_what_there_is()
    {
        var readme = File.ReadAllLines(Path.Combine(SampleProgram.Folder, "..", "..", "clients", "Ntm.Client", "README.md"));
        var types = typeof(NtmHttp).Assembly.GetExportedTypes().Select(type => type.Name).ToHashSet();

        Assert.InRange(readme.Length, 1, 10);
        Assert.Empty(Names().Matches(string.Join('\n', readme)).Select(name => name.Value).Except(types));
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(SampleProgram.Folder, "..", "..", path));

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("```cs\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^[A-Z]+ +(/\S+)", RegexOptions.Multiline)]
    private static partial Regex Endpoints();

    [GeneratedRegex(@"(?:post |\$api)(/[a-z/-]+)")]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\b(Feed|Status|Webhook|Token|NtmHttp)\w+")]
    private static partial Regex Names();
}
