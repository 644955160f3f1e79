using Ntm.Dossier.Domain.Events;
using Ntm.Dossier.Domain.Withdrawals;

namespace Ntm.Dossier.Domain.Units;

/// <summary>A running dossier among those of one unit, title and year.</summary>
/// <param name="Id">The dossier.</param>
/// <param name="Voted">Whether the council has voted on it, so that nobody can take it back any more.</param>
/// <param name="OpenedAt">When it was opened.</param>
internal sealed record RunningDossier(Guid Id, bool Voted, DateTimeOffset OpenedAt)
{
    public static RunningDossier Of(RecognitionDossier dossier) =>
        new(dossier.Id, WithdrawalActs.MayWithdraw(dossier).Refused, dossier.OpenedAt);
}

/// <summary>
/// Communes that merge bring their running dossiers with them. Of one unit, title and year one goes on, and each other ends: a unit is
/// recognised by one decision.
/// </summary>
internal static class MergedDossiers
{
    /// <summary>Which goes on: one that the council has voted on, and among equals the one opened first.</summary>
    public static RunningDossier GoesOn(IEnumerable<RunningDossier> running) =>
        running.OrderBy(dossier => !dossier.Voted).ThenBy(dossier => dossier.OpenedAt).ThenBy(dossier => dossier.Id).First();

    /// <summary>Ends a dossier in favour of the one that goes on.</summary>
    public static Result<Change> GiveWay(RecognitionDossier dossier, Act act, RecognitionDossier goesOn)
    {
        var reason =
            $"Xã đã sáp nhập thành {dossier.UnitName}; mỗi xã chỉ có một hồ sơ cho một danh hiệu trong một năm. Hồ sơ mở ngày "
            + $"{VietnamTime.Display(goesOn.OpenedOn)} được tiếp tục.";
        return new Change(
            dossier.Content with
            {
                Withdrawal = new WithdrawalRecord(reason, act.By, act.At, goesOn.Id),
                Suspensions = dossier.Content.Suspensions.ConvertAll(entry => entry with { To = entry.To ?? act.At }),
            }
        )
        {
            Audit = [act.Entry("dossier.merged", null, new { reason, ContinuedIn = goesOn.Id })],
            Events = [PathEvents.Withdrawn(dossier, act, reason, goesOn.Id)],
        };
    }

    /// <summary>Notes in the audit of the dossier that goes on which other one ended in its favour.</summary>
    public static void GoOn(this RecognitionDossier dossier, Act act, RecognitionDossier ended) =>
        dossier.Journal.Audit(act.Entry("dossier.merged_with", null, new { Ended = ended.Id, ended.OpenedOn }));
}
