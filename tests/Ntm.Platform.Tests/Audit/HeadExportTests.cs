using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Audit;
using Ntm.Audit.Heads;
using Ntm.Notifications;
using Ntm.Notifications.Persistence;
using Ntm.Platform.Tests.Messaging;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Audit;

/// <summary>A service that runs exports its heads, closes days and has them stamped; what fails is seen, and nothing is lost.</summary>
public sealed class HeadExportTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("ntm-export-").FullName;

    private string Heads => Path.Combine(root, "heads");

    private string Day => Path.Combine(Heads, "notifications", "2023-03-01.json");

    [Fact]
    public async Task The_heads_are_exported_at_start_when_asked_for_and_at_the_end_and_verify_the_chain()
    {
        byte[] export;
        await using (var platform = await StartAsync(FeedProbe.Start))
        {
            await Eventually.TrueAsync(() => Read().Of("notifications").Count == 1, "the head of the start");
            await NoteAsync(platform, "một");
            platform.Services.GetRequiredService<HeadExport<NotificationsDbContext>>().Request("notifications");
            await Eventually.TrueAsync(() => Read().Of("notifications").Count == 2, "the head that was asked for");
            platform.Services.GetRequiredService<HeadExport<NotificationsDbContext>>().Request("other");
            await NoteAsync(platform, "hai");
            export = await platform.As("kiểm", "auditor@42").GetByteArrayAsync("notifications/audit");
        }

        var read = Read();
        var found = AuditVerifier.Verify(new MemoryStream(export), known: read.Of);
        Assert.Empty(read.Faults);
        Assert.True(found.Verified, found.Reason);
        Assert.Equal(found.VerifiedEntries, read.Of("notifications").Max(head => head.Sequence));
        Assert.Equal(3, read.Of("notifications").Count);
    }

    [Fact]
    public async Task While_the_folder_takes_nothing_the_service_is_degraded_and_then_no_head_is_lost()
    {
        File.WriteAllText(Heads, "in the way");
        await using var platform = await StartAsync(FeedProbe.Start);
        using var client = platform.Anonymous();
        await Eventually.TrueAsync(async () => await client.GetStringAsync("health/ready") == "Degraded", "it is degraded");
        await NoteAsync(platform, "một");
        platform.Services.GetRequiredService<HeadExport<NotificationsDbContext>>().Request("notifications");

        File.Delete(Heads);

        await Eventually.TrueAsync(async () => await client.GetStringAsync("health/ready") == "Healthy", "it is healthy again");
        Assert.Equal(2, Assert.Single(Read().Of("notifications")).Sequence);
    }

    [Fact]
    public async Task A_day_that_is_over_is_stamped_and_openssl_verifies_the_stamp()
    {
        using var authority = new LocalTimestampAuthority();
        await CloseDayAsync(authority);

        var stamp = Path.ChangeExtension(Day, ".tsr");
        var (code, text) = await LocalTimestampAuthority.OpensslAsync(
            "ts",
            "-verify",
            "-data",
            Day,
            "-in",
            stamp,
            "-CAfile",
            authority.Root
        );

        Assert.True(code == 0, text);
        Assert.Contains("Verification: OK", text, StringComparison.Ordinal);
        Assert.Empty(Read(authority.Root).Faults);
        using var other = new LocalTimestampAuthority();
        Assert.Contains("không chứng thực", Assert.Single(Read(other.Root).Faults), StringComparison.Ordinal);
        var whole = File.ReadAllBytes(stamp);
        File.WriteAllBytes(stamp, [.. whole[..^9], (byte)(whole[^9] ^ 1), .. whole[^8..]]);
        Assert.Contains("không chứng thực", Assert.Single(Read(authority.Root).Faults), StringComparison.Ordinal);
        File.Delete(stamp);
        Assert.Contains("chưa có dấu thời gian", Assert.Single(Read(authority.Root).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_that_proves_nothing_degrades_the_service_and_its_answer_is_not_kept()
    {
        using var authority = new LocalTimestampAuthority { Babbles = true };
        await using (await StartAsync(FeedProbe.Start)) { }

        await using var platform = await StartAsync(FeedProbe.Start.AddDays(1), Stamping(authority));
        using var client = platform.Anonymous();

        await Eventually.TrueAsync(async () => await client.GetStringAsync("health/ready") == "Degraded", "it is degraded");
        Assert.True(File.Exists(Day));
        Assert.False(File.Exists(Path.ChangeExtension(Day, ".tsr")));
        Assert.Empty(Read().Faults);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>A day with heads, and a start on the next with an authority.</summary>
    private async Task CloseDayAsync(LocalTimestampAuthority authority)
    {
        await using (await StartAsync(FeedProbe.Start)) { }

        await using var platform = await StartAsync(FeedProbe.Start.AddDays(1), Stamping(authority));
        await Eventually.TrueAsync(() => File.Exists(Path.ChangeExtension(Day, ".tsr")), "the day is stamped");
        using var client = platform.Anonymous();
        Assert.Equal("Healthy", await client.GetStringAsync("health/ready"));
    }

    private static Dictionary<string, string?> Stamping(LocalTimestampAuthority authority) =>
        new() { ["Audit:TimestampAuthority"] = authority.Address, ["Audit:TimestampCertificates"] = authority.Root };

    private Task<TestPlatform> StartAsync(DateTimeOffset now, Dictionary<string, string?>? settings = null) =>
        TestPlatform.StartAsync(
            now,
            new Dictionary<string, string?>(settings ?? [])
            {
                ["Audit:HeadsFolder"] = Heads,
                ["Audit:KeyPath"] = Path.Combine(root, "audit.pem"),
            },
            new NotificationsModule()
        );

    /// <summary>An act that only the chain shows.</summary>
    private static async Task NoteAsync(TestPlatform platform, string act)
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        db.NoteAct(new { Act = act });
        await db.SaveChangesAsync();
    }

    private ExportedHeads Read(string? roots = null)
    {
        X509Certificate2Collection? trusted = null;
        if (roots is not null)
        {
            trusted = [];
            trusted.ImportFromPemFile(roots);
        }

        using var key = KeyFile.LoadPublic(Path.Combine(root, "audit.pem"));
        return ExportedHeads.Read(Heads, [key], trusted);
    }
}
