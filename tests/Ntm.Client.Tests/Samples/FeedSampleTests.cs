using System.Text.Json;
using Ntm.Client.Events;
using Ntm.Samples;

namespace Ntm.Client.Tests.Samples;

/// <summary>Each sample prints every event once, also over a restart of itself.</summary>
public sealed class FeedSampleTests : IAsyncLifetime
{
    private static readonly Guid Dossier = Guid.CreateVersion7();

    private readonly string folder = Directory.CreateTempSubdirectory("ntm-samples-").FullName;
    private FakePlatform platform = null!;

    private string CursorFile => Path.Combine(folder, "cursor");

    private Dictionary<string, string> Settings =>
        new()
        {
            ["NTM_ADDRESS"] = platform.Address.ToString().TrimEnd('/'),
            ["NTM_CLIENT_ID"] = FakePlatform.ClientId,
            ["NTM_CLIENT_SECRET"] = FakePlatform.ClientSecret,
        };

    public async ValueTask InitializeAsync() => platform = await FakePlatform.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public Task In_csharp() =>
        ReadsAsync(async _ =>
        {
            await using var output = new StringWriter();
            await ReadFeed.RunAsync(platform.Address, FakePlatform.ClientId, FakePlatform.ClientSecret, CursorFile, output);
            return [.. output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        });

    [Fact]
    public Task In_python()
    {
        SampleProgram.Needs("python3");
        return ReadsAsync(async _ =>
        {
            await using var program = SampleProgram.Start("python3", ["read_feed.py", CursorFile, "--once"], Settings);
            var (code, output, errors) = await program.EndAsync();
            Assert.Equal((0, ""), (code, string.Join('\n', errors)));
            return output;
        });
    }

    [Fact]
    public Task In_java()
    {
        SampleProgram.Needs("java");
        return ReadsAsync(count => LinesAsync("java", "ReadFeed.java", count));
    }

    [Fact]
    public Task In_a_shell()
    {
        SampleProgram.Needs("bash", "curl", "sed");
        return ReadsAsync(count => LinesAsync("bash", "read-feed.sh", count));
    }

    /// <summary>Lines of a program that does not end by itself, short as the others print them.</summary>
    private async Task<List<string>> LinesAsync(string interpreter, string sample, int count)
    {
        await using var program = SampleProgram.Start(interpreter, [sample, CursorFile], Settings);
        var read = (await program.ReadAsync(count)).ConvertAll(Short);
        var last = $"{platform.Epoch}:{platform.Head}";
        await Testing.Eventually.TrueAsync(() => File.Exists(CursorFile) && File.ReadAllText(CursorFile) == last, "the cursor is kept");
        return read;
    }

    private async Task ReadsAsync(Func<int, Task<List<string>>> read)
    {
        platform.Append(Dossier, 1);
        platform.Append(Dossier, 2);
        Assert.Equal(Printed(1, 2), await read(2));

        platform.Append(Dossier, 3);
        Assert.Equal(Printed(3), await read(1));
    }

    private static string Short(string json)
    {
        var status = JsonDocument.Parse(json).RootElement;
        return $"{status.GetProperty("type")} {status.GetProperty("subject")} {status.GetProperty("sequence")}";
    }

    private static IEnumerable<string> Printed(params int[] numbers) =>
        numbers.Select(number => $"{StatusTypes.DossierStageEntered} dossiers/{Dossier} {number}");
}
