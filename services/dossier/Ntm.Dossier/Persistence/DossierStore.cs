using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Dossier.V1;
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
        loaded[id] = new Loaded(row, dossier.Content.Open);
        return dossier;
    }

    /// <summary>The version that the dossier has, or will have once what was saved is committed.</summary>
    public int VersionOf(RecognitionDossier dossier) => loaded[dossier.Id].Row.Version;

    /// <summary>Saves a dossier that was just opened.</summary>
    public async Task AddAsync(RecognitionDossier dossier, CancellationToken cancellation)
    {
        var row = new DossierRow
        {
            Id = dossier.Id,
            SortKey = SortKey(dossier.Year, dossier.UnitCode, dossier.Title),
            UnitCode = dossier.UnitCode,
            UnitName = dossier.UnitName,
            UnitPath = dossier.UnitPath,
            Title = dossier.Title,
            Year = dossier.Year,
            PathKey = dossier.Path.Key,
            PathVersion = dossier.Path.Version,
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
        loaded[dossier.Id] = new Loaded(row, []);
        await SaveAsync(dossier, cancellation);
    }

    /// <summary>Saves everything that acts on the dossier brought about since it was loaded.</summary>
    public async Task SaveAsync(RecognitionDossier dossier, CancellationToken cancellation)
    {
        var (row, before) = loaded[dossier.Id];
        row.Status = dossier.Status.ToString();
        row.PathState = JsonSerializer.Serialize(dossier.State, Json);
        row.Content = JsonSerializer.Serialize(dossier.Content, Json);
        row.Sequence = dossier.Sequence;
        row.AuditSequence = dossier.AuditHead.Sequence;
        row.AuditHash = dossier.AuditHead.Hash;
        row.Version++;
        db.Audit.AddRange(dossier.Journal.Entries.Select(entry => ToRow(dossier.Id, entry)));
        foreach (var @event in dossier.Journal.Events)
        {
            Publish(@event);
        }

        foreach (var gone in before.Where(open => Same(dossier.Content.Open, open) is null))
        {
            var key = KeyOf(dossier.Id, gone);
            await db.OpenStages.Where(stage => stage.Key == key).ExecuteDeleteAsync(cancellation);
        }

        foreach (var open in dossier.Content.Open.Where(open => !before.Contains(open)))
        {
            await SaveOpenStageAsync(dossier, Same(before, open), open, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Unique and sortable: one dossier a unit, title and year.</summary>
    public static string SortKey(int year, string unitCode, string title) =>
        string.Create(CultureInfo.InvariantCulture, $"{year:0000}/{unitCode}/{title}");

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
                UnitCode = row.UnitCode,
                UnitName = row.UnitName,
                UnitPath = row.UnitPath,
                Title = row.Title,
                Year = row.Year,
                OpenedOn = row.OpenedOn,
                OpenedAt = row.OpenedAt,
                OpenedBy = row.OpenedBy,
                Path = rules.PathOf(rules.Paths.Get(row.PathKey, row.PathVersion), content.Procedure, row.UnitPath, row.Year),
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

    private async Task SaveOpenStageAsync(RecognitionDossier dossier, OpenStage? before, OpenStage open, CancellationToken cancellation)
    {
        if (before is null)
        {
            db.OpenStages.Add(TaskOf(dossier, open));
        }
        else if ((before.DueAt, before.FirstRole) != (open.DueAt, open.FirstRole))
        {
            var task = TaskOf(dossier, open);
            await db
                .OpenStages.Where(row => row.Key == task.Key)
                .ExecuteUpdateAsync(row => row.SetProperty(x => x.DueAt, task.DueAt).SetProperty(x => x.Actor, task.Actor), cancellation);
        }

        if (TimerOf(dossier.Id, open) is { } timer && (before?.NextAlarmAt, before?.DueAt) != (open.NextAlarmAt, open.DueAt))
        {
            // Timers are never deleted here: the timer pump locks the timer and then the dossier, so whoever holds the dossier must
            // not lock a timer. An outdated timer does nothing when it fires.
            db.Timers.Add(timer);
        }
    }

    /// <summary>The inbox row that an open stage must have.</summary>
    public static OpenStageRow TaskOf(RecognitionDossier dossier, OpenStage open)
    {
        var stage = dossier.Path.StageOf(open.Key);
        return new OpenStageRow
        {
            Key = KeyOf(dossier.Id, open),
            DossierId = dossier.Id,
            Stage = stage.Key,
            StageTitle = stage.Title,
            Kind = stage.Kind.ToString(),
            Round = open.Round,
            Actor = DossierAccess.ActorKey(open.FirstRole ?? stage.Role, dossier.ActorUnit(stage)),
            UnitCode = dossier.UnitCode,
            UnitName = dossier.UnitName,
            Title = dossier.Title,
            Year = dossier.Year,
            OpenedAt = open.OpenedAt,
            DueAt = RowDueAt(dossier, open),
        };
    }

    private static DateTimeOffset RowDueAt(RecognitionDossier dossier, OpenStage open) =>
        open.DueAt ?? (Deadlines.IsUnknown(open, dossier.Path.StageOf(open.Key)) ? OpenStageRow.UnknownDeadline : OpenStageRow.NoDeadline);

    /// <summary>The timer that an open stage must have; null when no reminder is left.</summary>
    public static Timer? TimerOf(Guid dossierId, OpenStage open) =>
        open.NextAlarmAt is not { } alarm
            ? null
            : new Timer
            {
                Key = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{KeyOf(dossierId, open)}/{alarm.UtcTicks}/{(open.DueAt ?? OpenStageRow.NoDeadline).UtcTicks}"
                ),
                Kind = DeadlineTimer,
                DueAt = alarm,
                Payload = JsonSerializer.Serialize(new DeadlineWatch(dossierId, open.Key, open.Round), Json),
            };

    private static OpenStage? Same(ImmutableList<OpenStage> stages, OpenStage open) =>
        stages.Find(other => other.Key == open.Key && other.Round == open.Round);

    private static string KeyOf(Guid dossierId, OpenStage open) =>
        string.Create(CultureInfo.InvariantCulture, $"{dossierId:N}/{open.Key}/{open.Round}");

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

    private void Publish(IDossierEvent @event)
    {
        var row = db.Publish(@event, @event.EventId, @event.DossierId.ToString("N"), @event.OccurredAt);
        db.Events.Add(
            new EventRow
            {
                DossierId = @event.DossierId,
                Sequence = @event.Sequence,
                Type = row.Type,
                Subject = SubjectOf(@event),
                Body = row.Body,
            }
        );
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

    private sealed record Loaded(DossierRow Row, ImmutableList<OpenStage> Before);
}

/// <summary>What a deadline timer watches.</summary>
internal sealed record DeadlineWatch(Guid DossierId, string Stage, int Round);

/// <summary>A dossier's row cannot be read: its path is not among the path files, or its documents are damaged.</summary>
internal sealed class UnreadableDossierException(Guid id, Exception cause)
    : Exception($"Dossier {id} cannot be read: {cause.Message}", cause);
