using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Domain.Units;
using Ntm.Persistence;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Dossier.Persistence;

/// <summary>
/// Loads and saves dossiers: one row read; one save for the row, its open stages, its timers, its audit entries and
/// its events. Nothing is committed here; that is the transaction's affair.
/// </summary>
internal sealed class DossierStore(DossierDbContext db, DossierRules rules)
{
    /// <summary>Kind of the timers that watch deadlines.</summary>
    public const string DeadlineTimer = "dossier.deadline";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Func<DossierDbContext, Guid, Task<DossierRow?>> FindRow = EF.CompileAsyncQuery(
        (DossierDbContext context, Guid id) => context.Dossiers.FirstOrDefault(row => row.Id == id)
    );

    private readonly Dictionary<Guid, Loaded> loaded = [];

    /// <summary>Loads a dossier; inside a transaction, to act on it.</summary>
    public async Task<RecognitionDossier?> FindAsync(Guid id)
    {
        var row =
            db.Database.CurrentTransaction is null || db.Database.IsSqlite()
                ? await FindRow(db, id)
                : (await db.Dossiers.FromSqlRaw(db.ReadForAct, id).ToListAsync()).FirstOrDefault();
        if (row is null)
        {
            return null;
        }

        var dossier = Read(row);
        loaded[id] = new Loaded(row, dossier.Content.Open, TasksOf(dossier), OpinionTimers.Of(dossier));
        await LoadCouncilsAsync(dossier);
        return dossier;
    }

    /// <summary>The row that the dossier was read from.</summary>
    public DossierRow RowOf(RecognitionDossier dossier) => loaded[dossier.Id].Row;

    /// <summary>The version that the dossier has, or will have once what was saved is committed.</summary>
    public int VersionOf(RecognitionDossier dossier) => loaded[dossier.Id].Row.Version;

    /// <summary>Saves a dossier that was just opened.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="number">How many of its unit, title and year there are, this one included: two at once take the same number.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task AddAsync(RecognitionDossier dossier, int number, CancellationToken cancellation)
    {
        var row = new DossierRow
        {
            Id = dossier.Id,
            SortKey = SortKey(dossier, number),
            UnitCode = dossier.UnitCode,
            UnitName = dossier.UnitName,
            SearchName = NameSearch.Fold(dossier.UnitName),
            UnitPath = dossier.UnitPath,
            Title = dossier.Title,
            Year = dossier.Year,
            PathKey = dossier.Path.Key,
            PathVersion = dossier.Path.Version,
            PathHash = dossier.Path.Hash,
            OpenedOn = dossier.OpenedOn,
            OpenedAt = dossier.OpenedAt,
            OpenedBy = dossier.OpenedBy,
            Status = "",
            PathState = "",
            Content = "",
            Sequence = 0,
            AuditSequence = 0,
            AuditHash = "",
            Version = 0,
        };
        db.Dossiers.Add(row);
        loaded[dossier.Id] = new Loaded(row, [], [], []);
        await SaveAsync(dossier, cancellation);
    }

