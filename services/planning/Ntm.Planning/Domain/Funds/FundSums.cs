namespace Ntm.Planning.Domain.Funds;

/// <summary>Sums of a fund in money.</summary>
/// <param name="Planned">Planned, đồng.</param>
/// <param name="Allotted">Allotted, đồng.</param>
/// <param name="Spent">Spent, đồng.</param>
internal sealed record FundSums(long Planned, long Allotted, long Spent)
{
    /// <summary>Why an entry cannot be added: no more is ever spent than is allotted.</summary>
    public Error? WhyNot(FundEntry entry)
    {
        var after = entry.Kind switch
        {
            FundEntryKind.Allotted => this with { Allotted = Allotted + entry.Amount },
            FundEntryKind.Spent => this with { Spent = Spent + entry.Amount },
            _ => this,
        };
        return entry.Kind is FundEntryKind.Allotted or FundEntryKind.Spent && after.Spent > after.Allotted
            ? FundErrors.Exceeded(entry.Fund, after)
            : null;
    }
}
