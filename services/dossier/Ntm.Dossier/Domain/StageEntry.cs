using Ntm.Dossier.Domain.Opinions;
using Ntm.Dossier.Domain.Plans;

namespace Ntm.Dossier.Domain;

/// <summary>The effects on a dossier of a stage that closes or opens.</summary>
internal static class StageEntry
{
    /// <summary>The stage as it opens now: its deadline and its first reminder.</summary>
    public static OpenStage Open(RecognitionDossier dossier, StageEntered entered, DateTimeOffset at)
    {
        var (stage, calendar) = (entered.Stage, dossier.Rules.Calendar);
        var dueAt = DueOf(dossier, stage, at).At;
        var open = new OpenStage
        {
            Key = stage.Key,
            Round = entered.Round,
            OpenedAt = at,
            DueAt = dueAt,
            AlarmedUpTo = dueAt <= at ? dueAt.Value.AddTicks(-1) : at,
        };
        return Deadlines.WithNextAlarm(open, stage, calendar);
    }

    /// <summary>When a stage is due that opens at this instant, what earlier rounds used up counted.</summary>
    public static Due DueOf(RecognitionDossier dossier, Stage stage, DateTimeOffset at)
    {
        var used = new SuspensionLedger(dossier.Suspensions.Resume(stage, at)).UsedBefore(stage, at, dossier.Rules.Calendar);
        return Deadlines.DueOf(stage, PlannedSteps.DatesOf(dossier, stage, dossier.Content.Planned), at, used, dossier.Rules.Calendar);
    }

    /// <summary>
    /// The dossier's content after a stage closed. Where the path goes back, the stages from there on are to be done anew: their
    /// documents lapse, and after a lost vote what was accepted is examined anew.
    /// </summary>
    public static DossierContent ContentLeft(RecognitionDossier dossier, StageClosed closed, DateTimeOffset at)
    {
        var (stage, undone) = (closed.Stage, dossier.Path.UndoneBy(closed.Stage, closed.Outcome));
        var completed = dossier.Content.Completed.RemoveAll(undone.Contains);
        var content = dossier.Content with
        {
            Open = dossier.Content.Open.RemoveAll(open => open.Key == stage.Key),
            Completed = dossier.Path.OutcomesOf(stage).Contains(closed.Outcome) && undone.Count == 0 ? completed.Add(stage.Key) : completed,
            Files = dossier.Files.Lapse(undone, at),
            Opinions = OpinionActs.Ended(dossier.Content, stage.Key, at),
        };
        return closed.Outcome == Outcomes.Lost ? content with { Verdicts = [], Returned = [] } : content;
    }

    /// <summary>The dossier's content after a stage opened.</summary>
    /// <param name="dossier">The dossier before.</param>
    /// <param name="open">The stage that opened.</param>
    /// <param name="stage">The same on the path.</param>
    public static DossierContent ContentEntered(RecognitionDossier dossier, OpenStage open, Stage stage) =>
        (stage.Kind == StageKind.CouncilVote ? dossier.Content.WithCouncil(null) : dossier.Content) with
        {
            Open = dossier.Content.Open.Add(open),
            Completed = dossier.Content.Completed.Remove(stage.Key),
            Suspensions = dossier.Suspensions.Resume(stage, open.OpenedAt),
        };
}