    /// <summary>Saves everything that acts on the dossier brought about since it was loaded.</summary>
    public async Task SaveAsync(RecognitionDossier dossier, CancellationToken cancellation)
    {
        var (row, before, tasks, opinions) = loaded[dossier.Id];
        var earlier = row.Content.Length == 0 ? StoredParts.None : StoredParts.Of(row, [], []);
        row.SortKey = row.UnitPath == dossier.UnitPath ? row.SortKey : $"{SortKey(dossier, 1)}/{dossier.Id:N}";
        (row.UnitCode, row.UnitName, row.UnitPath) = (dossier.UnitCode, dossier.UnitName, dossier.UnitPath);
        row.SearchName = NameSearch.Fold(dossier.UnitName);
        row.Status = dossier.Status.ToString();
        row.PathState = JsonSerializer.Serialize(dossier.State, Json);
        row.Content = JsonSerializer.Serialize(dossier.Content, Json);
        var published = dossier.Journal.Events.Select(Publish).ToList();
        dossier.Journal.Bind(StoredParts.Of(row, NewAssessments(dossier.Id), published).ChangedSince(earlier));
        row.Sequence = dossier.Sequence;
        row.AuditSequence = dossier.AuditHead.Sequence;
        row.AuditHash = dossier.AuditHead.Hash;
        row.Version++;
        db.Audit.AddRange(dossier.Journal.Entries.Select(entry => ToRow(dossier.Id, entry)));
        foreach (var @event in dossier.Journal.Opinions)
        {
            db.Publish(@event, @event.EventId, @event.DossierId.ToString("N"), @event.OccurredAt);
        }

        await db.ReplaceAsync(tasks, InboxRows.Of(dossier), cancellation);
        foreach (var open in dossier.Content.Open)
        {
            await ScheduleAsync(dossier, Same(before, open), open, cancellation);
        }

        foreach (var timer in OpinionTimers.Of(dossier).ExceptBy(opinions.Select(timer => timer.Key), timer => timer.Key))
        {
            await ScheduleAsync(timer, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
        await LoadCouncilsAsync(dossier);
    }

    /// <summary>The self-assessments that the dossier took in since it was loaded.</summary>
    private IEnumerable<AssessmentRow> NewAssessments(Guid id) =>
        db.ChangeTracker.Entries<AssessmentRow>().Select(entry => entry.Entity).Where(row => row.DossierId == id);

    private static string SortKey(RecognitionDossier dossier, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{dossier.Year:0000}/{dossier.UnitCode}/{dossier.Title}")
        + (number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"/{number:000}"));

    /// <summary>The dossier of a row.</summary>
    /// <exception cref="UnreadableDossierException">Its path is not here, or its documents are damaged.</exception>
    public RecognitionDossier Read(DossierRow row)
    {
        try
        {
            var content = JsonSerializer.Deserialize<DossierContent>(row.Content, Json)!;
            return new RecognitionDossier
            {
                Id = row.Id,
                Unit = new DossierUnit(row.UnitCode, row.UnitName, row.UnitPath),
                Title = row.Title,
                Year = row.Year,
                OpenedOn = row.OpenedOn,
                OpenedAt = row.OpenedAt,
                OpenedBy = row.OpenedBy,
                Path = rules.PathOf(
                    rules.Paths.Get(new UsedPath(row.PathKey, row.PathVersion, row.PathHash)),
                    content.Procedure,
                    row.UnitPath,
                    row.Year
                ),
                Rules = rules,
                State = JsonSerializer.Deserialize<PathState>(row.PathState, Json)!.Ordinal(),
                Content = content,
                Status = Enum.Parse<DossierStatus>(row.Status),
                Journal = new DossierJournal(row.Sequence, new AuditHead(row.AuditSequence, row.AuditHash)),
            };
        }
        catch (Exception exception)
        {
            throw new UnreadableDossierException(row.Id, exception);
        }
    }

    /// <summary>While a council is to vote, its province's councils belong to what the dossier stands on.</summary>
    private async Task LoadCouncilsAsync(RecognitionDossier dossier)
    {
        var vote = dossier.Content.Open.Select(open => dossier.Path.StageOf(open.Key)).FirstOrDefault(IsVote);
        if (vote is not null && dossier.Councils.Count == 0)
        {
            dossier.Councils = await db.CouncilsOfAsync(new UnitScope([dossier.ActorUnit(vote)]));
        }

        static bool IsVote(Stage stage) => stage.Kind == StageKind.CouncilVote;
    }

    private static IReadOnlyList<OpenStageRow> TasksOf(RecognitionDossier dossier)
    {
        try
        {
            return InboxRows.Of(dossier);
        }
        catch (InvalidOperationException exception)
        {
            // An open stage is missing in the path.
            throw new UnreadableDossierException(dossier.Id, exception);
        }
    }

    private async Task ScheduleAsync(RecognitionDossier dossier, OpenStage? before, OpenStage open, CancellationToken cancellation)
    {
        if (TimerOf(dossier.Id, open) is { } timer && (before?.NextAlarmAt, before?.DueAt) != (open.NextAlarmAt, open.DueAt))
        {
            await ScheduleAsync(timer, cancellation);
        }
    }

    private async Task ScheduleAsync(Timer timer, CancellationToken cancellation)
    {
        // Timers are never deleted here: the timer pump locks the timer and then the dossier, so whoever holds the dossier must
        // not lock a timer. An outdated timer does nothing when it fires; where the deadline goes back to what it was, it is there still.
        if (!await db.Timers.AnyAsync(row => row.Key == timer.Key, cancellation))
        {
            db.Timers.Add(timer);
        }
    }

    /// <summary>The timer that an open stage must have; null when no reminder is left.</summary>
    public static Timer? TimerOf(Guid dossierId, OpenStage open) =>
        open.NextAlarmAt is not { } alarm
            ? null
            : new Timer
            {
                Key = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{InboxRows.KeyOf(dossierId, open)}/{alarm.UtcTicks}/{(open.DueAt ?? OpenStageRow.NoDeadline).UtcTicks}"
                ),
                Kind = DeadlineTimer,
                DueAt = alarm,
                Payload = JsonSerializer.Serialize(new DeadlineWatch(dossierId, open.Key, open.Round), Json),
            };

    private static OpenStage? Same(ImmutableList<OpenStage> stages, OpenStage open) =>
        stages.Find(other => other.Key == open.Key && other.Round == open.Round);

    public static DeadlineWatch ReadWatch(string payload) => JsonSerializer.Deserialize<DeadlineWatch>(payload, Json)!;

    private static AuditRow ToRow(Guid dossierId, AuditEntry entry) =>
        new()
        {
            DossierId = dossierId,
            Sequence = entry.Sequence,
            At = entry.At,
            Actor = entry.Actor,
            OnBehalfOf = entry.OnBehalfOf,
            Action = entry.Action,
            Stage = entry.Stage,
            Payload = entry.Payload,
            Hash = entry.Hash,
        };

    private EventRow Publish(IDossierEvent @event)
    {
        var row = db.Publish(@event, @event.EventId, @event.DossierId.ToString("N"), @event.OccurredAt);
        return db
            .Events.Add(
                new EventRow
                {
                    DossierId = @event.DossierId,
                    Sequence = @event.Sequence,
                    Type = row.Type,
                    Subject = SubjectOf(@event),
                    Body = row.Body,
                }
            )
            .Entity;
    }

    private static string SubjectOf(IDossierEvent @event) =>
        @event switch
        {
            StageOpened opened => SubjectOf(nameof(StageOpened), opened.Stage, opened.Round),
            StageCompleted completed => SubjectOf(nameof(StageCompleted), completed.Stage, completed.Round),
            _ => "",
        };

    /// <summary>Key by which a stored event about a stage is found.</summary>
    public static string SubjectOf(string name, string stage, int round) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}/{stage}/{round}");

    private sealed record Loaded(
        DossierRow Row,
        ImmutableList<OpenStage> Before,
        IReadOnlyList<OpenStageRow> Tasks,
        IReadOnlyList<Timer> Opinions
    );
}

/// <summary>What a deadline timer watches.</summary>
internal sealed record DeadlineWatch(Guid DossierId, string Stage, int Round);

/// <summary>A dossier's row cannot be read: its path is not among the path files, or its documents are damaged.</summary>
internal sealed class UnreadableDossierException(Guid id, Exception cause)
    : Exception($"Dossier {id} cannot be read: {cause.Message}", cause);
