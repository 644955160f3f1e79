using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Files;

/// <summary>Where a scanner is set, nobody reads what it has not looked at, nor what it found something in.</summary>
public sealed class ScanTests : IAsyncDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("ntm-scans-").FullName;
    private readonly FakeScanner scanner = new();
    private readonly ServiceProvider services;

    public ScanTests() => services = Services(scanner.Settings);

    [Fact]
    public async Task Clean_content_is_scanned_once_and_read()
    {
        var hash = await KeepAsync("sạch");

        Assert.Null(await Scans.WhyHeldAsync(hash, default));
        Assert.Null(await Scans.WhyHeldAsync(hash, default));

        Assert.Equal([Encoding.UTF8.GetByteCount("sạch")], scanner.Scanned);
        Assert.Equal((ScanState.Clean, ""), (Scans.Find(hash)!.State, Scans.Find(hash)!.Finding));
    }

    [Fact]
    public async Task Content_larger_than_a_piece_is_sent_whole()
    {
        var hash = await KeepAsync(new string('a', 300_000) + FakeScanner.Marker);

        Assert.Equal("file.suspicious", (await Scans.WhyHeldAsync(hash, default))!.Code);
        Assert.Equal([300_000 + FakeScanner.Marker.Length], scanner.Scanned);
    }

    [Fact]
    public async Task What_was_kept_before_there_was_a_scanner_is_scanned_before_it_is_read()
    {
        await using var without = Services([]);
        var hash = await KeepAsync("có từ trước " + FakeScanner.Marker, without);
        Assert.Null(await without.GetRequiredService<FileScans>().WhyHeldAsync(hash, default));

        var held = await Scans.WhyHeldAsync(hash, default);

        Assert.Equal("file.suspicious", held!.Code);
        Assert.Contains("Ntm.Test.Malware", held.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_no_scanner_answers_for_is_held_until_one_does()
    {
        var hash = await KeepAsync("chờ");
        scanner.Fails = true;

        Assert.Equal("file.unscanned", (await Scans.WhyHeldAsync(hash, default))!.Code);
        Assert.Equal("unscanned", Scans.HoldOn(hash));
        scanner.Fails = false;
        Assert.Null(await Scans.WhyHeldAsync(hash, default));
        Assert.Null(Scans.HoldOn(hash));
    }

    [Fact]
    public async Task A_scanner_that_is_away_holds_everything_and_breaks_nothing()
    {
        await using var away = Services(
            new Dictionary<string, string?> { ["Files:Scanner:Host"] = "127.0.0.1", ["Files:Scanner:Port"] = $"{Loopback.FreePort()}" }
        );
        var hash = await KeepAsync("xa");

        Assert.Equal("file.unscanned", (await away.GetRequiredService<FileScans>().WhyHeldAsync(hash, default))!.Code);
        Assert.Null(await away.GetRequiredService<FileScans>().WhyHeldAsync(new string('0', 64), default));
    }

    [Fact]
    public async Task A_verdict_releases_content_or_rejects_it_for_good_and_is_given_once()
    {
        var (mistake, malware) = (await KeepAsync("nhầm " + FakeScanner.Marker), await KeepAsync("thật " + FakeScanner.Marker));
        await Scans.WhyHeldAsync(mistake, default);
        await Scans.WhyHeldAsync(malware, default);
        Assert.Equal(new[] { mistake, malware }.Order(), Scans.Held().Select(held => held.Hash));

        Assert.True(Scans.Judge(mistake, release: true, "quantri", "Báo nhầm."));
        Assert.True(Scans.Judge(malware, release: false, "quantri", "Đúng là mã độc."));

        Assert.Empty(Scans.Held());
        Assert.Null(await Scans.WhyHeldAsync(mistake, default));
        Assert.Equal("file.rejected", (await Scans.WhyHeldAsync(malware, default))!.Code);
        Assert.Equal(("quantri", "Báo nhầm."), (Scans.Find(mistake)!.By, Scans.Find(mistake)!.Reason));
        Assert.False(Scans.Judge(malware, release: true, "quantri", "Đổi ý."));
        Assert.False(Scans.Judge(new string('0', 64), release: true, "quantri", "Không có."));
        Assert.Null(Scans.Find("../../x"));
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await scanner.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    private FileScans Scans => services.GetRequiredService<FileScans>();

    private ServiceProvider Services(Dictionary<string, string?> settings)
    {
        var clock = new ManualTimeProvider(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var registered = new ServiceCollection();
        registered.AddSingleton<IConfiguration>(
            new ConfigurationBuilder().AddInMemoryCollection([.. settings, new("Files:Root", root)]).Build()
        );
        registered.AddLogging(log => log.SetMinimumLevel(LogLevel.None)).AddSingleton<TimeProvider>(clock).AddFileStore();
        return registered.BuildServiceProvider();
    }

    private Task<string> KeepAsync(string text) => KeepAsync(text, services);

    private static async Task<string> KeepAsync(string text, IServiceProvider services)
    {
        var store = services.GetRequiredService<IFileStore>();
        using var staged = await store.StageAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), 1_000_000, default);
        await store.AcceptAsync(staged, default);
        return staged.Hash;
    }
}
