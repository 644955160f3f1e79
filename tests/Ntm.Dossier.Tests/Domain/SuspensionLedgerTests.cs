using Ntm.Dossier.Domain;
using Ntm.Dossier.Domain.Paths;
using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Dossier.Tests.Domain;

public sealed class SuspensionLedgerTests
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.VietNam;
    private static readonly Stage Review = new("district-examination")
    {
        Kind = StageKind.Review,
        Title = "Thẩm tra",
        Level = "district",
        Role = "reviewer",
    };

    [Fact]
    public void A_review_that_was_never_returned_has_used_nothing() =>
        Assert.Equal(0, new SuspensionLedger([]).UsedBefore(Review, At(6), Calendar));

    [Fact]
    public void A_review_that_comes_back_has_used_the_days_up_to_its_return()
    {
        var begun = new SuspensionLedger([]).Begin(Review, Opened(1, At(6)), At(8), Calendar);
        var resumed = new SuspensionLedger(begun).Resume(Review, At(20));

        Assert.Null(Assert.Single(begun).To);
        Assert.Equal(At(20), Assert.Single(resumed).To);
        Assert.Equal(2, new SuspensionLedger(resumed).UsedBefore(Review, At(20), Calendar));
    }

    [Fact]
    public void Rounds_that_do_not_lead_to_the_open_one_do_not_count()
    {
        var begun = new SuspensionLedger([]).Begin(Review, Opened(1, At(6)), At(8), Calendar);
        var resumed = new SuspensionLedger(begun).Resume(Review, At(20));

        Assert.Equal(0, new SuspensionLedger(resumed).UsedBefore(Review, At(22), Calendar));
    }

    private static OpenStage Opened(int round, DateTimeOffset at) =>
        new()
        {
            Key = Review.Key,
            Round = round,
            OpenedAt = at,
            AlarmedUpTo = at,
        };

    private static DateTimeOffset At(int day) => new(2023, 3, day, 3, 0, 0, TimeSpan.Zero);
}
