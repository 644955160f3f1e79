using System.Net.Http.Headers;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ntm.Commands;
using Ntm.Files;
using Ntm.Web;

namespace Ntm.Platform.Tests.Files;

public sealed class FileNameTests
{
    [Fact]
    public void A_name_is_kept_in_composed_Unicode()
    {
        var faults = new List<Error>();

        Assert.Equal("Tờ trình số 12.pdf", FileName.Read(ComposedText.Decompose("  Tờ trình số 12.pdf"), faults));
        Assert.Empty(faults);
    }

    [Theory]
    [InlineData(null, "file.name_empty")]
    [InlineData("", "file.name_empty")]
    [InlineData("   ", "file.name_empty")]
    [InlineData(".pdf", "file.name_empty")]
    [InlineData("a\n.pdf", "file.name_characters")]
    [InlineData("a\0.pdf", "file.name_characters")]
    [InlineData("a\u202efdp.exe", "file.name_characters")]
    [InlineData("a\u200b.pdf", "file.name_characters")]
    [InlineData("../../etc/passwd.pdf", "file.name_characters")]
    [InlineData("C:\\a.pdf", "file.name_characters")]
    [InlineData("a\".pdf", "file.name_characters")]
    [InlineData("a.pdf.", "file.name_characters")]
    [InlineData("a\ufffd.pdf", "file.name_encoding")]
    public void A_name_that_could_deceive_is_refused(string? given, string code)
    {
        var faults = new List<Error>();

        Assert.Null(FileName.Read(given, faults));
        Assert.Equal(code, Assert.Single(faults).Code);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_refused()
    {
        var faults = new List<Error>();

        Assert.Null(FileName.Read("a" + (char)0xD800 + ".pdf", faults));
        Assert.Equal("file.name_encoding", Assert.Single(faults).Code);
    }

    [Fact]
    public void The_longest_name_is_kept_and_one_more_is_refused()
    {
        var faults = new List<Error>();
        Assert.NotNull(FileName.Read(new string('ờ', FileName.Longest - 4) + ".pdf", faults));
        Assert.Empty(faults);

        Assert.Null(FileName.Read(new string('ờ', FileName.Longest - 3) + ".pdf", faults));
        Assert.Equal("file.name_too_long", Assert.Single(faults).Code);
    }

    [Fact]
    public void The_header_has_a_plain_name_and_the_exact_one()
    {
        Assert.Equal(
            "attachment; filename=\"Quyet dinh.pdf\"; filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf",
            FileName.ToContentDisposition("Quyết định.pdf")
        );
    }

    [Fact]
    public void Any_kept_name_comes_back_from_the_header_unchanged()
    {
        Prop.ForAll(
                ArbMap.Default.ArbFor<NonNull<string>>(),
                text =>
                {
                    var name = FileName.Read(text.Get + "ờ.pdf", []);
                    return name is null
                        || (
                            ContentDispositionHeaderValue.TryParse(FileName.ToContentDisposition(name), out var header)
                            && header.FileNameStar == name
                            && header.FileName!.All(char.IsAscii)
                        );
                }
            )
            .QuickCheckThrowOnFailure();
    }
}
