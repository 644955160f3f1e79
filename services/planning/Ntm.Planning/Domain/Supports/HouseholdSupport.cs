using Ntm.Planning.Domain.Records;

namespace Ntm.Planning.Domain.Supports;

/// <summary>Support of one household out of a fund: entered, the standard design confirmed, approved by somebody else, paid. It names
/// no household: that stands in a row of its own.</summary>
internal sealed class HouseholdSupport : IPlanRecord
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Key of the fund in the plan.</summary>
    public required string Fund { get; init; }

    /// <summary>Commune that keeps the register.</summary>
    public required string CommunePath { get; set; }

    /// <summary>The village.</summary>
    public required string UnitCode { get; set; }
    public required string UnitName { get; set; }
    public required string UnitPath { get; set; }

    /// <summary>Counts in the commune's register of the fund from 1.</summary>
    public required int Number { get; set; }

    /// <summary>Why it is entitled: one of the fund's categories.</summary>
    public required string Category { get; init; }

    /// <summary>The fund's amount a household, đồng.</summary>
    public required long Amount { get; init; }

    /// <summary>Where the photo or paper lies; null for none.</summary>
    public string? Document { get; init; }

    /// <summary>Where it stands in lists.</summary>
    public required string SortKey { get; set; }

    /// <summary>Accounts that answer for the entry.</summary>
    public required IReadOnlyList<string> EnteredBy { get; init; }
    public SupportState State { get; private set; }

    /// <summary>Whether the works follow the standard design (mẫu 3 bi).</summary>
    public bool DesignConfirmed { get; private set; }

    /// <summary>Number of the voucher of payment; null while it is not paid.</summary>
    public string? Voucher { get; private set; }
    public DateOnly? PaidOn { get; private set; }

    /// <summary>Entry in the fund's book; null while it is not paid.</summary>
    public Guid? EntryId { get; private set; }
    public int Version { get; private set; }

    /// <summary>The village.</summary>
    public PlanUnit Unit => new(UnitCode, UnitName, UnitPath, PlanLevel.Village);

    public string AuditKey => $"support/{Id:N}";

    public object AuditContent() =>
        new
        {
            PlanId,
            Fund,
            UnitCode,
            Number,
            Category,
            Amount,
            Document,
            EnteredBy,
            State = State.ToString(),
            DesignConfirmed,
            Voucher,
            PaidOn,
            EntryId,
            Version,
        };

    /// <summary>The first step.</summary>
    public Result<RecordStep> Enter(Act act) => Step("entered", null, act);

    /// <summary>Confirms that the works follow the standard design.</summary>
    public Result<RecordStep> ConfirmDesign(Act act)
    {
        if (State != SupportState.Entered || DesignConfirmed)
        {
            return SupportErrors.NotEntered;
        }

        DesignConfirmed = true;
        return Step("design", null, act);
    }

    /// <summary>Approves it; whoever entered it does not.</summary>
    public Result<RecordStep> Approve(Act act)
    {
        if (State != SupportState.Entered)
        {
            return SupportErrors.NotEntered;
        }

        if (act.Accounts.Intersect(EnteredBy).Any())
        {
            return SupportErrors.OwnEntry;
        }

        if (!DesignConfirmed)
        {
            return SupportErrors.DesignMissing;
        }

        State = SupportState.Approved;
        return Step("approved", null, act);
    }

    /// <summary>Notes the payment.</summary>
    public Result<RecordStep> Pay(string voucher, DateOnly day, Guid entryId, Act act)
    {
        if (State != SupportState.Approved)
        {
            return SupportErrors.NotApproved;
        }

        (State, Voucher, PaidOn, EntryId) = (SupportState.Paid, DocumentNumber.Normalise(voucher), day, entryId);
        return Step("paid", Voucher, act);
    }

    /// <summary>Notes that a payment was given back.</summary>
    public Result<RecordStep> Repay(string reason, Act act) => End(SupportState.Repaid, "repaid", reason, act, SupportState.Paid);

    /// <summary>Notes that a file was added.</summary>
    public RecordStep Attach(Guid document, Act act) => Step("attached", $"{document:N}", act);

    /// <summary>Notes that a file was taken out.</summary>
    public RecordStep Detach(Guid document, Act act) => Step("removed", $"{document:N}", act);

    /// <summary>Goes with its village to another name or place, or to the village that took its place.</summary>
    public RecordStep GoTo(PlanUnit unit, Act act)
    {
        (UnitCode, UnitName, UnitPath) = (unit.Code, unit.Name, unit.Path);
        return Step("moved", UnitName, act);
    }

    /// <summary>Stands in the register of another commune under a number of its own.</summary>
    public void EnterIn(string communePath, int number) =>
        (CommunePath, Number, SortKey) = (communePath, number, SortKeyOf(PlanId, Fund, communePath, number));

    /// <summary>Where the support with a number stands in a register.</summary>
    public static string SortKeyOf(Guid planId, string fund, string communePath, int number) =>
        $"{planId:N}/{fund}/{communePath}/{number:D6}";

    /// <summary>Rejects it.</summary>
    public Result<RecordStep> Reject(string reason, Act act) => End(SupportState.Rejected, "rejected", reason, act, SupportState.Entered);

    /// <summary>Withdraws it before it is paid.</summary>
    public Result<RecordStep> Withdraw(string reason, Act act) =>
        End(SupportState.Withdrawn, "withdrawn", reason, act, SupportState.Entered, SupportState.Approved);

    private Result<RecordStep> End(SupportState end, string kind, string reason, Act act, params SupportState[] from)
    {
        if (!from.Contains(State))
        {
            return SupportErrors.NotThere(State);
        }

        State = end;
        return Step(kind, reason, act);
    }

    private RecordStep Step(string kind, string? text, Act act)
    {
        Version++;
        return RecordStep.Of(this, kind, text, act);
    }
}
