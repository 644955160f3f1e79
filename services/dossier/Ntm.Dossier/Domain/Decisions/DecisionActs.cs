using Ntm.Dossier.Domain.Events;

namespace Ntm.Dossier.Domain.Decisions;

/// <summary>Records the decision of the province's chair and its announcement.</summary>
internal static class DecisionActs
{
    public static Result<Change> Decide(RecognitionDossier dossier, Act act, Stage stage, DecisionRecord decision)
    {
        var (outcome, number, date, reason, _, _) = decision;
        if (!dossier.Path.OutcomesOf(stage).Contains(outcome))
        {
            return DossierErrors.OutcomeUnknown(stage, outcome, dossier.Path.OutcomesOf(stage));
        }

        // The checklist of this stage holds the decision to recognise; a refusal is answered at the next one.
        var faults = outcome == Outcomes.Recognised ? dossier.Obstacles(stage, act.At).ToList() : [];
        faults.AddRange(act.DateFaults("date", date, dossier.OpenedOn));
        if (outcome == Outcomes.Refused && string.IsNullOrWhiteSpace(reason))
        {
            faults.Add(DossierErrors.RejectionReason());
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        var decided = new
        {
            outcome,
            number,
            date,
            reason,
        };
        return new Change(dossier.Content with { Decision = decision })
        {
            Audit = [act.Entry("decision.made", stage, decided)],
            Events = [StepEvents.Decided(dossier, act, decision)],
            Completes = new StageSignal(stage.Key, outcome),
        };
    }

    /// <summary>Records that the result was announced; it ends the path.</summary>
    public static Result<Change> Announce(RecognitionDossier dossier, Act act, Stage stage, DateOnly on, string where)
    {
        var first = dossier.Content.Decision?.Date ?? dossier.OpenedOn;
        var faults = dossier.Obstacles(stage, act.At).Concat(act.DateFaults("on", on, first)).ToList();
        return faults.Count > 0
            ? faults
            : new Change(dossier.Content with { Announcement = new AnnouncementRecord(on, where, act.By, act.At) })
            {
                Audit = [act.Entry("announcement.published", stage, new { on, where })],
                Completes = new StageSignal(stage.Key, Outcomes.Published),
            };
    }
}
