namespace Ntm.Dossier.Domain;

/// <summary>The effects on a dossier of a stage that opens.</summary>
internal static class StageEntry
{
    /// <summary>The stage as it opens now: its deadline and its first reminder.</summary>
    public static OpenStage Open(RecognitionDossier dossier, StageEntered entered, DateTimeOffset at)
    {
        var (stage, calendar) = (entered.Stage, dossier.Rules.Calendar);
        var used = new SuspensionLedger(dossier.Suspensions.Resume(stage, at)).UsedBefore(stage, at, calendar);
        var dueAt = Deadlines.DueOf(stage, dossier.Year, dossier.ExtensionOf(stage)?.Before, at, used, calendar).At;
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

    /// <summary>The dossier's content after a stage opened.</summary>
    /// <param name="dossier">The dossier before.</param>
    /// <param name="open">The stage that opened.</param>
    /// <param name="stage">The same on the path.</param>
    /// <param name="by">The stage whose end opened it; null at the start of the path.</param>
    public static DossierContent ContentAfter(RecognitionDossier dossier, OpenStage open, Stage stage, StageClosed? by)
    {
        var before = stage.Kind == StageKind.CouncilVote ? dossier.Content.WithCouncil(null) : dossier.Content;
        var content = before with { Open = dossier.Content.Open.Add(open), Suspensions = dossier.Suspensions.Resume(stage, open.OpenedAt) };

        // After a lost vote the dossier goes the whole way again: what was accepted then is examined anew.
        return by is { Outcome: Outcomes.Lost } ? content with { Verdicts = [], Returned = [] } : content;
    }
}
