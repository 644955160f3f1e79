using System.Collections.Immutable;
using Ntm.Contracts.Assessment.V1;
using Ntm.Dossier.Domain.Assessments;
using Ntm.Dossier.Domain.Decisions;
using Ntm.Dossier.Domain.Documents;
using Ntm.Dossier.Domain.Events;
using Ntm.Dossier.Domain.Opinions;
using Ntm.Dossier.Domain.Plans;
using Ntm.Dossier.Domain.Reviews;
using Ntm.Dossier.Domain.Units;
using Ntm.Dossier.Domain.Withdrawals;

namespace Ntm.Dossier.Domain;

/// <summary>
/// The dossier of one unit for one title and year. Each act is decided by the part that it concerns, on the dossier's own state
/// alone; the changes of a lawful act, events and audit entries included, are applied here and held until they are saved in one
/// transaction.
/// </summary>
internal sealed class RecognitionDossier
{
    private PathState state = PathState.Empty;
    private DossierContent content = new();
    private DossierUnit unit = new("", "", "");
    private DossierStatus status;

    public required Guid Id { get; init; }

    /// <summary>The unit that it is about; another one where units changed meanwhile.</summary>
    public required DossierUnit Unit
    {
        get => unit;
        init => unit = value;
    }
    public string UnitCode => unit.Code;
    public string UnitName => unit.Name;

    /// <summary>Codes from the province down to the unit.</summary>
    public string UnitPath => unit.Path;
    public required string Title { get; init; }
    public required int Year { get; init; }
    public required DateOnly OpenedOn { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }
    public required string OpenedBy { get; init; }

    /// <summary>The path version it began with.</summary>
    public required PathDefinition Path { get; init; }
    public required DossierRules Rules { get; init; }

    /// <summary>The province's appraisal councils while one is to vote.</summary>
    public IReadOnlyList<AppraisalCouncil> Councils { get; set; } = [];

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

    /// <summary>Path of the province that decides on it.</summary>
    public string ProvincePath => content.Actors["province"];

    public string ActorUnit(Stage stage) => UnitPlacement.ActorOf(content.Actors, stage);

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
        content = content.PreparedBy(act).Naming(act);
        foreach (var entry in Beginning.Entries(this, act))
        {
            Journal.Audit(entry);
        }

        Journal.Raise(PathEvents.Opened(this, act));
        Follow(act, PathMachine.Start(Path));
    }

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

    public Result Decide(Act act, Stage stage, DecisionRecord decision) => Take(act, DecisionActs.Decide(this, act, stage, decision));

    /// <summary>Takes the dossier back, wherever it is before the vote.</summary>
    public Result Withdraw(Act act, string reason) => End(act, WithdrawalActs.Withdraw(this, act, reason));

    /// <summary>Ends in favour of the dossier of the same unit, title and year that goes on.</summary>
    public Result GiveWay(Act act, RecognitionDossier goesOn) => End(act, MergedDossiers.GiveWay(this, act, goesOn));

    public Result Announce(Act act, Stage stage, DateOnly on, string where) =>
        Take(act, DecisionActs.Announce(this, act, stage, on, where));

    /// <summary>Takes in a submitted revision of the self-assessment, later than <see cref="LatestRevision"/>.</summary>
    /// <param name="act">Who submitted, and when it came.</param>
    /// <param name="submitted">The revision.</param>
    /// <param name="taken">The revisions taken in before.</param>
    /// <returns>The criteria that count from now on; refused when the revision came too late, which the audit records.</returns>
    public Result<ImmutableList<AssessedCriterion>> Assess(Act act, SelfAssessmentSubmitted submitted, TakenRevisions taken)
    {
        var intake = AssessmentActs.TakeIn(this, act, submitted, taken);
        Take(act, intake.Refused ? AssessmentActs.TooLate(this, act, submitted) : intake.Value.Change);
        if (intake.Value?.Passed is { } passed && !Obstacles(passed, act.At).Any())
        {
            Advance(act, new StageSignal(passed.Key, Outcomes.Passed));
        }

        return intake.Then(found => found.Criteria);
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

    public IReadOnlySet<Guid> PlansFollowed => content.Planned.Select(date => date.PlanId).ToHashSet();

    /// <summary>Takes over the dates of published plans; false where it follows them already.</summary>
    public bool FollowPlans(Act act, ImmutableList<PlannedStep> dates) =>
        PlanActs.Follow(this, act, dates) is { } change && !Take(act, change).Refused;

    public Result Recompute(Act act, OpenStage open) => Take(act, DeadlineActs.Recompute(this, act, open));

    /// <summary>The code by which somebody else may know its unit: the one named if it is or was about that, else its own.</summary>
    public string UnitCodeAs(string named) => content.FormerUnits.Exists(former => former.Code == named) ? named : UnitCode;

    /// <summary>Goes on at the unit that took its unit's place, with the units that act there now.</summary>
    public void FollowUnit(Act act, UnitPlacement to)
    {
        var (before, handedOver, asked) = (unit, PlacementActs.HandedOver(this, to), content.AskedOpinions);
        Journal.Audit(PlacementActs.Entry(this, act, to));
        content = PlacementActs.ContentAfter(this, act, to);
        unit = to.Unit;
        Journal.Raise(PlacementActs.Changed(this, act, before, handedOver));
        Journal.Raise(OpinionActs.MovedSince(this, act, asked));
    }

    /// <summary>Applies what a part of the dossier decided.</summary>
    public Result Take(Act act, Result<Change> decided)
    {
        if (decided.Refused)
        {
            return decided;
        }

        var change = decided.Value;
        content = change.Content.Naming(act);
        foreach (var entry in change.Audit)
        {
            Journal.Audit(entry);
        }

        foreach (var @event in change.Events)
        {
            Journal.Raise(@event);
        }

        Journal.Raise(change.Opinions);
        if (change.Completes is { } signal)
        {
            Advance(act, signal);
        }

        return Result.Done;
    }

    private Result End(Act act, Result<Change> ended)
    {
        var taken = Take(act, ended);
        if (!taken.Refused)
        {
            Follow(act, PathMachine.Withdraw(Path, state));
        }

        return taken;
    }

    private void Advance(Act act, StageSignal signal)
    {
        var step = PathMachine.Advance(Path, state, signal);
        Follow(act, step.Value ?? throw new InvalidOperationException($"Dossier {Id}: {signal} was let through: {step.Errors[0].Code}."));
    }

    private void Follow(Act act, PathStep step)
    {
        state = step.State;
        foreach (var effect in step.Effects)
        {
            switch (effect)
            {
                case StageClosed closed:
                    content = StageEntry.ContentLeft(this, closed, act.At);
                    Journal.Raise(PathEvents.StageCompleted(this, act, closed));
                    break;
                case StageEntered entered:
                    var opened = StageEntry.Open(this, entered, act.At);
                    content = StageEntry.ContentEntered(this, opened, entered.Stage);
                    Journal.Raise(PathEvents.StageOpened(this, act, entered.Stage, opened));
                    break;
                case PathFinished finished:
                    status = DossierEnd.After(Path.Purpose, finished.LastStage);
                    Journal.Raise(PathEvents.Closed(this, act));
                    break;
            }
        }
    }
}
