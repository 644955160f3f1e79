using Ntm.Dossier.Domain.Events;
using Ntm.Dossier.Domain.Plans;

namespace Ntm.Dossier.Domain;

/// <summary>Reminds of the deadlines of open stages, and sets those that become known.</summary>
internal static class DeadlineActs
{
    /// <summary>
    /// Gives the alarms of an open stage that are due. When several are, the platform was down over the earlier
    /// ones: only the most urgent is still true. Refused when none is due.
    /// </summary>
    public static Result<Change> Alarm(RecognitionDossier dossier, Act act, string stageKey, int round)
    {
        if (dossier.FindOpen(stageKey) is not { DueAt: { } dueAt } open || open.Round != round)
        {
            return DossierErrors.NoAlarmDue;
        }

        var stage = dossier.Path.StageOf(stageKey);
        var due = Deadlines
            .AlarmsOf(stage, dueAt, dossier.Rules.Calendar)
            .Where(alarm => alarm.At > open.AlarmedUpTo && alarm.At <= act.At)
            .ToList();
        if (due.Count == 0)
        {
            return DossierErrors.NoAlarmDue;
        }

        var said = Deadlines.WithNextAlarm(open with { AlarmedUpTo = act.At }, stage, dossier.Rules.Calendar);
        var change = new Change(dossier.Content with { Open = dossier.Content.Open.Replace(open, said) });
        if (due[^1].WorkingDaysLeft is not { } left)
        {
            return change with
            {
                Audit = [act.Entry("deadline.missed", stage, new { round, dueAt })],
                Events = [DeadlineEvents.Missed(dossier, act, stage, open)],
            };
        }

        var approaching = new
        {
            round,
            dueAt,
            left,
        };
        return change with
        {
            Audit = [act.Entry("deadline.approaching", stage, approaching)],
            Events = [DeadlineEvents.Approaching(dossier, act, stage, open, left)],
        };
    }

    /// <summary>The open stage with the deadline and the reminder that the calendar gives now; the same when nothing was missing.</summary>
    public static OpenStage Recomputed(RecognitionDossier dossier, OpenStage open)
    {
        var (stage, calendar) = (dossier.Path.StageOf(open.Key), dossier.Rules.Calendar);
        var used = dossier.Suspensions.UsedBefore(stage, open.OpenedAt, calendar);
        var dueAt = Deadlines.IsUnknown(open, stage)
            ? Deadlines.DueOf(stage, PlannedSteps.DatesOf(dossier, stage, dossier.Content.Planned), open.OpenedAt, used, calendar).At
            : open.DueAt;
        return Deadlines.WithNextAlarm(open with { DueAt = dueAt }, stage, calendar);
    }

    /// <summary>Takes over what <see cref="Recomputed"/> gives for an open stage, and says so when its deadline was unknown.</summary>
    public static Result<Change> Recompute(RecognitionDossier dossier, Act act, OpenStage open)
    {
        var (stage, known) = (dossier.Path.StageOf(open.Key), Recomputed(dossier, open));
        var change = new Change(dossier.Content with { Open = dossier.Content.Open.Replace(open, known) });
        return known.DueAt is { } dueAt && open.DueAt is null
            ? change with
            {
                Audit = [act.Entry("deadline.set", stage, new { open.Round, dueAt })],
                Events = [DeadlineEvents.Set(dossier, act, stage, known, dueAt)],
            }
            : change;
    }
}
