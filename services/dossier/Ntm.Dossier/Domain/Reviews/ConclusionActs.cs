using Ntm.Dossier.Domain.Events;

namespace Ntm.Dossier.Domain.Reviews;

/// <summary>How a review ends.</summary>
/// <param name="Outcome">Approved, Returned or Rejected.</param>
/// <param name="Reason">Needed to reject.</param>
/// <param name="Items">Items to return besides those with a returning verdict.</param>
internal sealed record Conclusion(string Outcome, string? Reason, IReadOnlyList<GivenVerdict> Items);

/// <summary>Ends a review.</summary>
internal static class ConclusionActs
{
    /// <summary>Ends the review. A return names its items; what was accepted stays accepted.</summary>
    public static Result<Change> Conclude(RecognitionDossier dossier, Act act, Stage stage, Reviewer reviewer, Conclusion conclusion)
    {
        if (!dossier.Path.OutcomesOf(stage).Contains(conclusion.Outcome))
        {
            return DossierErrors.OutcomeUnknown(stage, conclusion.Outcome, dossier.Path.OutcomesOf(stage));
        }

        var review = dossier.ReviewAt(stage);
        var faults = FaultsOf(dossier, act, review, reviewer, conclusion);
        if (faults.Count > 0)
        {
            return faults;
        }

        return conclusion.Outcome == Outcomes.Returned
            ? Return(dossier, act, review, reviewer, conclusion)
            : new Change(dossier.Content with { Returned = dossier.Content.ReturnedItems.Replace(stage, []) })
            {
                Audit = [Concluded(act, review, conclusion, [])],
                Completes = new StageSignal(stage.Key, conclusion.Outcome),
            };
    }

    private static List<Error> FaultsOf(RecognitionDossier dossier, Act act, Review review, Reviewer reviewer, Conclusion conclusion) =>
        conclusion.Outcome switch
        {
            Outcomes.Returned when conclusion.Items.Count == 0 => review.Returning.Any() ? [] : [DossierErrors.ReturnNeedsItems],
            Outcomes.Returned => review.FaultsOf(reviewer, conclusion.Items),
            Outcomes.Rejected => string.IsNullOrWhiteSpace(conclusion.Reason) ? [DossierErrors.RejectionReason()] : [],
            _ => [.. dossier.Obstacles(review.Stage, act.At)],
        };

    /// <summary>Returns every item with a returning verdict, those of the conclusion included, and stops the review's clock.</summary>
    private static Change Return(RecognitionDossier dossier, Act act, Review review, Reviewer reviewer, Conclusion conclusion)
    {
        var (stage, content) = (review.Stage, dossier.Content);
        var audit = new List<AuditAct>();
        var judged = review;
        if (conclusion.Items.Count > 0)
        {
            judged = review.Give(act, reviewer, conclusion.Items).Value!;
            audit.Add(ReviewActs.VerdictsGiven(act, review, conclusion.Items));
        }

        var returned = judged.Returning.Select(verdict => Entry(dossier, act, verdict, conclusion.Reason)).ToList();
        var suspensions = dossier.Suspensions.Begin(stage, dossier.FindOpen(stage.Key)!, act.At, dossier.Rules.Calendar);
        return new Change(
            content with
            {
                Verdicts = judged.WithoutReturning().Verdicts,
                Suspensions = suspensions,
                Returned = content.ReturnedItems.Replace(stage, returned),
            }
        )
        {
            Audit = [.. audit, Concluded(act, review, conclusion, returned)],
            Events = [StepEvents.Returned(dossier, act, stage, review.Round, returned)],
            Completes = new StageSignal(stage.Key, conclusion.Outcome),
        };
    }

    private static ReturnedEntry Entry(RecognitionDossier dossier, Act act, Verdict verdict, string? overall) =>
        new()
        {
            Stage = verdict.Stage,
            Round = dossier.FindOpen(verdict.Stage)!.Round,
            Item = verdict.Item,
            Reason = verdict.Reason!,
            At = act.At,
            By = act.By,
            Overall = overall,
            AnswerStage = dossier.Path.Connections[new Port(verdict.Stage, Outcomes.Returned)],
            AssessmentRevision = dossier.Content.Assessment?.Revision ?? 0,
            Files = verdict.Item.Kind == ReviewItem.Document ? [.. dossier.Files.Of(verdict.Item.Key).Select(file => file.Id)] : [],
        };

    private static AuditAct Concluded(Act act, Review review, Conclusion conclusion, IReadOnlyList<ReturnedEntry> returned)
    {
        var items = returned.Select(entry => new
        {
            entry.Item.Kind,
            entry.Item.Key,
            entry.Reason,
        });
        var concluded = new
        {
            review.Round,
            conclusion.Outcome,
            conclusion.Reason,
            Returned = items,
        };
        return act.Entry("review.concluded", review.Stage, concluded);
    }
}
