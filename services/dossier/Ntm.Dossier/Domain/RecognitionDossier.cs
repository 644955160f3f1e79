using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Domain;

internal enum DossierStatus
{
    Running,
    Recognised,
    Refused,
}

/// <summary>
/// The dossier of one unit for one title and year. It decides every act on its own state alone; what an act brings
/// about, events and audit entries included, is kept here until it is saved in one transaction.
/// </summary>
internal sealed partial class RecognitionDossier
{
    private readonly List<IDossierEvent> events = [];
    private readonly List<AuditEntry> entries = [];

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
    public required PathState State { get; set; }
    public required DossierContent Content { get; init; }
    public DossierStatus Status { get; set; }

    /// <summary>Counts the events published so far.</summary>
    public long Sequence { get; set; }
    public required AuditHead AuditHead { get; set; }

    /// <summary>Events that wait to be published with the next save.</summary>
    public IReadOnlyList<IDossierEvent> Events => events;

    /// <summary>Audit entries that wait for the next save.</summary>
    public IReadOnlyList<AuditEntry> Entries => entries;

    public OpenStage? FindOpen(string stage) => Content.Open.Find(open => open.Key == stage);

    public string ActorUnit(Stage stage) => Content.Actors[stage.Level];

    /// <summary>Starts the path.</summary>
    public void Begin(Act act)
    {
        Content.Preparers.Add(act.By);
        Audit(
            act,
            "dossier.opened",
            null,
            new
            {
                UnitCode,
                UnitPath,
                Title,
                Year,
                Path = Path.Key,
                PathVersion = Path.Version,
            }
        );
        Raise(sequence => new DossierOpened
        {
            EventId = NewId(act),
            OccurredAt = act.At,
            DossierId = Id,
            Sequence = sequence,
            UnitCode = UnitCode,
            UnitPath = UnitPath,
            Title = Title,
            Year = Year,
            PathId = Path.Key,
            PathVersion = Path.Version,
            OpenedBy = act.By,
        });
        var step = PathMachine.Start(Path);
        State = step.State;
        Apply(act, step.Effects);
    }

    /// <summary>What lay beside the dossier was brought in line with it; nothing in it changes.</summary>
    public void Reconciled(Act act, IEnumerable<object> differences) =>
        Audit(act, "dossier.reconciled", null, new { Differences = differences });

    /// <summary>Finds the stage if it waits for its actor and is of the kind that the act is for.</summary>
    public Refusable<Stage> OpenStageOf(string key, params ReadOnlySpan<StageKind> kinds)
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

    private void Advance(Act act, Stage stage, string outcome)
    {
        var step = PathMachine.Advance(Path, State, new StageSignal(stage.Key, outcome));
        if (step.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Dossier {Id}: {stage.Key}/{outcome} was let through but is {refusal}.");
        }

        State = step.State;
        Apply(act, step.Effects);
    }

    private void Apply(Act act, IReadOnlyList<PathEffect> effects)
    {
        var by = effects.OfType<StageClosed>().FirstOrDefault();
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case StageClosed closed:
                    Content.Open.RemoveAll(open => open.Key == closed.Stage.Key);
                    RaiseCompleted(act, closed);
                    break;
                case StageEntered entered:
                    Enter(act, entered, by);
                    break;
                case PathFinished finished:
                    Status = finished.LastStage.Kind == StageKind.Announcement ? DossierStatus.Recognised : DossierStatus.Refused;
                    RaiseClosed(act);
                    break;
            }
        }
    }

    private void Enter(Act act, StageEntered entered, StageClosed? by)
    {
        var stage = entered.Stage;
        if (by is { Outcome: Outcomes.Lost })
        {
            // The whole way again: what was accepted then is examined anew.
            Content.Verdicts.Clear();
            Content.Returned.Clear();
        }

        if (stage.Kind == StageKind.CouncilVote)
        {
            Content.Council = null;
        }

        Resume(act, stage);
        var used = UsedBefore(stage, act.At);
        var dueAt = Deadlines.DueOf(stage, Year, ExtensionOf(stage)?.Before, act.At, used, Rules.Calendar).At;
        var open = new OpenStage
        {
            Key = stage.Key,
            Round = entered.Round,
            OpenedAt = act.At,
            DueAt = dueAt,
            AlarmedUpTo = dueAt <= act.At ? dueAt.Value.AddTicks(-1) : act.At,
            FirstRole = stage.Kind == StageKind.CouncilVote ? ConvenerRole : null,
        };
        Content.Open.Add(Deadlines.WithNextAlarm(open, stage, Rules.Calendar));
        RaiseOpened(act, stage, open);
    }

    private void Audit(Act act, string action, Stage? stage, object payload)
    {
        var entry = AuditChain.Append(
            AuditHead,
            new AuditAct
            {
                At = act.At,
                Actor = act.By,
                Action = action,
                Stage = stage?.Key,
                Payload = payload,
            }
        );
        AuditHead = AuditChain.HeadOf(entry);
        entries.Add(entry);
    }

    private void Raise(Func<long, IDossierEvent> @event) => events.Add(@event(++Sequence));

    private static Guid NewId(Act act) => Guid.CreateVersion7(act.At);
}
