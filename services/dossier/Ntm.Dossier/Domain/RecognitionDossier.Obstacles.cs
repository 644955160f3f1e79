using Ntm.Dossier.Domain.Documents;

namespace Ntm.Dossier.Domain;

/// <summary>What keeps a stage from being completed now.</summary>
internal sealed partial class RecognitionDossier
{
    /// <summary>Every reason why the stage cannot go on to its forward outcome at this instant; empty when it can.</summary>
    public IEnumerable<Error> Obstacles(Stage stage, DateTimeOffset now) =>
        stage.Guards.SelectMany(guard =>
            guard switch
            {
                Guard.DocumentsComplete => Missing([stage]),
                Guard.ChecklistComplete => Missing(Path.Stages.Where(entered => State.RoundOf(entered.Key) > 0)),
                Guard.ReturnedItemsAnswered => Unanswered(),
                Guard.SelfAssessmentPassed => Content.Assessment is { AllPassed: true } ? [] : [DossierErrors.SelfAssessmentNotPassed],
                Guard.VerdictsComplete => VerdictObstacles(stage),
                Guard.BeforeCutOff => CutOffObstacle(stage, now),
                Guard.MinutesClosed => Content.Council?.Minutes is null ? [DossierErrors.MinutesOpen] : [],
                _ => throw new InvalidOperationException($"Guard {guard} is not checked."),
            }
        );

    /// <summary>The day before which the stage must be done, extensions counted; null without a legal cut-off.</summary>
    public LegalCutOff? CutOffOf(Stage stage) =>
        stage.DueBefore is { } day ? new LegalCutOff(ExtensionOf(stage)?.Before ?? day.In(Year)) : null;

    private IEnumerable<Error> CutOffObstacle(Stage stage, DateTimeOffset now) =>
        CutOffOf(stage) is { } cutOff && !cutOff.Accepts(now) ? [DossierErrors.SubmissionClosed(cutOff.Instant, now)] : [];

    private IEnumerable<Error> Unanswered() =>
        Content.Returned.Where(entry => entry.Answer is null).Select(entry => DossierErrors.ReturnedUnanswered(entry.Item));

    private IEnumerable<Error> VerdictObstacles(Stage stage)
    {
        foreach (var item in ReviewItems)
        {
            if (VerdictOn(stage, item) is not { } verdict)
            {
                yield return DossierErrors.VerdictMissing(item, DepartmentOf(stage, item));
            }
            else if (!verdict.Accepted)
            {
                yield return DossierErrors.ItemNotAccepted(item);
            }
        }
    }

    private IEnumerable<Error> Missing(IEnumerable<Stage> stages) =>
        stages
            .SelectMany(stage => stage.Documents)
            .Where(document => document.Required && !HasFile(document.Key))
            .Select(document => document.Key)
            .Distinct()
            .Select(key => DocumentErrors.Missing(DocumentOf(key)));

    private Extension? ExtensionOf(Stage stage) => Content.Extensions.FindLast(extension => extension.Stage == stage.Key);
}
