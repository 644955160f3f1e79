using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Ntm.Commands;
using Ntm.Files;
using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Files;

public sealed class FileSystemStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2023, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly string root = Directory.CreateTempSubdirectory("ntm-files-").FullName;

    [Fact]
    public async Task A_file_is_kept_under_its_hash_and_reads_back()
    {
        var store = Store();
        var bytes = Bytes(200_000);

        var hash = await KeepAsync(store, bytes);

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), hash);
        Assert.True(await store.ExistsAsync(hash, default));
        Assert.True(await store.VerifyAsync(hash, default));
        Assert.Equal(bytes, await ReadAsync(store, hash));
        Assert.True(File.Exists(Path.Combine(root, hash[..2], hash[2..4], hash)));
    }

    [Fact]
    public async Task A_file_without_room_is_refused_and_leaves_nothing_and_fits_later()
    {
        using var disk = SmallDisk.Mount(megabytes: 1);
        Assert.SkipWhen(disk is null, "Nothing may be mounted here.");
        var store = new FileSystemStore(
            Options.Create(new FileStoreOptions { Root = disk.Folder + "/store" }),
            new ManualTimeProvider(Now)
        );
        disk.Fill();

        await Assert.ThrowsAsync<StorageFullException>(() => store.StageAsync(new MemoryStream(Bytes(200_000)), 1_000_000, default));

        Assert.Empty(Directory.GetFiles(disk.Folder + "/store", "*", SearchOption.AllDirectories));
        disk.Free();
        Assert.True(await store.ExistsAsync(await KeepAsync(store, Bytes(200_000)), default));
    }

    [Fact]
    public async Task The_same_content_is_kept_once()
    {
        var store = Store();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => KeepAsync(store, Bytes(1000))));

        Assert.Single(Directory.GetFiles(root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_received_file_is_not_kept_until_accepted_and_leaves_nothing()
    {
        var store = Store();
        using (var staged = await store.StageAsync(new MemoryStream(Bytes(10)), 100, default))
        {
            Assert.Equal(10, staged.Length);
            Assert.False(await store.ExistsAsync(staged.Hash, default));
        }

        Assert.Empty(Directory.GetFiles(root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Receiving_stops_one_byte_after_the_limit()
    {
        var store = Store();
        var endless = new EndlessStream();
        using var atLimit = await store.StageAsync(new MemoryStream(Bytes(100)), 100, default);
        using var over = await store.StageAsync(endless, 100, default);

        Assert.False(atLimit.TooLarge);
        Assert.True(over.TooLarge);
        Assert.Equal(101, endless.Given);
        await Assert.ThrowsAsync<InvalidOperationException>(() => store.AcceptAsync(over, default));
    }

    [Fact]
    public async Task A_stream_that_breaks_leaves_nothing()
    {
        await Assert.ThrowsAsync<IOException>(() => Store().StageAsync(new BreakingStream(), 1_000_000, default));

        Assert.Empty(Directory.GetFiles(root, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Damage_is_found_and_mended_by_keeping_the_content_again()
    {
        var store = Store();
        var hash = await KeepAsync(store, Bytes(1000));
        var path = Path.Combine(root, hash[..2], hash[2..4], hash);
        File.WriteAllText(path, "hỏng");

        Assert.False(await store.VerifyAsync(hash, default));
        await KeepAsync(store, Bytes(1000));
        Assert.True(await store.VerifyAsync(hash, default));
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task A_text_that_is_no_stored_hash_is_absent(string hash)
    {
        var store = Store();

        Assert.False(await store.ExistsAsync(hash, default));
        Assert.Null(await store.OpenReadAsync(hash, default));
        Assert.False(await store.VerifyAsync(hash, default));
    }

    [Fact]
    public async Task Start_removes_what_a_dead_process_left_and_nothing_younger()
    {
        var incoming = Directory.CreateDirectory(Path.Combine(root, "incoming")).FullName;
        var old = Path.Combine(incoming, "old");
        var young = Path.Combine(incoming, "young");
        await File.WriteAllTextAsync(old, "x");
        await File.WriteAllTextAsync(young, "x");
        File.SetLastWriteTimeUtc(old, Now.UtcDateTime.AddMinutes(-61));
        File.SetLastWriteTimeUtc(young, Now.UtcDateTime.AddMinutes(-59));

        Store();

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public async Task A_large_file_is_received_in_small_pieces()
    {
        var endless = new EndlessStream();

        using var staged = await Store().StageAsync(endless, 64L * 1024 * 1024, default);

        Assert.Equal((64L * 1024 * 1024) + 1, staged.Length);
        Assert.InRange(endless.LargestPiece, 1, 64 * 1024);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private FileSystemStore Store() => new(Options.Create(new FileStoreOptions { Root = root }), new ManualTimeProvider(Now));

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(number => (byte)(number % 251))];

    private static async Task<string> KeepAsync(FileSystemStore store, byte[] bytes)
    {
        using var staged = await store.StageAsync(new MemoryStream(bytes), 1_000_000, default);
        await store.AcceptAsync(staged, default);
        staged.Settle();
        return staged.Hash;
    }

    private static async Task<byte[]> ReadAsync(FileSystemStore store, string hash)
    {
        await using var content = await store.OpenReadAsync(hash, default);
        using var copy = new MemoryStream();
        await content!.CopyToAsync(copy);
        return copy.ToArray();
    }

    private class EndlessStream : MemoryStream
    {
        public long Given { get; private set; }

        public int LargestPiece { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Given += buffer.Length;
            LargestPiece = Math.Max(LargestPiece, buffer.Length);
            return ValueTask.FromResult(buffer.Length);
        }
    }

    private sealed class BreakingStream : EndlessStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Given > 100_000 ? throw new IOException("connection reset") : base.ReadAsync(buffer, cancellationToken);
    }
}
