using Ntm.Dossier.Domain.Documents;
using Ntm.Dossier.Domain.Meetings;
using Ntm.Dossier.Domain.Notices;
using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier.Domain;

/// <summary>Reasons why a stage of a dossier cannot be completed.</summary>
internal static class Obstacles
{
    /// <summary>Every reason why the stage cannot go on to its forward outcome at this instant; empty when it can.</summary>
    public static IEnumerable<Error> Of(RecognitionDossier dossier, Stage stage, DateTimeOffset now) =>
        Missing(dossier, stage)
            .Concat(OfKind(dossier, stage, now))
            .Concat(stage.Guards.SelectMany(guard => Of(dossier, stage, guard, now)));

    private static IEnumerable<Error> OfKind(RecognitionDossier dossier, Stage stage, DateTimeOffset now) =>
        stage.Kind switch
        {
            StageKind.PublicNotice => NoticeActs.Obstacles(dossier, stage, now),
            StageKind.Meeting => MeetingActs.Obstacles(dossier, stage),
            _ => [],
        };

    private static IEnumerable<Error> Of(RecognitionDossier dossier, Stage stage, Guard guard, DateTimeOffset now) =>
        guard switch
        {
            Guard.ReturnedItemsAnswered => dossier.Content.ReturnedItems.Unanswered.Select(item =>
                DossierErrors.ReturnedUnanswered(item, dossier.NameOf(item))
            ),
            Guard.SelfAssessmentPassed => dossier.Content.Assessment switch
            {
                null => [DossierErrors.SelfAssessmentMissing],
                { AllPassed: false } => [DossierErrors.SelfAssessmentNotPassed],
                _ => [],
            },
            Guard.VerdictsComplete => dossier.ReviewAt(stage).Obstacles(),
            Guard.BeforeCutOff => PassedCutOff(dossier, stage, now),
            Guard.MinutesClosed => dossier.Content.Council?.Minutes is null ? [DossierErrors.MinutesOpen] : [],
            _ => throw new InvalidOperationException($"Guard {guard} is not checked."),
        };

    private static IEnumerable<Error> PassedCutOff(RecognitionDossier dossier, Stage stage, DateTimeOffset now) =>
        dossier.CutOffOf(stage) is { } cutOff && !cutOff.Accepts(now) ? [DossierErrors.SubmissionClosed(cutOff.Instant, now)] : [];

    /// <summary>
    /// Documents that this stage, or one completed in this round before it, requires and that are not there. To refuse needs those
    /// of the refusal alone.
    /// </summary>
    private static IEnumerable<Error> Missing(RecognitionDossier dossier, Stage stage) =>
        dossier
            .Path.Stages.Where(named =>
                named.Key == stage.Key || (stage.Kind != StageKind.Refusal && dossier.Content.Completed.Contains(named.Key))
            )
            .SelectMany(named => named.Documents)
            .Where(document => document.Required && !dossier.Files.Has(document.Key))
            .Select(document => document.Key)
            .Distinct()
            .Select(key => DocumentErrors.Missing(dossier.DocumentOf(key)));
}
