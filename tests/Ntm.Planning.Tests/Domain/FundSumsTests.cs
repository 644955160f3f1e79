using Ntm.Planning.Domain.Funds;

namespace Ntm.Planning.Tests.Domain;

public sealed class FundSumsTests
{
    /// <summary>Of 500 planned, 300 are allotted and 200 spent.</summary>
    [Theory]
    [InlineData("Spent", 100, false)]
    [InlineData("Spent", 101, true)]
    [InlineData("Spent", -200, false)]
    [InlineData("Allotted", -100, false)]
    [InlineData("Allotted", -101, true)]
    [InlineData("Allotted", 1, false)]
    [InlineData("Planned", -500, false)]
    [InlineData("Contributed", 1_000_000, false)]
    public void No_entry_and_no_counter_entry_leaves_more_spent_than_allotted(string kind, long amount, bool refused)
    {
        var entry = Entry(Enum.Parse<FundEntryKind>(kind), amount);

        var refusal = new FundSums(500, 300, 200).WhyNot(entry);

        Assert.Equal(refused ? ("planning.fund_exceeded", "fund") : (null, null), (refusal?.Code, refusal?.Field));
    }

    [Fact]
    public void A_counter_entry_says_the_opposite_of_the_same_thing_and_names_what_it_takes_back()
    {
        var entry = Entry(FundEntryKind.Spent, 200);

        var counter = entry.Counter(" Ghi nhầm ", new Act("leader-1", "Lãnh đạo", PlanningPlatform.Start, "leader-0"));

        Assert.Equal((-200, entry.Id, "Ghi nhầm"), (counter.Amount, counter.Counters!.Value, counter.Reason));
        Assert.Equal((entry.PlanId, entry.Fund, entry.Kind), (counter.PlanId, counter.Fund, counter.Kind));
        Assert.Equal(("leader-1", "leader-0", new DateOnly(2023, 3, 1)), (counter.By, counter.For, counter.DocumentDay));
        Assert.False(entry.SaysSame(counter));
        Assert.True(string.CompareOrdinal(counter.SortKey, entry.SortKey) < 0, "the newest first");
    }

    private static FundEntry Entry(FundEntryKind kind, long amount) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            PlanId = Guid.CreateVersion7(),
            Fund = "F01",
            Kind = kind,
            Amount = amount,
            DocumentDay = new DateOnly(2023, 2, 1),
            SortKey = FundEntry.SortKeyOf(PlanningPlatform.Start.AddDays(-1)),
            By = "officer-1",
            ByName = "Cán bộ",
            At = PlanningPlatform.Start,
        };
}
