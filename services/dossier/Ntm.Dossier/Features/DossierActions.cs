using System.Globalization;
using Ntm.Dossier.Domain.Notices;
using Ntm.Dossier.Domain.Reviews;
using Ntm.Dossier.Domain.Withdrawals;
using Ntm.Dossier.Features.Claims;
using Ntm.Dossier.Features.Councils;
using Ntm.Dossier.Features.Notices;
using Ntm.Dossier.Features.Opinions;

namespace Ntm.Dossier.Features;

/// <summary>Lists what a caller may lawfully do with a dossier now: by the same checks as the commands.</summary>
internal static class DossierActions
{
    public static IEnumerable<DossierAction> Of(RecognitionDossier dossier, Caller caller, DateTimeOffset now)
    {
        foreach (var stage in dossier.Content.Open.Select(open => dossier.Path.StageOf(open.Key)))
        {
            if (stage.Kind == StageKind.CouncilVote)
            {
                foreach (var action in CouncilActions.Of(dossier, stage, caller, now))
                {
                    yield return action;
                }
            }

            if (!DossierAccess.ToAct(caller, dossier, stage).Refused)
            {
                foreach (var action in AtStage(dossier, stage, caller, now))
                {
                    yield return action;
                }
            }
        }

        if (!DossierAccess.ToWithdraw(caller, dossier).Then(() => WithdrawalActs.MayWithdraw(dossier)).Refused)
        {
            yield return new DossierAction(nameof(WithdrawDossier), "", "POST", $"/dossiers/{dossier.Id}/withdrawal");
        }

        foreach (var stage in dossier.Path.Stages.Where(stage => Extensible(dossier, stage, caller)))
        {
            yield return new DossierAction(
                nameof(ExtendSubmission),
                stage.Key,
                "POST",
                $"/dossiers/{dossier.Id}/stages/{stage.Key}/extensions"
            );
        }

        foreach (
            var action in dossier
                .Content.Open.SelectMany(open => ClaimViews.ActionsOn(dossier, open, caller))
                .Concat(OpinionViews.ActionsOn(dossier, caller, now))
        )
        {
            yield return action;
        }
    }

    private static bool Extensible(RecognitionDossier dossier, Stage stage, Caller caller) =>
        dossier.Status == DossierStatus.Running
        && stage.Kind == StageKind.Submission
        && stage.DueBefore is not null
        && !DossierAccess.ToExtend(caller, dossier).Refused;

    private static IEnumerable<DossierAction> AtStage(RecognitionDossier dossier, Stage stage, Caller caller, DateTimeOffset now)
    {
        var documents = dossier
            .Path.Stages.SelectMany(named => named.Documents)
            .Select(document => document.Key)
            .Distinct()
            .Where(key => !dossier.MayChange(stage, key).Refused)
            .ToList();
        if (documents.Count > 0 && !DossierAccess.ToAddFile(caller, dossier, stage).Refused)
        {
            yield return Action(nameof(AddFile), "documents/{document}/files", items: documents);
        }

        var clear = !dossier.Obstacles(stage, now).Any();
        switch (stage.Kind)
        {
            case StageKind.Preparation:
                var returned = dossier.Content.ReturnedItems.To(stage).Select(entry => Name(entry.Item)).ToList();
                if (returned.Count > 0)
                {
                    yield return Action(nameof(ExplainReturnedItem), "explanations", items: returned);
                }

                if (clear)
                {
                    yield return Action(nameof(CompleteStage), "completion");
                }

                break;
            case StageKind.PublicNotice:
                foreach (var (name, path, method, items) in AtNotice(NoticeActs.Of(dossier, stage)))
                {
                    yield return Action(name, path, method, items: items);
                }

                if (clear)
                {
                    yield return Action(nameof(CompleteStage), "completion");
                }

                break;
            case StageKind.Meeting when clear:
                yield return Action(nameof(HoldMeeting), "meeting");
                break;
            case StageKind.Submission when clear:
                yield return Action(nameof(SubmitDossier), "submission");
                break;
            case StageKind.Review:
                foreach (var action in AtReview(dossier, stage, caller, clear))
                {
                    yield return action;
                }

                break;
            case StageKind.Decision:
                yield return Action(
                    nameof(DecideRecognition),
                    "decision",
                    outcomes: clear ? [Outcomes.Recognised, Outcomes.Refused] : [Outcomes.Refused]
                );
                break;
            case StageKind.Announcement when clear:
                yield return Action(nameof(AnnounceResult), "announcement");
                break;
            case StageKind.Upkeep or StageKind.Refusal when clear:
                yield return Action(nameof(CompleteStage), "completion");
                break;
        }

        DossierAction Action(
            string name,
            string path,
            string method = "POST",
            IReadOnlyList<string>? outcomes = null,
            IReadOnlyList<string>? items = null
        ) => new(name, stage.Key, method, $"/dossiers/{dossier.Id}/stages/{stage.Key}/{path}", outcomes, items);
    }

    private static IEnumerable<(string Name, string Path, string Method, IReadOnlyList<string>? Items)> AtNotice(PublicNotice? notice)
    {
        yield return (nameof(StartNotice), "notice", "PUT", null);
        if (notice is null)
        {
            yield break;
        }

        if (notice.Broadcasts.Count < PublicNotice.MostBroadcasts)
        {
            yield return (nameof(RecordBroadcast), "notice/broadcasts", "POST", null);
        }

        if (notice.Comments.Count < PublicNotice.MostComments)
        {
            yield return (nameof(RecordComment), "notice/comments", "POST", null);
        }

        if (notice.Standing.Any())
        {
            yield return (nameof(AnswerComment), "notice/comments/{number}/answer", "PUT", Numbers(notice.Standing));
        }

        if (notice.Broadcasts.Count > 0)
        {
            yield return (nameof(RemoveBroadcast), "notice/broadcasts/{number}", "DELETE", null);
        }

        if (Numbers(notice.Standing.Where(comment => comment.Resident is null)) is { Count: > 0 } own)
        {
            yield return (nameof(RemoveComment), "notice/comments/{number}", "DELETE", own);
        }

        static IReadOnlyList<string> Numbers(IEnumerable<NoticeComment> comments) =>
            [.. comments.Select(comment => comment.Number.ToString(CultureInfo.InvariantCulture))];
    }

    private static IEnumerable<DossierAction> AtReview(RecognitionDossier dossier, Stage stage, Caller caller, bool clear)
    {
        var reviewer = DossierAccess.ReviewerAt(caller, dossier, stage);
        var review = dossier.ReviewAt(stage);
        var mine = review
            .Items.Where(item => reviewer.MayJudge(review.DepartmentOf(item)) && !review.AcceptedBefore(item))
            .Select(Name)
            .ToList();
        var place = $"/dossiers/{dossier.Id}/stages/{stage.Key}";
        if (mine.Count > 0)
        {
            yield return new DossierAction(nameof(GiveVerdicts), stage.Key, "PUT", place + "/verdicts", Items: mine);
        }

        if (reviewer.Consolidates)
        {
            var outcomes = dossier.Path.OutcomesOf(stage).Where(outcome => clear || outcome != Outcomes.Approved).ToList();
            yield return new DossierAction(nameof(ConcludeReview), stage.Key, "POST", place + "/conclusion", outcomes);
        }
    }

    private static string Name(ReviewItem item) => $"{item.Kind}/{item.Key}";
}
