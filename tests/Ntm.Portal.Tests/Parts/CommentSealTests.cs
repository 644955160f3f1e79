using Microsoft.Extensions.Options;
using Ntm.Portal.Pages.Public;
using Ntm.Portal.Sessions;

namespace Ntm.Portal.Tests.Parts;

/// <summary>What the form for residents carries against programs that fill it.</summary>
public sealed class CommentSealTests : IDisposable
{
    private static readonly DateTimeOffset Issued = new(2026, 3, 1, 1, 0, 0, TimeSpan.Zero);
    private static readonly Guid Dossier = Guid.CreateVersion7();

    private readonly string folder = Directory.CreateTempSubdirectory("ntm-seal-").FullName;

    [Fact]
    public void A_seal_is_read_for_its_own_report_and_by_its_own_portal_alone()
    {
        var (mine, other) = (Key("a"), Key("b"));
        var seal = CommentSeal.Of(Dossier, Issued);
        var box = seal.Seal(mine);

        Assert.Equal(seal, CommentSeal.Open(mine, box, Dossier));
        Assert.Null(CommentSeal.Open(mine, box, Guid.CreateVersion7()));
        Assert.Null(CommentSeal.Open(other, box, Dossier));
        Assert.Null(CommentSeal.Open(mine, box[..^4] + "AAAA", Dossier));
        Assert.Null(CommentSeal.Open(mine, null, Dossier));
        Assert.Null(CommentSeal.Open(mine, mine.Seal("ntmr_phien"), Dossier));
    }

    [Fact]
    public void It_is_too_quick_below_three_seconds_and_too_old_above_a_day()
    {
        var seal = CommentSeal.Of(Dossier, Issued);

        Assert.Equal("portal.comment_too_quick", seal.Fault(Issued.AddTicks(1))?.Code);
        Assert.Equal("portal.comment_too_quick", seal.Fault(Issued.AddSeconds(3).AddTicks(-1))?.Code);
        Assert.Null(seal.Fault(Issued.AddSeconds(3)));
        Assert.Null(seal.Fault(Issued.AddDays(1)));
        Assert.Equal("portal.comment_too_old", seal.Fault(Issued.AddDays(1).AddTicks(1))?.Code);
        Assert.Null(seal.Fault(Issued));
    }

    [Fact]
    public void The_form_that_is_shown_again_has_its_time_and_a_key_of_its_own()
    {
        var seal = CommentSeal.Of(Dossier, Issued);

        var again = seal.Again(Issued.AddSeconds(1));
        var late = seal.Again(Issued.AddDays(2));

        Assert.Equal(Issued, again.IssuedAt);
        Assert.NotEqual(seal.Key, again.Key);
        Assert.Equal(Issued.AddDays(2), late.IssuedAt);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private PortalKey Key(string name) =>
        new(Options.Create(new PortalOptions { KeyPath = Path.Combine(folder, name), CreateKeyWhenAbsent = true }));
}
