using Ntm.Dossier.Domain.Opinions;

namespace Ntm.Dossier;

/// <summary>Who may ask for opinions, read, give and remind of them.</summary>
internal static class OpinionAccess
{
    /// <summary>Whether the caller is one of a party that is asked for opinions.</summary>
    public static bool Is(Caller caller, Grant party) => caller.Holds(party.Role, party.UnitPath, party.Department);

    /// <summary>Whom the caller may ask for an opinion where he acts: every party but his own.</summary>
    public static Result<Grant> ToAsk(Caller caller, RecognitionDossier dossier, string to) =>
        OpinionActs.Parties(dossier).FirstOrDefault(party => party.ToString() == to) is not { } party ? OpinionErrors.PartyUnknown
        : Is(caller, party) ? OpinionErrors.Oneself
        : party;

    /// <summary>Whether the caller may know of an opinion: as one of those who act at the stage that asks, or of those asked.</summary>
    public static bool MaySee(Caller caller, RecognitionDossier dossier, Opinion opinion) =>
        Is(caller, opinion.To) || DossierAccess.ActsAt(caller, dossier, dossier.Path.StageOf(opinion.Stage));

    /// <summary>To give an opinion: one of those who were asked, and not who asks.</summary>
    public static Result<Opinion> ToAnswer(Caller caller, RecognitionDossier dossier, int number) =>
        Seen(caller, dossier, number).Then<Opinion>(opinion => MayAnswer(caller, dossier, opinion).Then<Opinion>(() => opinion));

    /// <summary>To remind of an opinion: who may act at the stage that asks.</summary>
    public static Result<Opinion> ToRemind(Caller caller, RecognitionDossier dossier, int number) =>
        Seen(caller, dossier, number)
            .Then<Opinion>(opinion =>
                DossierAccess.ToAct(caller, dossier, dossier.Path.StageOf(opinion.Stage)).Then<Opinion>(() => opinion)
            );

    private static Result<Opinion> Seen(Caller caller, RecognitionDossier dossier, int number) =>
        OpinionActs.Find(dossier, number) is { } opinion && MaySee(caller, dossier, opinion) ? opinion : OpinionErrors.Unknown(number);

    /// <summary>Nobody answers himself, by a deputy neither; and who prepared the dossier speaks for its commune and those alone who
    /// prepare it.</summary>
    private static Result MayAnswer(Caller caller, RecognitionDossier dossier, Opinion opinion)
    {
        var (role, unit) = (opinion.To.Role, opinion.To.UnitPath);
        return !Is(caller, opinion.To) ? DossierErrors.NotActor
            : opinion.IsOf(caller.Subject) || opinion.IsOf(caller.PrincipalFor(role, unit)) ? OpinionErrors.Oneself
            : unit == dossier.UnitPath ? Result.Done
            : dossier.Path.Stages.Any(stage => stage.Prepares && stage.Role == role && dossier.ActorUnit(stage) == unit) ? Result.Done
            : DossierAccess.Separation(caller, dossier, role, unit);
    }
}
