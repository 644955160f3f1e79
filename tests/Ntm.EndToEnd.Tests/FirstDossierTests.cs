using System.Diagnostics;
using System.Text.RegularExpressions;
using Ntm.Testing;

namespace Ntm.EndToEnd.Tests;

/// <summary>The pages that a newcomer follows, as they are written, against a host that has just started.</summary>
public sealed partial class FirstDossierTests(HostFixture host) : IClassFixture<HostFixture>, IDisposable
{
    private const string Printed = "http://127.0.0.1:5080";
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-page-").FullName;

    [Fact]
    public async Task Following_the_page_a_commune_is_recognised_today()
    {
        var page = Read("docs/first-dossier.md");

        var (code, output, errors) = await RunAsync(string.Join("\necho =\n", BlocksOf(page)));

        Assert.True(code == 0, $"{output}\n{errors}");
        Assert.Equal("", errors);
        var promised = page.Split("```sh\n").Skip(1).Select(PromisedAfter).ToList();
        var printed = output.Split("=\n").Select(block => block.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.Equal(["\"status\":\"Recognised\""], promised[^1]);
        Assert.All(promised.Zip(printed), block => Assert.Equal(block.First, block.Second.TakeLast(block.First.Length)));
        Assert.Equal(promised[1], printed[1]);
    }

    [Fact]
    public async Task The_readme_signs_in_as_written()
    {
        var block = BlocksOf(Read("README.md")).Single(text => text.Contains("curl", StringComparison.Ordinal));

        var (code, output, errors) = await RunAsync(block);

        Assert.True(code == 0, errors);
        Assert.Contains("accessToken", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_leads_to_the_page() => Assert.Contains("(docs/first-dossier.md)", Read("README.md"), StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Read(string path)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "NtmPlatform.sln")))
        {
            root = root.Parent!;
        }

        return File.ReadAllText(Path.Combine(root.FullName, path));
    }

    /// <summary>What the page says that a block prints last; nothing for one of which it says nothing.</summary>
    private static string[] PromisedAfter(string block) =>
        [.. Quoted().Matches(Promises().Match(block).Value).Select(text => text.Groups[1].Value)];

    private static IEnumerable<string> BlocksOf(string page) => Blocks().Matches(page).Select(block => block.Groups[1].Value);

    /// <summary>Pastes the commands into a shell that ends at the first failure; only the address is another.</summary>
    private async Task<(int Code, string Output, string Errors)> RunAsync(string commands)
    {
        Assert.Contains(Printed, commands, StringComparison.Ordinal);
        var address = host.Address.ToString().TrimEnd('/');
        using var shell = Process.Start(
            new ProcessStartInfo("sh", ["-e"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = folder,
            }
        )!;
        var (output, errors) = (shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        await shell.StandardInput.WriteAsync(commands.Replace(Printed, address, StringComparison.Ordinal));
        shell.StandardInput.Close();
        using var limit = new CancellationTokenSource(Eventually.Limit);
        try
        {
            await shell.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            shell.Kill(entireProcessTree: true);
        }

        return (shell.ExitCode, await output, await errors);
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex("^Prints `[^`]+`(?: and `[^`]+`)*", RegexOptions.Multiline)]
    private static partial Regex Promises();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
