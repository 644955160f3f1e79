using Ntm.Portal.Api;
using Ntm.Portal.Pages.Dossiers;
using Ntm.Portal.Sessions;
using Ntm.Web;

namespace Ntm.Portal.Parts;

/// <summary>What a person can do at an open stage, and where; and whom it waits for.</summary>
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
        "RemoveBroadcast",
        "RemoveComment",
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
        "AnswerComment",
        "RecordBroadcast",
        "AddFile",
    ];

    /// <summary>Whether an act is beside the work itself: taking it over, handing it on, ending it.</summary>
    public static bool IsBeside(ActionRecord action) => Beside.Contains(action.Name);

    /// <summary>Whether an act is offered where the opinions stand that were asked.</summary>
    public static bool IsOfOpinions(ActionRecord action) => OfOpinions.Contains(action.Name);

    /// <summary>Order in which acts are offered: what the dossier needs next comes first.</summary>
    public static int PlaceOf(DossierRecord dossier, ActionRecord action)
    {
        var at = Array.IndexOf(First, action.Name) is >= 0 and var found ? found : First.Length;
        return LeadsOn(dossier, action) ? at : at + First.Length;
    }

    /// <summary>Whether an act is what the dossier needs next; others may be done and change nothing about that.</summary>
    public static bool LeadsOn(DossierRecord dossier, ActionRecord action)
    {
        var notice = dossier.Notices.LastOrDefault(one => one.Stage == action.Stage);
        return action.Name switch
        {
            "ConcludeReview" => (action.Outcomes ?? []).Contains("Approved") || ReturningAt(dossier, action.Stage).Count > 0,
            "StartNotice" => notice is null || dossier.Open.All(open => open.Key != notice.Stage || open.Round != notice.Round),
            "AnswerComment" => notice?.Comments.Any(comment => comment.Answer is null) == true,
            "RecordBroadcast" => notice is not null && notice.Broadcasts.Count < notice.BroadcastsNeeded,
            "AddFile" => MissingOf(dossier, action).Count > 0,
            _ => First.Contains(action.Name),
        };
    }

    /// <summary>Required documents that the person can put in now and that are not there.</summary>
    public static IReadOnlyList<DocumentRecord> MissingOf(DossierRecord dossier, ActionRecord? upload) =>
        [
            .. dossier.Checklist.Where(document =>
                document.Required && document.Files.Count == 0 && (upload?.Items ?? []).Contains(document.Key)
            ),
        ];

    /// <summary>Items that the verdicts at a review return.</summary>
    public static IReadOnlyList<(string Kind, string Key)> ReturningAt(DossierRecord dossier, string stage) =>
        [
            .. dossier
                .Reviews.Where(review => review.Stage == stage)
                .SelectMany(review => review.Items.Where(item => item.Accepted == false).Select(item => (item.Kind, item.Key))),
        ];

    /// <summary>Items that were returned and wait for an answer: their review is over.</summary>
    public static IReadOnlyList<(string Kind, string Key)> ReturnedNow(DossierRecord dossier) =>
        [
            .. dossier
                .Returned.Where(item => item.AnsweredBy is null && dossier.Open.All(open => open.Key != item.Stage))
                .Select(item => (item.Kind, item.Key)),
        ];

    /// <summary>Items in words, the criteria by their numbers: <c>tiêu chí 2, 8; tờ trình</c>.</summary>
    public static string NamesOf(DossierRecord dossier, IEnumerable<(string Kind, string Key)> items)
    {
        var all = items.ToLookup(item => item.Kind == "criterion", item => item.Key);
        var criteria = string.Join(", ", all[true]);
        var documents = all[false].Select(key => Words.Lower(dossier.DocumentName(key)));
        return string.Join("; ", criteria.Length == 0 ? documents : documents.Prepend(T("tiêu chí {0}", criteria)));
    }

    /// <summary>The office that acts at a stage of the path.</summary>
    public static string OfficeOf(DossierRecord dossier, string stage) =>
        dossier.Open.FirstOrDefault(open => open.Key == stage) is { } now ? OfficeOf(dossier, now)
        : dossier.Stages.FirstOrDefault(one => one.Key == stage) is { } known ? known.Office ?? Words.OfficeOf(known.Role, known.Level)
        : "";

    /// <summary>The office that acts at an open stage; where units changed, that of the unit that acts now.</summary>
    public static string OfficeOf(DossierRecord dossier, OpenStageRecord open) =>
        dossier.Stages.FirstOrDefault(stage => stage.Key == open.Key)?.Office
        ?? Words.OfficeOf(open.ActorRole, UnitScope.IsProvince(open.ActorUnitPath) ? "province" : open.ActorLevel);

    /// <summary>Whom the dossier waits for, each with what is done there.</summary>
    public static string Waits(DossierRecord dossier, Person? butOf = null) =>
        string.Join(
            "; ",
            dossier
                .Open.Where(open => butOf is null || !IsMine(butOf, open))
                .Select(open => $"{OfficeOf(dossier, open)} ({Words.Lower(open.Title)})")
        );

    /// <summary>Whether a step of the path may come to the person.</summary>
    public static bool HasPart(DossierRecord dossier, Person person) =>
        dossier.Stages.Any(stage =>
            person.Grants.Any(grant =>
                grant.Role == stage.Role
                && (grant.Level == stage.Level || (stage.Level == "district" && grant.Level == "province"))
                && UnitScope.Contains(grant.UnitPath, dossier.UnitPath)
            )
        );

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

        var act = dossier.Actions.Where(action => action.Stage == stage.Key && !IsBeside(action)).MinBy(action => PlaceOf(dossier, action));
        return open.Kind == "SelfAssessment" && IsMine(person, open) ? $"/ho-so/{dossier.Id}/tu-danh-gia"
            : open.Kind == "Survey" && IsMine(person, open) ? "/lay-y-kien"
            : act is null ? null
            : ActPage.Address(dossier, act);
    }
}
