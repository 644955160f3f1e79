using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Ntm.Audit;
using Ntm.Audit.Heads;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Audit;

/// <summary>Heads kept apart from the databases: what a verifier with the public key alone finds in them, and by them.</summary>
public sealed class ExportedHeadsTests : IDisposable
{
    private const string Dossier = "dossier/0192d3a1-7c00-7000-8000-00000000000a";
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private readonly string root = Directory.CreateTempSubdirectory("ntm-heads-").FullName;
    private readonly ManualTimeProvider clock = new(Start);
    private readonly AuditOptions options;
    private readonly HeadFolder folder;

    public ExportedHeadsTests()
    {
        options = new AuditOptions
        {
            HeadsFolder = Path.Combine(root, "heads"),
            KeyPath = Path.Combine(root, "keys", "audit.pem"),
            CreateKeyWhenAbsent = true,
        };
        folder = new HeadFolder(Options.Create(options), clock);
    }

    [Fact]
    public void What_was_written_verifies_with_the_public_key_alone_and_only_its_owner_reads_it()
    {
        var chain = AuditVerifierTests.Chain(3);
        Write(AuditChain.HeadOf(chain[0]));
        Write(AuditChain.HeadOf(chain[2]));

        var read = Read();

        Assert.Empty(read.Faults);
        Assert.Equal([1, 3], read.Of(Dossier).Select(head => head.Sequence).Order());
        Assert.Equal([Dossier], read.ChainsOf("dossier"));
        Assert.Empty(read.Of("identity"));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in Files())
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public void Any_other_digit_or_letter_in_a_file_is_named()
    {
        Write(AuditChain.HeadOf(AuditVerifierTests.Chain(1)[0]));
        var file = Assert.Single(Files());
        var whole = File.ReadAllText(file);

        // Of the last letter of the signature not every bit counts.
        var last = whole.LastIndexOf('"') - 1;
        var unseen = new List<int>();
        for (var place = 0; place < whole.Length; place++)
        {
            if (place != last && char.IsAsciiLetterOrDigit(whole[place]))
            {
                File.WriteAllText(file, whole[..place] + (whole[place] == '7' ? '8' : '7') + whole[(place + 1)..]);
                unseen.AddRange(Read().Faults.Count == 1 ? [] : [place]);
            }
        }

        Assert.Empty(unseen);
    }

    [Fact]
    public void A_head_signed_with_another_key_is_named_until_that_key_is_given()
    {
        Write(AuditChain.HeadOf(AuditVerifierTests.Chain(1)[0]));
        var other = new AuditOptions
        {
            HeadsFolder = options.HeadsFolder,
            KeyPath = Path.Combine(root, "keys", "other.pem"),
            CreateKeyWhenAbsent = true,
        };
        using (var forger = new HeadFolder(Options.Create(other), clock))
        {
            forger.Write("dossier", [new ChainHead(Dossier, new AuditHead(9, new string('0', 64)))]);
        }

        Assert.Contains("không do khóa của hệ thống ký", Assert.Single(Read().Faults), StringComparison.Ordinal);
        using var both = KeyFile.LoadPublic(other.KeyPath);
        Assert.Empty(Read(both).Faults);
    }

