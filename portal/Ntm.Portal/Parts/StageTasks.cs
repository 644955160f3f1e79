using Ntm.Portal.Api;
using Ntm.Portal.Pages.Dossiers;
using Ntm.Portal.Sessions;

namespace Ntm.Portal.Parts;

/// <summary>What a person can do at an open stage, and where.</summary>
internal static class StageTasks
{
    private static readonly string[] OfOpinions = ["AskOpinion", "RemindOpinion"];

    private static readonly string[] Beside =
    [
        "WithdrawDossier",
        "ExtendSubmission",
        "HandOverStage",
        "ReleaseStage",
        "RecuseMember",
        "ClaimStage",
        .. OfOpinions,
    ];

    private static readonly string[] First =
    [
        "SubmitDossier",
        "CompleteStage",
        "HoldMeeting",
        "CastBallot",
        "ConcludeReview",
        "GiveVerdicts",
        "DecideRecognition",
        "AnnounceResult",
        "CloseCouncil",
        "CountBallots",
        "ConveneCouncil",
        "RecordAttendance",
        "ExplainReturnedItem",
        "StartNotice",
    ];

    /// <summary>Whether an act is beside the work itself: taking it over, handing it on, ending it.</summary>
    public static bool IsBeside(ActionRecord action) => Beside.Contains(action.Name);

    /// <summary>Whether an act is offered where the opinions stand that were asked.</summary>
    public static bool IsOfOpinions(ActionRecord action) => OfOpinions.Contains(action.Name);

    /// <summary>Order in which acts are offered: what leads on comes first.</summary>
    public static int PlaceOf(ActionRecord action) => Array.IndexOf(First, action.Name) is var at && at < 0 ? First.Length : at;

    /// <summary>Whether the stage waits for the person.</summary>
    public static bool IsMine(Person person, OpenStageRecord open) =>
        person.Grants.Any(grant =>
            grant.UnitPath == open.ActorUnitPath
            && (grant.Role == open.ActorRole || (open.Kind == "SelfAssessment" && grant.Role == "leader"))
        );

    /// <summary>Where a verdict on an item is given; null where the person gives none now.</summary>
    public static string? VerdictOn(DossierRecord dossier, string kind, string key) =>
        dossier.Actions.FirstOrDefault(action => action.Name == "GiveVerdicts" && (action.Items ?? []).Contains($"{kind}/{key}"))
            is { } action
            ? $"{ActPage.Address(dossier, action)}#muc-{kind}-{key}"
            : null;

    /// <summary>Where the person goes on with a stage of the drawing; null where it waits for somebody else, or for nobody.</summary>
    public static string? AddressOf(DossierRecord dossier, Person person, StageRecord stage)
    {
        if (dossier.Open.FirstOrDefault(open => open.Key == stage.Key) is not { } open)
        {
            return null;
        }

        var act = dossier.Actions.Where(action => action.Stage == stage.Key && !IsBeside(action)).MinBy(PlaceOf);
        return open.Kind == "SelfAssessment" && IsMine(person, open) ? $"/ho-so/{dossier.Id}/tu-danh-gia"
            : open.Kind == "Survey" && IsMine(person, open) ? "/lay-y-kien"
            : act is null ? null
            : ActPage.Address(dossier, act);
    }
}
