namespace Ntm.Dossier.Domain.Reviews;

/// <summary>Judges the items of a review, and answers what one returned.</summary>
internal static class ReviewActs
{
    /// <summary>Records verdicts, all or none of them.</summary>
    public static Result<Change> GiveVerdicts(
        RecognitionDossier dossier,
        Act act,
        Stage stage,
        Reviewer reviewer,
        IReadOnlyList<GivenVerdict> given
    ) =>
        dossier
            .ReviewAt(stage)
            .Give(act, reviewer, given)
            .Then(review => new Change(dossier.Content with { Verdicts = review.Verdicts })
            {
                Audit = [VerdictsGiven(act, review, given)],
            });

    /// <summary>Answers a returned item in writing.</summary>
    public static Result<Change> Explain(RecognitionDossier dossier, Act act, Stage stage, ReviewItem item, string text)
    {
        var returned = dossier.Content.ReturnedItems;
        if (!returned.To(stage).Any(entry => entry.Item == item))
        {
            return DossierErrors.ReturnedUnknown(dossier.NameOf(item));
        }

        var answered = returned.Explain(act, entry => entry.Item == item && entry.AnswerStage == stage.Key, text);
        var explained = new
        {
            item.Kind,
            item.Key,
            Text = text,
        };
        return new Change((dossier.Content with { Returned = answered }).PreparedBy(act))
        {
            Audit = [act.Entry("returned_item.explained", stage, explained)],
        };
    }

    /// <summary>Verdicts as the audit keeps them.</summary>
    public static AuditAct VerdictsGiven(Act act, Review review, IReadOnlyList<GivenVerdict> given)
    {
        var verdicts = given.Select(verdict => new
        {
            verdict.Item.Kind,
            verdict.Item.Key,
            verdict.Accepted,
            verdict.Reason,
        });
        return act.Entry("review.verdicts_given", review.Stage, new { review.Round, Verdicts = verdicts });
    }
}