    [Fact]
    public void A_day_that_is_over_is_listed_and_a_file_that_is_gone_added_or_exchanged_is_named()
    {
        var chain = AuditVerifierTests.Chain(4);
        Write(AuditChain.HeadOf(chain[0]));
        Write(AuditChain.HeadOf(chain[1]));
        Write(AuditChain.HeadOf(chain[2]));
        folder.CloseDays("dossier");
        Assert.False(File.Exists(List("2026-03-02")), "The day is not over.");
        clock.Advance(TimeSpan.FromDays(1));
        folder.CloseDays("dossier");
        Assert.Empty(Read().Faults);

        var files = Files("2026-03-02");
        File.Copy(files[0], Path.Combine(Path.GetDirectoryName(files[0])!, "990000.000000-00000000.json"));
        File.Copy(files[1], files[0], overwrite: true);
        File.Delete(files[2]);

        string[] expected =
        [
            "Tệp mốc nhật ký dossier/2026-03-02/990000.000000-00000000.json được thêm sau khi ngày đã khép.",
            $"Tệp mốc nhật ký dossier/2026-03-02/{Path.GetFileName(files[0])} khác với danh sách của ngày.",
            $"Tệp mốc nhật ký dossier/2026-03-02/{Path.GetFileName(files[2])} đã bị xóa.",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Read().Faults.Order(StringComparer.Ordinal));
        File.WriteAllText(List("2026-03-02"), File.ReadAllText(List("2026-03-02")).Replace("2026-03-02", "2026-03-01"));
        Assert.Contains(Read().Faults, fault => fault.StartsWith("Tệp mốc nhật ký dossier/2026-03-02.json", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_of_a_listed_day_that_is_gone_as_a_whole_is_named()
    {
        Write(AuditChain.HeadOf(AuditVerifierTests.Chain(1)[0]));
        clock.Advance(TimeSpan.FromDays(1));
        folder.CloseDays("dossier");

        Directory.Delete(Path.Combine(options.HeadsFolder, "dossier", "2026-03-02"), recursive: true);

        Assert.EndsWith("đã bị xóa.", Assert.Single(Read().Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_is_put_back_adds_to_no_list_that_stands()
    {
        var chain = AuditVerifierTests.Chain(2);
        Write(AuditChain.HeadOf(chain[0]));
        clock.Advance(TimeSpan.FromDays(1));
        folder.CloseDays("dossier");
        using var late = new HeadFolder(Options.Create(options), new ManualTimeProvider(Start));

        late.Write("dossier", [new ChainHead(Dossier, AuditChain.HeadOf(chain[1]))]);

        var read = Read();
        Assert.Empty(read.Faults);
        Assert.Equal(2, read.Of(Dossier).Count);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Assert.Contains("Không có thư mục mốc nhật ký", Assert.Single(Read().Faults), StringComparison.Ordinal);

    [Fact]
    public void A_cut_tail_with_a_moved_head_is_found_beside_the_heads()
    {
        var chain = AuditVerifierTests.Chain(5);
        Write(AuditChain.HeadOf(chain[4]));
        var cut = Export([.. chain.Take(3)]);

        var found = Verify(cut);

        Assert.True(AuditVerifier.Verify(new MemoryStream(cut)).Verified, "Whole in itself.");
        Assert.False(found.Verified);
        Assert.Contains("mốc đã ký cho thấy ít nhất 5 mục: phần cuối bị cắt", found.Reason, StringComparison.Ordinal);
        Assert.True(Verify(Export(chain)).Verified);
    }

    [Fact]
    public void A_chain_computed_anew_is_found_at_the_first_head_that_it_differs_from_although_its_own_was_exported_since()
    {
        var chain = AuditVerifierTests.Chain(4);
        Write(AuditChain.Start(Dossier));
        Write(AuditChain.HeadOf(chain[1]));
        Write(AuditChain.HeadOf(chain[3]));
        var forged = Forge(chain, from: 1);
        Write(AuditChain.HeadOf(forged[^1]));

        var found = Verify(Export(forged));

        Assert.True(AuditVerifier.Verify(new MemoryStream(Export(forged))).Verified, "Whole in itself.");
        Assert.Contains("Mục 2 không khớp mốc đã ký", found.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Processes_that_start_at_once_without_a_key_end_up_with_one()
    {
        var path = Path.Combine(root, "at-once", "audit.pem");
        var ids = new string[8];

        Parallel.For(
            0,
            ids.Length,
            place =>
            {
                using var key = KeyFile.Load(path, createWhenAbsent: true, "thử");
                ids[place] = KeyFile.ThumbprintOf(key);
            }
        );

        Assert.Single(ids.Distinct());
        Assert.Equal([path], Directory.GetFiles(Path.GetDirectoryName(path)!));
    }

    public void Dispose()
    {
        folder.Dispose();
        Directory.Delete(root, recursive: true);
    }

    private void Write(AuditHead head)
    {
        clock.Advance(TimeSpan.FromSeconds(1));
        folder.Write("dossier", [new ChainHead(Dossier, head)]);
    }

    private string List(string day) => Path.Combine(options.HeadsFolder, "dossier", day + ".json");

    private List<string> Files(string day = "*") =>
        [
            .. Directory
                .GetDirectories(Path.Combine(options.HeadsFolder, "dossier"), day)
                .SelectMany(path => Directory.GetFiles(path))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Read as an auditor reads it: from a file that holds the public half.</summary>
    private ExportedHeads Read(params ECDsa[] others)
    {
        using var own = KeyFile.LoadPublic(options.KeyPath);
        var published = Path.Combine(root, "public.pem");
        File.WriteAllText(published, own.ExportSubjectPublicKeyInfoPem());
        using var key = KeyFile.LoadPublic(published);
        return ExportedHeads.Read(options.HeadsFolder, [key, .. others], roots: null);
    }

    private AuditVerification Verify(byte[] export) => AuditVerifier.Verify(new MemoryStream(export), known: Read().Of);

    /// <summary>The same acts by somebody else from a place on, with every hash behind it computed anew.</summary>
    private static AuditEntry[] Forge(AuditEntry[] chain, int from)
    {
        var forged = chain.ToArray();
        for (var place = from; place < forged.Length; place++)
        {
            var act = new AuditAct
            {
                At = forged[place].At,
                Actor = "kẻ khác",
                Action = forged[place].Action,
                Payload = JsonNode.Parse(forged[place].Payload)!,
            };
            forged[place] = AuditChain.Append(AuditChain.HeadOf(forged[place - 1]), act);
        }

        return forged;
    }

    private static byte[] Export(IReadOnlyList<AuditEntry> chain)
    {
        using var stream = new MemoryStream();
        AuditExport.Write(stream, Dossier, AuditChain.HeadOf(chain[^1]), chain);
        return stream.ToArray();
    }
}
