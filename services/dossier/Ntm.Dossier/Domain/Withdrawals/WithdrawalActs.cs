using Ntm.Dossier.Domain.Events;

namespace Ntm.Dossier.Domain.Withdrawals;

/// <summary>That the sender took the dossier back, or that it ended with its unit's merger, and why.</summary>
/// <param name="Reason">Why, in Vietnamese.</param>
/// <param name="By">Account that withdrew it; <c>system</c> for a merger.</param>
/// <param name="At">When.</param>
/// <param name="ContinuedIn">The dossier of the merged unit that goes on in its place; null where it was taken back.</param>
internal sealed record WithdrawalRecord(string Reason, string By, DateTimeOffset At, Guid? ContinuedIn = null);

/// <summary>Withdraws a dossier.</summary>
internal static class WithdrawalActs
{
    /// <summary>Whether it may still be withdrawn: until the council votes on it.</summary>
    public static Result MayWithdraw(RecognitionDossier dossier)
    {
        if (dossier.Status != DossierStatus.Running)
        {
            return DossierErrors.WithdrawalTooLate;
        }

        var voting = dossier.Content.Council is { VotingBegan: true };
        return dossier
            .Content.Open.Select(open => dossier.Path.StageOf(open.Key).Kind)
            .Any(kind => Outcomes.Ends(kind) || kind == StageKind.Decision || (kind == StageKind.CouncilVote && voting))
            ? DossierErrors.WithdrawalTooLate
            : Result.Done;
    }

    /// <summary>Takes the dossier back, with its reason; whatever is open ends.</summary>
    public static Result<Change> Withdraw(RecognitionDossier dossier, Act act, string reason) =>
        MayWithdraw(dossier)
            .Then<Change>(() =>
                new Change(
                    dossier.Content with
                    {
                        Withdrawal = new WithdrawalRecord(reason, act.By, act.At),
                        Suspensions = dossier.Content.Suspensions.ConvertAll(entry => entry with { To = entry.To ?? act.At }),
                    }
                )
                {
                    Audit = [act.Entry("dossier.withdrawn", null, new { Reason = reason })],
                    Events = [PathEvents.Withdrawn(dossier, act, reason)],
                }
            );
}
