using System.Collections.Immutable;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Domain.Events;

namespace Ntm.Dossier.Domain.Plans;

/// <summary>Lets a dossier follow the dates of published plans.</summary>
internal static class PlanActs
{
    /// <summary>The open stage with the deadline that the dates give it; the same where they change nothing.</summary>
    public static OpenStage Dated(RecognitionDossier dossier, OpenStage open, ImmutableList<PlannedStep> dates)
    {
        var (stage, calendar) = (dossier.Path.StageOf(open.Key), dossier.Rules.Calendar);
        var used = dossier.Suspensions.UsedBefore(stage, open.OpenedAt, calendar);
        var due = Deadlines.DueOf(stage, PlannedSteps.DatesOf(dossier, stage, dates), open.OpenedAt, used, calendar);
        return due.At == open.DueAt || due is { Unknown: true, At: null }
            ? open
            : Deadlines.WithNextAlarm(
                open with
                {
                    DueAt = due.At,
                    AlarmedUpTo = due.At <= open.AlarmedUpTo ? due.At.Value.AddTicks(-1) : open.AlarmedUpTo,
                },
                stage,
                calendar
            );
    }

    /// <summary>Takes over the dates of plans; null where the dossier ended or follows them already.</summary>
    public static Change? Follow(RecognitionDossier dossier, Act act, ImmutableList<PlannedStep> dates)
    {
        if (dossier.Status != DossierStatus.Running || dates.SequenceEqual(dossier.Content.Planned))
        {
            return null;
        }

        var open = dossier.Content.Open.ConvertAll(stage => Dated(dossier, stage, dates));
        var moved = open.Where(stage => stage.DueAt is not null && dossier.FindOpen(stage.Key)!.DueAt != stage.DueAt).ToList();
        return new Change(dossier.Content with { Planned = dates, Open = open })
        {
            Audit = [Entry(act, dates)],
            Events = [.. moved.Select(stage => Moved(dossier, act, stage))],
        };
    }

    /// <summary>The audit's entry for the dates that a dossier follows.</summary>
    public static AuditAct Entry(Act act, ImmutableList<PlannedStep> dates) => act.Entry("plan.applied", null, new { dates });

    private static Func<long, IDossierEvent> Moved(RecognitionDossier dossier, Act act, OpenStage open) =>
        DeadlineEvents.Set(dossier, act, dossier.Path.StageOf(open.Key), open, open.DueAt!.Value);
}
