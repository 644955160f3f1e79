using Ntm.Dossier.Domain.Documents;
using Ntm.Dossier.Features.Claims;
using Ntm.Dossier.Features.Councils;
using Ntm.Dossier.Features.Notices;
using Ntm.Dossier.Features.Opinions;
using Ntm.Dossier.Features.Procedures;
using Ntm.Dossier.Features.Titles;

namespace Ntm.Dossier.Features;

/// <summary>Shows a dossier to a caller.</summary>
internal static class DossierViews
{
    public static DossierView Of(RecognitionDossier dossier, int version, Caller caller, DateTimeOffset now) =>
        new()
        {
            Id = dossier.Id,
            Version = version,
            UnitCode = dossier.UnitCode,
            UnitName = dossier.UnitName,
            UnitPath = dossier.UnitPath,
            Title = dossier.Title,
            Year = dossier.Year,
            Sequence = dossier.Sequence,
            Status = dossier.Status.ToString(),
            PathId = dossier.Path.Key,
            PathVersion = dossier.Path.Version,
            Purpose = Purposes.NameOf(dossier.Path.Purpose),
            PathTitle = dossier.Path.Title,
            OpenedOn = dossier.OpenedOn,
            Today = VietnamTime.DayOf(now),
            Stages = [.. dossier.Path.Stages.Select(stage => Stage(dossier, stage))],
            Open = [.. dossier.Content.Open.Select(open => Open(dossier, open, caller, now))],
            Checklist = Checklist(dossier, caller),
            Reviews =
            [
                .. dossier.Path.Stages.Where(stage => ShowsVerdicts(dossier, stage, caller)).Select(stage => Review(dossier, stage)),
            ],
            Returned =
            [
                .. dossier.Content.Returned.Select(entry => new ReturnedView(
                    entry.Stage,
                    entry.AnswerStage,
                    entry.Item.Kind,
                    entry.Item.Key,
                    entry.Reason,
                    entry.At,
                    entry.Answer?.How,
                    entry.Answer?.Text,
                    entry.Overall,
                    dossier.Content.NameOf(entry.By)
                )),
            ],
            Suspensions =
            [
                .. dossier.Content.Suspensions.Select(entry => new SuspensionView(
                    entry.Stage,
                    entry.Round,
                    entry.From,
                    entry.To,
                    entry.WorkingDaysUsed,
                    DueIfResumed(dossier, entry, now)
                )),
            ],
            Planned =
            [
                .. dossier.Content.Planned.Select(date => new PlannedDateView(
                    date.Step,
                    date.PlanId,
                    date.Number,
                    date.Text,
                    date.From,
                    date.Before
                )),
            ],
            Extensions =
            [
                .. dossier.Content.Extensions.Select(entry => new ExtensionView(
                    entry.Stage,
                    entry.Before,
                    entry.DocumentNumber,
                    entry.DocumentDate,
                    entry.Correction
                )),
            ],
            Receipts =
            [
                .. dossier.Content.Receipts.Select(receipt =>
                    receipt with
                    {
                        SubmittedByName = dossier.Content.NameOf(receipt.SubmittedBy),
                    }
                ),
            ],
            Assessment = dossier.Content.Assessment is { } mark ? new AssessmentView(mark.Revision, mark.AllPassed, mark.Criteria) : null,
            LostCriteria =
            [
                .. dossier.Content.LostCriteria.Select(lost => new LostCriterionView(lost.Code, lost.Revision, lost.At, lost.RegainedIn)),
            ],
            Council = CouncilViews.Of(dossier, dossier.Content.Council, caller),
            EarlierSessions =
            [
                .. dossier.Content.EarlierSessions.Select(session => CouncilViews.Of(dossier, session, caller)).OfType<CouncilView>(),
            ],
            HeldTitle = UnitTitleView.Of(dossier.Content.HeldTitle, dossier.Rules.MergedUnits),
            Decision = dossier.Content.Decision is { } made ? new DecisionView(made.Outcome, made.Number, made.Date, made.Reason) : null,
            Announcement = dossier.Content.Announcement is { } announced ? new AnnouncementView(announced.On, announced.Where) : null,
            Withdrawal = dossier.Content.Withdrawal is { } withdrawn
                ? new WithdrawalView(withdrawn.Reason, withdrawn.At, withdrawn.ContinuedIn)
                : null,
            Procedure = dossier.Content.Procedure is { } confirmed ? ProcedureView.Of(confirmed, dossier.Rules.Figures) : null,
            Notices = [.. dossier.Content.Notices.Select(notice => NoticeView.Of(dossier, notice, caller))],
            Meetings = [.. dossier.Content.Meetings.Select(MeetingView.Of)],
            Opinions = OpinionViews.Of(dossier, caller, now),
            Actions = [.. DossierActions.Of(dossier, caller, now)],
        };

    public static FileView File(RecognitionDossier dossier, DossierFile file, bool removable = false) =>
        new(
            file.Id,
            file.Name,
            file.Kind.ToString(),
            file.Hash,
            file.Length,
            file.AddedBy,
            file.AddedAt,
            dossier.Content.NameOf(file.AddedBy),
            file.Department,
            removable
        );

    /// <summary>The same with what the scanner holds.</summary>
    public static DossierView WithHolds(DossierView view, FileScans scans) =>
        scans.IsOn ? view with { Checklist = WithHolds(view.Checklist, scans) } : view;

