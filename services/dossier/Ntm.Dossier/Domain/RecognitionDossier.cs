using System.Collections.Immutable;
using Ntm.Contracts.Assessment.V1;
using Ntm.Dossier.Domain.Assessments;
using Ntm.Dossier.Domain.Decisions;
using Ntm.Dossier.Domain.Documents;
using Ntm.Dossier.Domain.Events;
using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier.Domain;

/// <summary>
/// The dossier of one unit for one title and year. Each act is decided by the part that it concerns, on the dossier's own state
/// alone; the changes of a lawful act, events and audit entries included, are applied here and held until they are saved in one
/// transaction.
/// </summary>
internal sealed class RecognitionDossier
{
    /// <summary>Who sets up the roster and convenes the council.</summary>
    public const string ConvenerRole = "leader";

    private PathState state = PathState.Empty;
    private DossierContent content = new();
    private DossierStatus status;

    public required Guid Id { get; init; }
    public required string UnitCode { get; init; }
    public required string UnitName { get; init; }

    /// <summary>Codes from the province down to the unit on the day of opening.</summary>
    public required string UnitPath { get; init; }
    public required string Title { get; init; }
    public required int Year { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required string OpenedBy { get; init; }

    /// <summary>The path version it began with.</summary>
    public required PathDefinition Path { get; init; }
    public required DossierRules Rules { get; init; }

    public required PathState State
    {
        get => state;
        init => state = value;
    }

    public required DossierContent Content
    {
        get => content;
        init => content = value;
    }

    public DossierStatus Status
    {
        get => status;
        init => status = value;
    }

    /// <summary>The events and audit entries of its acts.</summary>
    public required DossierJournal Journal { get; init; }

    /// <summary>Counts the events published so far.</summary>
    public long Sequence => Journal.Sequence;
    public AuditHead AuditHead => Journal.AuditHead;

    /// <summary>The voting rules that the dossier's council follows.</summary>
    public VoteRules Votes => content.Procedure is { } confirmed ? confirmed.Confirm(Rules.Votes) : Rules.Votes;

    public DossierFiles Files => new(content.Files);
    public SuspensionLedger Suspensions => new(content.Suspensions);

    /// <summary>Highest revision of the self-assessment that has come, in time or too late.</summary>
    public int LatestRevision => Math.Max(content.Assessment?.Revision ?? 0, content.LateRevision);

    public OpenStage? FindOpen(string stage) => content.FindOpen(stage);

    public string ActorUnit(Stage stage) => content.Actors[stage.Level];

    /// <summary>The checklist's entry for a document of the path, by the rules of the day of opening.</summary>
    public DocumentType DocumentOf(string key) =>
        Rules.Documents.Find(key, OpenedOn)
        ?? throw new InvalidOperationException($"The checklist has no {key} on {OpenedOn}, although path {Path.Key} names it.");

    public bool Knows(string document) => Path.Stages.Any(stage => stage.Documents.Any(named => named.Key == document));

    /// <summary>Every reason why the stage cannot go on to its forward outcome at this instant; empty when it can.</summary>
    public IEnumerable<Error> Obstacles(Stage stage, DateTimeOffset now) => Domain.Obstacles.Of(this, stage, now);

    public Extension? ExtensionOf(Stage stage) => content.Extensions.FindLast(extension => extension.Stage == stage.Key);

    /// <summary>The day before which the stage must be done, extensions counted; null without a legal cut-off.</summary>
    public LegalCutOff? CutOffOf(Stage stage) =>
        stage.DueBefore is { } day ? new LegalCutOff(ExtensionOf(stage)?.Before ?? day.In(Year)) : null;

    public Review ReviewAt(Stage stage) => Review.Of(this, stage);

    /// <summary>Finds the stage if it waits for its actor and is of the kind that the act is for.</summary>
    public Result<Stage> OpenStageOf(string key, params ReadOnlySpan<StageKind> kinds)
    {
        if (Path.FindStage(key) is not { } stage)
        {
            return DossierErrors.StageUnknown(key);
        }

        if (!kinds.Contains(stage.Kind))
        {
            return DossierErrors.WrongAct(stage);
        }

        return FindOpen(key) is null ? DossierErrors.StageNotOpen(stage) : stage;
    }

    /// <summary>Starts the path.</summary>
    public void Begin(Act act)
    {
        content = content.PreparedBy(act.By);
        var opened = new
        {
            UnitCode,
            UnitPath,
            Title,
            Year,
            Path = Path.Key,
            PathVersion = Path.Version,
        };
        Journal.Audit(act.Entry("dossier.opened", null, opened));
        if (content.Procedure is { } procedure)
        {
            Journal.Audit(act.Entry("procedure.applied", null, procedure));
        }

        Journal.Raise(PathEvents.Opened(this, act));
        Follow(act, PathMachine.Start(Path));
    }

    /// <summary>Applies an act on the public notice or the meeting of the commune.</summary>
    public Result Take(Act act, Func<RecognitionDossier, Result<Change>> decide) => Take(act, decide(this));

    public Result MayChange(Stage stage, string document) => DocumentActs.MayChange(this, stage, document);

    public Result AddFile(Act act, Stage stage, DossierFile file) => Take(act, DocumentActs.Add(this, act, stage, file));

    public Result RemoveFile(Act act, Stage stage, DossierFile file) => Take(act, DocumentActs.Remove(this, act, stage, file));

    public Result Complete(Act act, Stage stage, string? note) => Take(act, SubmissionActs.Complete(this, act, stage, note));

    public Result Submit(Act act, Stage stage, ReceiptSigner signer) => Take(act, SubmissionActs.Submit(this, act, stage, signer));

    public Result Extend(Act act, Stage stage, Extension extension) => Take(act, SubmissionActs.Extend(this, act, stage, extension));

    public Result GiveVerdicts(Act act, Stage stage, Reviewer reviewer, IReadOnlyList<GivenVerdict> given) =>
        Take(act, ReviewActs.GiveVerdicts(this, act, stage, reviewer, given));

    public Result Conclude(Act act, Stage stage, Reviewer reviewer, Conclusion conclusion) =>
        Take(act, ConclusionActs.Conclude(this, act, stage, reviewer, conclusion));

    public Result Explain(Act act, Stage stage, ReviewItem item, string text) =>
        Take(act, ReviewActs.Explain(this, act, stage, item, text));

    public Result Convene(Act act, Stage stage, Convocation convocation) => Take(act, CouncilActs.Convene(this, act, stage, convocation));

    public Result RecordAttendance(Act act, Stage stage, IReadOnlyList<string> present) =>
        InSession(act, session => session.RecordAttendance(present), act.Entry("council.attendance", stage, new { present }));

    public Result Recuse(Act act, Stage stage, string reason) =>
        InSession(act, session => session.Recuse(act.By, reason), act.Entry("council.recused", stage, new { reason }));

    public Result CastBallot(Act act, Stage stage, bool inFavour) =>
        InSession(act, session => session.Cast(act.By, inFavour), act.Entry("council.ballot_cast", stage, new { inFavour }));

    public Result CountBallots(Act act, Stage stage, SecretBallotCount count) =>
        InSession(act, session => session.RecordCount(count), act.Entry("council.ballots_counted", stage, count));

    public Result CloseCouncil(Act act, Stage stage, CouncilMinutes minutes) => Take(act, CouncilActs.Close(this, act, stage, minutes));

    public Result Decide(Act act, Stage stage, DecisionRecord decision) => Take(act, DecisionActs.Decide(this, act, stage, decision));

    public Result Announce(Act act, Stage stage, DateOnly on, string where) =>
        Take(act, DecisionActs.Announce(this, act, stage, on, where));

    /// <summary>Takes in a submitted revision of the self-assessment, later than <see cref="LatestRevision"/>.</summary>
    /// <param name="act">Who submitted, and when it came.</param>
    /// <param name="submitted">The revision.</param>
    /// <param name="accepted">The criteria that count for the dossier so far.</param>
    /// <returns>The criteria that count from now on; refused when the revision came too late, which the audit records.</returns>
    public Result<ImmutableList<AssessedCriterion>> Assess(
        Act act,
        SelfAssessmentSubmitted submitted,
        IReadOnlyList<AssessedCriterion> accepted
    )
    {
        var intake = AssessmentActs.TakeIn(this, act, submitted, accepted);
        Take(act, intake.Refused ? AssessmentActs.TooLate(this, act, submitted) : intake.Value.Change);
        if (intake.Value?.Passed is { } passed && !Obstacles(passed, act.At).Any())
        {
            Advance(act, new StageSignal(passed.Key, Outcomes.Passed));
        }

        return intake.Then(taken => taken.Criteria);
    }

    /// <summary>Completes a round of the survey; refused when that round is not open, which the audit records.</summary>
    public Result CloseSurvey(Act act, SurveyAnswer answer)
    {
        var closed = SurveyActs.Close(this, act, answer);
        Take(act, closed.Refused ? SurveyActs.TooLate(this, act, answer) : closed);
        return closed;
    }

    public Result LoseCriterion(Act act, string code, int revision) => Take(act, AssessmentActs.Lose(this, act, code, revision));

    /// <summary>Criteria that pass in a revision are no longer lost.</summary>
    public void RegainCriteria(int revision, IReadOnlySet<string> passed) =>
        content = content with { LostCriteria = new LostCriteria(content.LostCriteria).Regain(revision, passed) };

    public Result Alarm(Act act, string stage, int round) => Take(act, DeadlineActs.Alarm(this, act, stage, round));

    public Result Recompute(Act act, OpenStage open) => Take(act, DeadlineActs.Recompute(this, act, open));

    /// <summary>Records that related data was repaired to match the dossier; nothing in the dossier changes.</summary>
    public void Reconciled(Act act, IEnumerable<object> differences) =>
        Journal.Audit(act.Entry("dossier.reconciled", null, new { Differences = differences }));

    /// <summary>An operator dropped a message about the dossier that no consumer could handle.</summary>
    public void MessageDropped(Act act, Guid messageId, string type, string reason) =>
        Journal.Audit(
            act.Entry(
                "message.dropped",
                null,
                new
                {
                    messageId,
                    type,
                    reason,
                }
            )
        );

    private Result InSession(Act act, Func<CouncilSession, Result<CouncilSession>> ask, AuditAct entry) =>
        Take(act, CouncilActs.InSession(this, ask, entry));

    private Result Take(Act act, Result<Change> decided)
    {
        if (decided.Refused)
        {
            return decided;
        }

        var change = decided.Value;
        content = change.Content;
        foreach (var entry in change.Audit)
        {
            Journal.Audit(entry);
        }

        foreach (var @event in change.Events)
        {
            Journal.Raise(@event);
        }

        if (change.Completes is { } signal)
        {
            Advance(act, signal);
        }

        return Result.Done;
    }

    private void Advance(Act act, StageSignal signal)
    {
        var step = PathMachine.Advance(Path, state, signal);
        Follow(act, step.Value ?? throw new InvalidOperationException($"Dossier {Id}: {signal} was let through: {step.Errors[0].Code}."));
    }

    private void Follow(Act act, PathStep step)
    {
        state = step.State;
        var by = step.Effects.OfType<StageClosed>().FirstOrDefault();
        foreach (var effect in step.Effects)
        {
            switch (effect)
            {
                case StageClosed closed:
                    content = content with { Open = content.Open.RemoveAll(open => open.Key == closed.Stage.Key) };
                    Journal.Raise(PathEvents.StageCompleted(this, act, closed));
                    break;
                case StageEntered entered:
                    var opened = StageEntry.Open(this, entered, act.At);
                    content = StageEntry.ContentAfter(this, opened, entered.Stage, by);
                    Journal.Raise(PathEvents.StageOpened(this, act, entered.Stage, opened));
                    break;
                case PathFinished finished:
                    status = finished.LastStage.Kind == StageKind.Announcement ? DossierStatus.Recognised : DossierStatus.Refused;
                    Journal.Raise(PathEvents.Closed(this, act));
                    break;
            }
        }
    }
}
