using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Funds;
using Ntm.Planning.Domain.Records;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Funds;

/// <summary>Keeps the books of funds. Whoever adds to one holds the lock on its plan.</summary>
internal sealed class FundLedger(PlanningDbContext db)
{
    /// <summary>Adds an entry that the sums allow.</summary>
    public async Task<Result> AddAsync(FundEntry entry, CancellationToken cancellation)
    {
        if ((await SumsAsync(entry.PlanId, entry.Fund, cancellation)).WhyNot(entry) is { } refusal)
        {
            return refusal;
        }

        db.FundEntries.Add(entry);
        return Result.Done;
    }

    /// <summary>Adds an entry under an id that the sender chose, and saves. The same again is answered with what is there.</summary>
    public async Task<Result<FundEntry>> RecordAsync(FundEntry entry, Caller caller, RecordHand hand, CancellationToken cancellation)
    {
        if (await db.FundEntries.FindAsync([entry.Id], cancellation) is { } before)
        {
            return before.SaysSame(entry) ? before : FundErrors.IdTaken;
        }

        var added = await AddAsync(entry, cancellation);
        if (added.Refused)
        {
            return added.Errors.ToList();
        }

        db.ActIn(caller, hand.UnitPath, hand.Roles);
        await db.SaveChangesAsync(cancellation);
        return entry;
    }

    /// <summary>An entry of today; what is left out is for the slice to add.</summary>
    public static FundEntry New(Guid id, PlanGround ground, FundEntryKind kind, FundLine line, Act act) =>
        new()
        {
            Id = id,
            PlanId = ground.Plan.Id,
            Fund = line.Fund,
            Kind = kind,
            Measure = line.Measure,
            Amount = line.Amount,
            VillageCode = line.Village?.Code,
            VillageName = line.Village?.Name,
            VillagePath = line.Village?.Path,
            Donor = line.Donor,
            DocumentNumber = line.DocumentNumber is { } number ? DocumentNumber.Normalise(number) : null,
            DocumentDay = line.DocumentDay,
            SortKey = FundEntry.SortKeyOf(act.At),
            By = act.By,
            ByName = act.Name,
            For = act.OnBehalfOf,
            At = act.At,
        };

    /// <summary>The sums of a fund in money.</summary>
    private async Task<FundSums> SumsAsync(Guid planId, string fund, CancellationToken cancellation)
    {
        var sums = await db
            .FundEntries.Where(row => row.PlanId == planId && row.Fund == fund && row.Measure == FundMeasure.Money)
            .GroupBy(row => row.Kind)
            .Select(group => new { Kind = group.Key, Amount = group.Sum(row => row.Amount) })
            .ToDictionaryAsync(row => row.Kind, row => row.Amount, cancellation);
        return new FundSums(
            sums.GetValueOrDefault(FundEntryKind.Planned),
            sums.GetValueOrDefault(FundEntryKind.Allotted),
            sums.GetValueOrDefault(FundEntryKind.Spent)
        );
    }
}

/// <summary>What an entry says.</summary>
internal sealed record FundLine(
    string Fund,
    FundMeasure Measure,
    long Amount,
    string? DocumentNumber,
    DateOnly DocumentDay,
    PlanUnit? Village = null,
    DonorKind? Donor = null
);
