using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Ntm.Files;
using Ntm.Hosting;
using Ntm.Web;

namespace Ntm.Platform.Tests.Files;

public sealed class OrphanSweepTests : IAsyncDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("ntm-sweep-").FullName;
    private readonly IOptions<FileStoreOptions> options;
    private readonly FileSystemStore store;

    public OrphanSweepTests()
    {
        options = Options.Create(new FileStoreOptions { Root = root });
        store = new FileSystemStore(options, TimeProvider.System);
    }

    [Fact]
    public async Task Content_of_a_command_that_never_committed_goes_and_what_is_named_stays()
    {
        var (orphan, named) = (await AcceptAsync("mồ côi"), await AcceptAsync("có tên"));

        Assert.Equal(1, await SweepAsync(new Names("dossier", named)));

        Assert.False(await store.ExistsAsync(orphan, default));
        Assert.True(await store.VerifyAsync(named, default));
        Assert.Empty(Directory.GetFiles(Path.Combine(root, "pending")));
        Assert.Equal(0, await SweepAsync(new Names("dossier")));
        Assert.True(await store.VerifyAsync(named, default));
    }

    [Fact]
    public async Task Content_that_an_upload_under_way_has_brought_again_stays()
    {
        var hash = await AcceptAsync("hai lần");
        var old = Directory.GetFiles(Path.Combine(root, "pending")).Single();
        File.SetLastWriteTimeUtc(old, DateTime.UnixEpoch);
        await AcceptAsync("hai lần");

        Assert.Equal(0, await SweepAsync(DateTime.UnixEpoch.AddDays(1), new Names("dossier")));

        Assert.True(await store.VerifyAsync(hash, default));
        Assert.Single(Directory.GetFiles(Path.Combine(root, "pending")));
    }

    [Fact]
    public async Task Content_that_is_named_while_it_is_in_doubt_comes_back()
    {
        var hash = await AcceptAsync("vừa kịp");

        Assert.Equal(0, await SweepAsync(new NamesAtSecondLook(hash)));

        Assert.True(await store.VerifyAsync(hash, default));
        Assert.Empty(Directory.GetFiles(Path.Combine(root, "doubtful")));
    }

    [Fact]
    public async Task A_folder_that_another_service_shares_is_not_swept()
    {
        var hash = await AcceptAsync("của ai");
        Assert.Equal(0, await SweepAsync(new Names("assessment", hash)));
        await AcceptAsync("của ai");

        Assert.Equal(0, await SweepAsync(new Names("dossier")));
        Assert.True(await store.VerifyAsync(hash, default));

        Assert.Equal(1, await SweepAsync(new Names("dossier"), new Names("assessment")));
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(root, recursive: true);
        return ValueTask.CompletedTask;
    }

    private Task<int> SweepAsync(params IFileReferences[] services) => SweepAsync(DateTime.MaxValue, services);

    private async Task<int> SweepAsync(DateTime before, params IFileReferences[] services)
    {
        var registered = new ServiceCollection();
        foreach (var service in services)
        {
            registered.AddSingleton(service);
        }

        await using var provider = registered.BuildServiceProvider();
        using var sweep = new OrphanSweep(
            provider.GetRequiredService<IServiceScopeFactory>(),
            options,
            new Outages([], NullLogger<Outages>.Instance),
            NullLogger<OrphanSweep>.Instance
        );
        return await sweep.SweepAsync(before, default);
    }

    private async Task<string> AcceptAsync(string text)
    {
        using var staged = await store.StageAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), 1000, default);
        await store.AcceptAsync(staged, default);
        return staged.Hash;
    }

    private sealed class Names(string service, params string[] hashes) : IFileReferences
    {
        public string Service => service;

        public Task<bool> NamesAsync(string hash, CancellationToken ct) => Task.FromResult(hashes.Contains(hash));

        public Task<bool> RecordAsync(JudgedFile file, string by, DateTimeOffset at, CancellationToken ct) => Task.FromResult(false);
    }

    private sealed class NamesAtSecondLook(string named) : IFileReferences
    {
        private int looks;

        public string Service => "dossier";

        public Task<bool> NamesAsync(string hash, CancellationToken ct) => Task.FromResult(hash == named && ++looks > 1);

        public Task<bool> RecordAsync(JudgedFile file, string by, DateTimeOffset at, CancellationToken ct) => Task.FromResult(false);
    }
}
