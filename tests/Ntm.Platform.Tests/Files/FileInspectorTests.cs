using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Files;

public sealed class FileInspectorTests
{
    private const long Limit = 25 * 1024 * 1024;
    private static readonly FileKind[] All = Enum.GetValues<FileKind>();

    public static TheoryData<string, FileKind> GoodFiles =>
        new()
        {
            { "a.pdf", FileKind.Pdf },
            { "A.PDF", FileKind.Pdf },
            { "a.jpg", FileKind.Jpeg },
            { "a.jpeg", FileKind.Jpeg },
            { "a.png", FileKind.Png },
            { "a.docx", FileKind.Docx },
            { "a.xlsx", FileKind.Xlsx },
        };

    [Theory]
    [MemberData(nameof(GoodFiles))]
    public void A_file_that_is_what_its_name_says_is_taken(string name, FileKind kind)
    {
        var found = Inspect(SampleFiles.Of(kind), name);

        Assert.Empty(found.Faults);
        Assert.Equal((kind, name), (found.Kind, found.Name));
    }

    [Fact]
    public void A_file_whose_bytes_are_of_another_kind_is_refused_for_every_pair()
    {
        foreach (var bytes in All)
        {
            foreach (var claimed in All.Where(kind => kind != bytes))
            {
                var found = Inspect(SampleFiles.Of(bytes), "a." + claimed.ToString().ToLowerInvariant());
                Assert.Equal("file.mislabelled", Assert.Single(found.Faults).Code);
            }
        }
    }

    [Fact]
    public void A_file_cut_short_or_of_noise_is_refused_and_never_throws()
    {
        var random = new Random(20230410);
        foreach (var kind in All)
        {
            var name = "a." + kind.ToString().ToLowerInvariant();
            var whole = SampleFiles.Of(kind);
            for (var length = 1; length < Math.Min(whole.Length, 12); length++)
            {
                Assert.True(Inspect(whole[..length], name).Refused, $"{kind} cut to {length}");
            }

            for (var round = 0; round < 200; round++)
            {
                var noise = (byte[])whole.Clone();
                noise[random.Next(noise.Length)] ^= (byte)random.Next(1, 256);
                Inspect(noise, name);
            }
        }
    }

    [Theory]
    [InlineData("a.exe")]
    [InlineData("a.doc")]
    [InlineData("a.zip")]
    [InlineData("a")]
    [InlineData("a.pdf.html")]
    public void An_unknown_extension_is_refused(string name)
    {
        Assert.Equal("file.extension", Assert.Single(Inspect(SampleFiles.Of(FileKind.Pdf), name).Faults).Code);
    }

    [Fact]
    public void A_kind_that_the_document_does_not_take_is_refused()
    {
        using var stream = new MemoryStream(SampleFiles.Of(FileKind.Png));
        var found = FileInspector.Inspect(stream, "a.png", [FileKind.Pdf], "Tờ trình", Limit);

        var fault = Assert.Single(found.Faults);
        Assert.Equal("file.kind_not_accepted", fault.Code);
        Assert.Contains("Tờ trình", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_with_a_bad_name_states_both_faults()
    {
        var found = Inspect([], "a\t.pdf");

        Assert.Equal(["file.name_characters", "file.empty"], found.Faults.Select(fault => fault.Code));
    }

    [Fact]
    public void A_file_of_the_largest_length_is_taken_and_one_byte_more_is_refused()
    {
        var largest = SampleFiles.Pdf(paddedTo: 4096);
        using var stream = new MemoryStream(largest);
        Assert.False(FileInspector.Inspect(stream, "a.pdf", All, "x", 4096).Refused);

        var fault = Assert.Single(FileInspector.Inspect(stream, "a.pdf", All, "x", 4095).Faults);
        Assert.Equal(("file.too_large", 413), (fault.Code, (int)fault.Kind));
    }

    [Fact]
    public void A_document_that_unpacks_to_gigabytes_is_refused()
    {
        var bomb = SampleFiles.Office(FileKind.Docx, ("word/media/big.bin", new byte[201 * 1024 * 1024]));

        Assert.True(bomb.Length < 1024 * 1024);
        AssertUnsafe(bomb, "200 MB");
    }

    [Fact]
    public void A_document_whose_stated_sizes_lie_is_refused()
    {
        var bomb = SampleFiles.Office(FileKind.Docx, ("word/media/big.bin", new byte[201 * 1024 * 1024]));
        SampleFiles.StateLength(bomb, "word/media/big.bin", 10);

        Assert.True(Inspect(bomb, "a.docx").Refused);
    }

    [Theory]
    [InlineData("word/embeddings/inner.zip", "nhúng")]
    [InlineData("word/embeddings/inner.docx", "nhúng")]
    [InlineData("word/vbaProject.bin", "macro")]
    [InlineData("../../etc/cron.d/x", "đường dẫn")]
    [InlineData("/etc/x", "đường dẫn")]
    [InlineData("word\\x", "đường dẫn")]
    public void A_document_with_a_dangerous_part_is_refused(string part, string reason)
    {
        AssertUnsafe(SampleFiles.Office(FileKind.Docx, (part, "x"u8.ToArray())), reason);
    }

    [Fact]
    public void A_plain_zip_under_the_name_of_a_document_is_refused()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("word/document.xml");
        }

        Assert.Equal("file.mislabelled", Assert.Single(Inspect(bytes.ToArray(), "a.docx").Faults).Code);
    }

    [Fact]
    public void A_picture_that_claims_too_many_pixels_is_refused()
    {
        var png = SampleFiles.Of(FileKind.Png);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 20_000);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 20_000);

        Assert.Equal("file.unsafe", Assert.Single(Inspect(png, "a.png").Faults).Code);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), -1);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), -1);
        Assert.Equal("file.mislabelled", Assert.Single(Inspect(png, "a.png").Faults).Code);
    }

    [Fact]
    public void A_photograph_with_fill_bytes_between_its_segments_is_taken()
    {
        var jpeg = SampleFiles.Of(FileKind.Jpeg);

        Assert.Empty(Inspect([.. jpeg[..2], 0xFF, 0xFF, .. jpeg[2..]], "a.jpg").Faults);
    }

    [Fact]
    public void A_pdf_without_its_end_was_cut_short()
    {
        var cut = Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj\nendobj\n");

        Assert.Equal("file.mislabelled", Assert.Single(Inspect(cut, "a.pdf").Faults).Code);
    }

    private static void AssertUnsafe(byte[] bytes, string reason)
    {
        var fault = Assert.Single(Inspect(bytes, "a.docx").Faults);
        Assert.Equal("file.unsafe", fault.Code);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }

    private static FileInspection Inspect(byte[] bytes, string name)
    {
        using var stream = new MemoryStream(bytes);
        return FileInspector.Inspect(stream, name, All, "Hồ sơ", Limit);
    }
}
