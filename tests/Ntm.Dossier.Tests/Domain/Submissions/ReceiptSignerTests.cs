using System.Security.Cryptography;
using System.Text.Json;
using Ntm.Audit;
using Ntm.Dossier.Domain.Submissions;

namespace Ntm.Dossier.Tests.Domain.Submissions;

public sealed class ReceiptSignerTests : IDisposable
{
    private static readonly DateTimeOffset At = new(2023, 4, 9, 16, 59, 59, TimeSpan.Zero);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-receipt-").FullName;

    [Fact]
    public void A_receipt_states_instant_content_and_number_and_verifies_after_storage()
    {
        var receipt = Signer().Sign(Manifest(), At.AddTicks(7), "lãnh đạo");

        Assert.Equal("BN-2023-18175-0000000A-02", receipt.Number);
        Assert.Equal(At, receipt.SubmittedAt);
        Assert.Equal(Manifest().ContentHash(), receipt.ContentHash);
        Assert.True(Signer().Verify(JsonSerializer.Deserialize<SubmissionReceipt>(JsonSerializer.Serialize(receipt))!));
    }

    [Fact]
    public void A_receipt_changed_in_any_field_no_longer_verifies()
    {
        var receipt = Signer().Sign(Manifest(), At, "lãnh đạo");
        SubmissionReceipt[] changed =
        [
            receipt with
            {
                Number = receipt.Number + "1",
            },
            receipt with
            {
                DossierId = Guid.CreateVersion7(),
            },
            receipt with
            {
                Stage = "x",
            },
            receipt with
            {
                SubmittedAt = receipt.SubmittedAt.AddTicks(1),
            },
            receipt with
            {
                SubmittedBy = "người khác",
            },
            receipt with
            {
                ContentHash = new string('0', 64),
            },
            receipt with
            {
                KeyId = "x",
            },
            receipt with
            {
                Signature = "",
            },
            receipt with
            {
                Signature = "không phải base64",
            },
            receipt with
            {
                Signature = (receipt.Signature[0] == 'A' ? "B" : "A") + receipt.Signature[1..],
            },
        ];

        Assert.All(changed, forged => Assert.False(Signer().Verify(forged)));
    }

    [Fact]
    public void A_receipt_of_another_key_does_not_verify()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var signer = new ReceiptSigner(other);
        var receipt = signer.Sign(Manifest(), At, "x");

        Assert.False(Signer().Verify(receipt));
        Assert.False(Signer().Verify(receipt with { KeyId = KeyFile.ThumbprintOf(key) }));
    }

    [Fact]
    public void The_content_hash_ignores_the_order_of_files_and_sees_every_other_change()
    {
        var manifest = Manifest();

        Assert.Equal(manifest.ContentHash(), (manifest with { Files = [.. manifest.Files.Reverse()] }).ContentHash());
        string[] others =
        [
            (manifest with { AssessmentRevision = 4 }).ContentHash(),
            (manifest with { AssessmentHash = null }).ContentHash(),
            (manifest with { SurveyHash = null }).ContentHash(),
            (manifest with { Round = 3 }).ContentHash(),
            (manifest with { Files = [manifest.Files[0]] }).ContentHash(),
            (manifest with { Files = [manifest.Files[0], manifest.Files[1] with { Length = 11 }] }).ContentHash(),
        ];
        Assert.DoesNotContain(manifest.ContentHash(), others);
    }

    [Fact]
    public void In_sample_mode_the_key_is_made_once_and_kept()
    {
        var options = new ReceiptKeyOptions { KeyPath = Path.Combine(folder, "keys", "receipt.pem"), CreateWhenAbsent = true };

        using var first = options.Load();
        using var second = options.Load();

        Assert.Equal(KeyFile.ThumbprintOf(first), KeyFile.ThumbprintOf(second));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(options.KeyPath));
        }
    }

    [Fact]
    public void Outside_sample_mode_an_absent_or_wrong_key_stops_the_start()
    {
        var path = Path.Combine(folder, "receipt.pem");
        var options = new ReceiptKeyOptions { KeyPath = path };
        Assert.Throws<InvalidDataException>(() => options.Load());

        File.WriteAllText(path, "không phải khóa");
        Assert.Throws<InvalidDataException>(() => options.Load());

        File.WriteAllText(path, key.ExportSubjectPublicKeyInfoPem());
        Assert.Throws<InvalidDataException>(() => options.Load());

        using var wrongCurve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        File.WriteAllText(path, wrongCurve.ExportPkcs8PrivateKeyPem());
        Assert.Throws<InvalidDataException>(() => options.Load());

        File.WriteAllText(path, key.ExportECPrivateKeyPem());
        using var loaded = options.Load();
        Assert.Equal(KeyFile.ThumbprintOf(key), KeyFile.ThumbprintOf(loaded));
    }

    public void Dispose()
    {
        key.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private ReceiptSigner Signer() => new(key);

    private static SubmissionManifest Manifest() =>
        new()
        {
            DossierId = Guid.Parse("0192d3a1-7c00-7000-8000-00000000000a"),
            UnitCode = "18175",
            Title = "xa-ntm",
            Year = 2023,
            Stage = "district-submission",
            Round = 2,
            AssessmentRevision = 3,
            AssessmentHash = new string('a', 64),
            SurveyHash = new string('b', 64),
            Files =
            [
                new SubmittedFile("commune-proposal", "Tờ trình.pdf", new string('a', 64), 10),
                new SubmittedFile("result-report", "Báo cáo.pdf", new string('b', 64), 20),
            ],
        };
}
