namespace Ntm.Dossier.Domain.Councils;

/// <summary>What a council does with a dossier.</summary>
internal static class CouncilSteps
{
    public static Result Convene(this RecognitionDossier dossier, Act act, Stage stage, Convocation convocation) =>
        dossier.Take(act, CouncilActs.Convene(dossier, act, stage, convocation));

    public static Result RecordAttendance(this RecognitionDossier dossier, Act act, Stage stage, IReadOnlyList<string> present) =>
        dossier.InSession(act, session => session.RecordAttendance(present), act.Entry("council.attendance", stage, new { present }));

    public static Result Recuse(this RecognitionDossier dossier, Act act, Stage stage, string reason) =>
        dossier.InSession(act, session => session.Recuse(act.By, reason), act.Entry("council.recused", stage, new { reason }));

    public static Result CastBallot(this RecognitionDossier dossier, Act act, Stage stage, BallotChoice choice, BallotSeal seal) =>
        dossier.InSession(
            act,
            session => session.Cast(act.By, choice, seal),
            act.Entry("council.ballot_cast", stage, new { voted = true })
        );

    public static Result CountBallots(this RecognitionDossier dossier, Act act, Stage stage, SecretBallotCount? paper, BallotSeal seal) =>
        dossier.Take(act, CouncilActs.Count(dossier, act, stage, paper, seal));

    public static Result CloseCouncil(this RecognitionDossier dossier, Act act, Stage stage, CouncilMinutes minutes, BallotSeal seal) =>
        dossier.Take(act, CouncilActs.Close(dossier, act, stage, minutes, seal));

    private static Result InSession(
        this RecognitionDossier dossier,
        Act act,
        Func<CouncilSession, Result<CouncilSession>> ask,
        AuditAct entry
    ) => dossier.Take(act, CouncilActs.InSession(dossier, ask, entry));
}