    /// <summary>The same with what the scanner holds.</summary>
    public static IReadOnlyList<ChecklistItem> WithHolds(IReadOnlyList<ChecklistItem> checklist, FileScans scans)
    {
        return [.. checklist.Select(item => item with { Files = Marked(item.Files), Earlier = Marked(item.Earlier) })];

        IReadOnlyList<FileView> Marked(IReadOnlyList<FileView> files) =>
            [.. files.Select(file => file with { Held = scans.HoldOn(file.Hash) })];
    }

    public static IReadOnlyList<ChecklistItem> Checklist(RecognitionDossier dossier, Caller caller)
    {
        return
        [
            .. from stage in dossier.Path.Stages
            from document in stage.Documents
            group (stage, document) by document.Key into named
            let type = dossier.DocumentOf(named.Key)
            select new ChecklistItem(
                named.Key,
                type.Name,
                type.Template,
                named.First().document.Step,
                [.. named.Select(pair => pair.stage.Key)],
                named.Any(pair => pair.document.Required),
                type.MostFiles,
                [.. type.Kinds.Select(kind => kind.ToString())],
                [.. dossier.Files.Of(named.Key).Where(Seen).Select(file => File(dossier, file, IsRemovable(dossier, file, caller)))],
                [
                    .. dossier
                        .Content.Files.Where(file => file.Document == named.Key && file.LapsedAt is not null && Seen(file))
                        .Select(file => File(dossier, file)),
                ]
            ),
        ];

        bool Seen(DossierFile file) => DossierAccess.MaySee(caller, dossier, file);
    }

    private static bool IsRemovable(RecognitionDossier dossier, DossierFile file, Caller caller) =>
        dossier
            .Content.Open.Select(open => dossier.Path.StageOf(open.Key))
            .Any(stage =>
                !DossierAccess
                    .ToRemoveFile(caller, dossier, stage, file)
                    .Then(() => DocumentActs.MayChange(dossier, stage, file.Document))
                    .Refused
            );

    private static StageView Stage(RecognitionDossier dossier, Stage stage)
    {
        var round = dossier.State.RoundOf(stage.Key);
        var state =
            dossier.State.Open.Contains(stage.Key) ? "open"
            : round > 0 ? "done"
            : "ahead";
        return new StageView(
            stage.Key,
            stage.Title,
            stage.Kind.ToString(),
            round,
            state,
            stage.Level,
            stage.Role,
            dossier.Path.NextOf(stage, back: false),
            dossier.Path.NextOf(stage, back: true),
            stage.Departments.FirstOrDefault(department => department.Consolidates)?.Title
        );
    }

    private static OpenStageView Open(RecognitionDossier dossier, OpenStage open, Caller caller, DateTimeOffset now)
    {
        var stage = dossier.Path.StageOf(open.Key);
        // Obstacles are shown to those who can remove them; to others they would disclose a review in progress.
        var obstacles =
            caller.Holds(stage.Role, dossier.ActorUnit(stage))
            && (stage.Kind != StageKind.Review || DossierAccess.Judges(caller, dossier, stage))
                ? dossier.Obstacles(stage, now)
                : [];
        return new OpenStageView(
            stage.Key,
            stage.Title,
            stage.Kind.ToString(),
            open.Round,
            stage.Level,
            stage.Role,
            dossier.ActorUnit(stage),
            open.OpenedAt,
            open.DueAt,
            open.DueAt is { } due ? VietnamTime.TimeLeft(now, due) : null,
            WorkingDaysLeft(dossier, open.DueAt, now),
            [.. obstacles.Select(error => new Obstacle(error.Code, error.Message, error.Field))],
            Deadlines.IsUnknown(open, stage),
            ClaimViews.Of(dossier, open, caller)
        );
    }

    /// <summary>When a review whose clock stands still would be due if it went on now.</summary>
    private static DateTimeOffset? DueIfResumed(RecognitionDossier dossier, Suspension suspension, DateTimeOffset now) =>
        suspension.To is null && dossier.Status == DossierStatus.Running
            ? StageEntry.DueOf(dossier, dossier.Path.StageOf(suspension.Stage), now).At
            : null;

    /// <summary>Working days from today to the last day in time; null without a deadline, past it, and beyond the calendar.</summary>
    private static int? WorkingDaysLeft(RecognitionDossier dossier, DateTimeOffset? dueAt, DateTimeOffset now)
    {
        var (today, calendar) = (VietnamTime.DayOf(now), dossier.Rules.Calendar);
        return dueAt > now && VietnamTime.DayOf(dueAt.Value.AddTicks(-1)) is var last && calendar.Covers(today) && calendar.Covers(last)
            ? calendar.WorkingDaysBetween(today, last)
            : null;
    }

    /// <summary>A review in progress is visible to its reviewers only; once concluded, everyone who sees the dossier sees it.</summary>
    private static bool ShowsVerdicts(RecognitionDossier dossier, Stage stage, Caller caller) =>
        stage.Kind == StageKind.Review && dossier.State.RoundOf(stage.Key) > 0 && DossierAccess.MaySeeWork(caller, dossier, stage);

    private static ReviewView Review(RecognitionDossier dossier, Stage stage)
    {
        var review = dossier.ReviewAt(stage);
        return new ReviewView(
            stage.Key,
            [
                .. review.Items.Select(item =>
                {
                    var verdict = review.VerdictOn(item);
                    return new ReviewItemView(
                        item.Kind,
                        item.Key,
                        review.DepartmentOf(item),
                        verdict?.Accepted,
                        verdict?.Reason,
                        verdict?.By,
                        verdict?.At,
                        dossier.Content.NameOf(verdict?.By)
                    );
                }),
            ]
        );
    }
}
