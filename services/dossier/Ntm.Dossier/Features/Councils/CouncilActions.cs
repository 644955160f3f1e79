namespace Ntm.Dossier.Features.Councils;

/// <summary>Lists what a caller may lawfully do at the council's vote now: by the same checks as the commands.</summary>
internal static class CouncilActions
{
    public static IEnumerable<DossierAction> Of(RecognitionDossier dossier, Stage stage, Caller caller, DateTimeOffset now)
    {
        var session = dossier.Content.Council;
        var today = VietnamTime.DayOf(now);
        if (
            session is not { VotingBegan: true, Minutes: null }
            && dossier.Councils.Any(council => !DossierAccess.ToConvene(caller, dossier, stage, council.Id, today).Refused)
        )
        {
            yield return Action(nameof(ConveneCouncil), "", "PUT");
        }

        if (session is null or { Minutes: not null })
        {
            yield break;
        }

        var keeps = !DossierAccess.ToKeepSession(caller, dossier, stage).Refused;
        if (keeps && !session.VotingBegan)
        {
            yield return Action(nameof(RecordAttendance), "/attendance", "PUT");
        }

        if (!DossierAccess.ToRecuse(caller, dossier, stage).Refused && !session.Recuse(caller.Subject, "-").Refused)
        {
            yield return Action(nameof(RecuseMember), "/recusals", "POST");
        }

        if (!DossierAccess.ToAct(caller, dossier, stage).Refused && !session.BallotFaults(caller.Subject).Any())
        {
            yield return Action(nameof(CastBallot), "/ballots", "POST");
        }

        if (!DossierAccess.ToCount(caller, dossier, stage).Refused && session.MayBeCounted)
        {
            yield return Action(nameof(CountBallots), "/count", "PUT");
        }

        if (keeps && !CouncilActs.ClosingFaults(dossier, stage, now).Any())
        {
            yield return Action(nameof(CloseCouncil), "/closing", "POST");
        }

        DossierAction Action(string name, string path, string method) =>
            new(name, stage.Key, method, $"/dossiers/{dossier.Id}/stages/{stage.Key}/council{path}");
    }
}
