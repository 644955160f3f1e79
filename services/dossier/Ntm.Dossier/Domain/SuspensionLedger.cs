using System.Collections.Immutable;

namespace Ntm.Dossier.Domain;

/// <summary>An entry of the suspension ledger: the clock of a review stands still while the dossier is with its preparer.</summary>
/// <param name="Stage">Review stage whose clock stands still.</param>
/// <param name="Round">Round that ended with the return.</param>
/// <param name="From">Return.</param>
/// <param name="To">Re-entry; null while it lasts.</param>
/// <param name="WorkingDaysUsed">Days of the period, counted as it counts them, used up until the return, all rounds together, as far
/// as the calendar went.</param>
/// <param name="OpenedAt">When the round began that ended with the return; null in dossiers from before it was kept.</param>
internal sealed record Suspension(
    string Stage,
    int Round,
    DateTimeOffset From,
    DateTimeOffset? To,
    int WorkingDaysUsed,
    DateTimeOffset? OpenedAt = null
);

/// <summary>The suspensions of a dossier, and what they leave of a review's period.</summary>
internal readonly record struct SuspensionLedger(ImmutableList<Suspension> Entries)
{
    /// <summary>The ledger with the suspension that begins when a review returns the dossier.</summary>
    public ImmutableList<Suspension> Begin(Stage stage, OpenStage open, DateTimeOffset at, WorkingDayCalendar calendar)
    {
        var used = (UsedBefore(stage, open.OpenedAt, calendar) ?? 0) + (Deadlines.Used(stage, open.OpenedAt, at, calendar) ?? 0);
        return Entries.Add(new Suspension(stage.Key, open.Round, at, null, used, open.OpenedAt));
    }

    /// <summary>The ledger after a review came back at this instant.</summary>
    public ImmutableList<Suspension> Resume(Stage stage, DateTimeOffset at)
    {
        var last = Entries.FindLastIndex(entry => entry.Stage == stage.Key && entry.To is null);
        return last >= 0 ? Entries.SetItem(last, Entries[last] with { To = at }) : Entries;
    }

    /// <summary>
    /// Working days of a stage's period used up in the rounds that were suspended and led to the one opened then; null where the
    /// calendar does not cover one of them.
    /// </summary>
    public int? UsedBefore(Stage stage, DateTimeOffset openedAt, WorkingDayCalendar calendar)
    {
        int? used = 0;
        foreach (var round in Entries.Where(entry => entry.Stage == stage.Key).Reverse().TakeWhile(entry => entry.To == openedAt))
        {
            if (round.OpenedAt is not { } began)
            {
                // A dossier from before the opening was kept has the sum of all rounds up to here.
                return used + round.WorkingDaysUsed;
            }

            used += Deadlines.Used(stage, began, round.From, calendar);
            openedAt = began;
        }

        return used;
    }
}
