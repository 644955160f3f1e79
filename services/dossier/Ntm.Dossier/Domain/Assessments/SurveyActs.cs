using Ntm.Contracts.Assessment.V1;

namespace Ntm.Dossier.Domain.Assessments;

/// <summary>What a closed round of the satisfaction survey reports.</summary>
internal sealed record SurveyAnswer(int Round, bool Met, decimal OverallRate, string MinutesNumber, ContentProof? Proof = null);

/// <summary>Takes in the result of the survey.</summary>
internal static class SurveyActs
{
    /// <summary>Completes the survey with the result of its round; refused when that round is not asked for, or no longer.</summary>
    public static Result<Change> Close(RecognitionDossier dossier, Act act, SurveyAnswer answer)
    {
        var open = dossier.Content.Open.Find(open => open.Round == answer.Round && dossier.Path.StageOf(open.Key).Kind == StageKind.Survey);
        if (open is null)
        {
            return DossierErrors.SurveyNotAwaited(answer.Round);
        }

        return new Change(dossier.Content with { SurveyHash = answer.Proof?.Hash })
        {
            Audit = [Entry(act, "survey.closed", dossier.Path.StageOf(open.Key), answer)],
            Completes = new StageSignal(open.Key, answer.Met ? Outcomes.Met : Outcomes.NotMet),
        };
    }

    /// <summary>Records in the audit that a result came too late.</summary>
    public static Change TooLate(RecognitionDossier dossier, Act act, SurveyAnswer answer) =>
        new(dossier.Content) { Audit = [Entry(act, "survey.too_late", null, answer)] };

    private static AuditAct Entry(Act act, string action, Stage? stage, SurveyAnswer answer)
    {
        var (round, met, overallRate, minutesNumber, proof) = answer;
        var reported = new
        {
            round,
            met,
            overallRate,
            minutesNumber,
            proof,
        };
        return act.Entry(action, stage, reported);
    }
}
