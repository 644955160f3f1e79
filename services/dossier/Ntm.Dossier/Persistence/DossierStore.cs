using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Domain;
using Ntm.Dossier.Domain.Audit;
using Ntm.Dossier.Domain.Paths;
using Timer = Ntm.BuildingBlocks.Persistence.Timer;

namespace Ntm.Dossier.Persistence;

/// <summary>
/// Loads and saves dossiers: one row read; one save for the row, its open stages, its timers, its audit entries and
/// its facts. Nothing is committed here; that is the transaction's affair.
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
        (DossierDbContext context, Guid id) => context.Dossiers.FirstOrDefault(row => row.Id == id));

    private readonly Dictionary<Guid, Loaded> loaded = [];

    /// <summary>Loads a dossier; inside a transaction, to act on it.</summary>
    public async Task<RecognitionDossier?> FindAsync(Guid id)
    {
        var row = db.Database.CurrentTransaction is null || db.Database.IsSqlite()
            ? await FindRow(db, id)
            : (await db.Dossiers.FromSqlRaw(db.ReadForAct, id).ToListAsync()).FirstOrDefault();
        if (row is null)
        {
            return null;
        }

        var dossier = Read(row);
        loaded[id] = new Loaded(row, [.. dossier.Content.Open]);
        return dossier;
    }

    /// <summary>The version that the dossier has, or will have once what was saved is committed.</summary>
    public int VersionOf(RecognitionDossier dossier) => loaded[dossier.Id].Row.Version;

    /// <summary>Saves a dossier that was just opened.</summary>
    public async Task AddAsync(RecognitionDossier dossier, CancellationToken cancellation)
    {
        var row = new DossierRow
        {
            Id = dossier.Id, SortKey = SortKey(dossier.Year, dossier.UnitCode, dossier.Title), UnitCode = dossier.UnitCode,
            UnitName = dossier.UnitName, UnitPath = dossier.UnitPath, Title = dossier.Title, Year = dossier.Year,
            PathKey = dossier.Path.Key, PathVersion = dossier.Path.Version, OpenedOn = dossier.OpenedOn, OpenedAt = dossier.OpenedAt,
            OpenedBy = dossier.OpenedBy, Status = "", PathState = "", Content = "", Sequence = 0, AuditSequence = 0, AuditHash = "", Version = 0,
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
        db.Audit.AddRange(dossier.Entries.Select(entry => ToRow(dossier.Id, entry)));
        foreach (var fact in dossier.Facts)
        {
            Publish(fact);
        }

        foreach (var gone in before.Where(open => Same(dossier.Content.Open, open) is null))
        {
            var key = KeyOf(dossier.Id, gone);
            await db.OpenStages.Where(stage => stage.Key == key).ExecuteDeleteAsync(cancellation);
        }

        foreach (var open in dossier.Content.Open.Where(open => !before.Contains(open)))
        {
            await RememberAsync(dossier, Same(before, open), open, cancellation);
        }

        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Unique and sortable: one dossier a unit, title and year.</summary>
    public static string SortKey(int year, string unitCode, string title) =>
        string.Create(CultureInfo.InvariantCulture, $"{year:0000}/{unitCode}/{title}");

    public RecognitionDossier Read(DossierRow row) => new()
    {
        Id = row.Id, UnitCode = row.UnitCode, UnitName = row.UnitName, UnitPath = row.UnitPath, Title = row.Title, Year = row.Year,
        OpenedOn = row.OpenedOn, OpenedAt = row.OpenedAt, OpenedBy = row.OpenedBy,
        Path = rules.Paths.Get(row.PathKey, row.PathVersion),
        Rules = rules,
        State = JsonSerializer.Deserialize<PathState>(row.PathState, Json)!.Ordinal(),
        Content = JsonSerializer.Deserialize<DossierContent>(row.Content, Json)!,
        Status = Enum.Parse<DossierStatus>(row.Status),
        Sequence = row.Sequence,
        AuditHead = new AuditHead(row.AuditSequence, row.AuditHash),
    };

    private async Task RememberAsync(RecognitionDossier dossier, OpenStage? before, OpenStage open, CancellationToken cancellation)
    {
        var key = KeyOf(dossier.Id, open);
        var dueAt = open.DueAt ?? OpenStageRow.NoDeadline;
        if (before is null)
        {
            db.OpenStages.Add(ToRow(dossier, dossier.Path.StageOf(open.Key), open, key, dueAt));
        }
        else if (before.DueAt != open.DueAt)
        {
            await db.OpenStages.Where(row => row.Key == key).ExecuteUpdateAsync(row => row.SetProperty(x => x.DueAt, dueAt), cancellation);
        }

        if (open.NextAlarmAt is { } alarm && (before?.NextAlarmAt, before?.DueAt) != (alarm, open.DueAt))
        {
            // Never taken back: who fires holds the timer and then wants the dossier, so who holds the dossier must not
            // want a timer. One that is no longer true says nothing when it fires.
            db.Timers.Add(new Timer
            {
                Key = string.Create(CultureInfo.InvariantCulture, $"{key}/{alarm.UtcTicks}/{dueAt.UtcTicks}"), Kind = DeadlineTimer, DueAt = alarm,
                Payload = JsonSerializer.Serialize(new DeadlineWatch(dossier.Id, open.Key, open.Round), Json),
            });
        }
    }

    private static OpenStageRow ToRow(RecognitionDossier dossier, Stage stage, OpenStage open, string key, DateTimeOffset dueAt) => new()
    {
        Key = key, DossierId = dossier.Id, Stage = stage.Key, StageTitle = stage.Title, Kind = stage.Kind.ToString(), Round = open.Round,
        Actor = DossierAccess.ActorKey(stage.Role, dossier.ActorUnit(stage)), UnitCode = dossier.UnitCode, UnitName = dossier.UnitName,
        Title = dossier.Title, Year = dossier.Year, OpenedAt = open.OpenedAt, DueAt = dueAt,
    };

    private static OpenStage? Same(List<OpenStage> stages, OpenStage open) =>
        stages.Find(other => other.Key == open.Key && other.Round == open.Round);

    private static string KeyOf(Guid dossierId, OpenStage open) =>
        string.Create(CultureInfo.InvariantCulture, $"{dossierId:N}/{open.Key}/{open.Round}");

    public static DeadlineWatch ReadWatch(string payload) => JsonSerializer.Deserialize<DeadlineWatch>(payload, Json)!;

    private static AuditRow ToRow(Guid dossierId, AuditEntry entry) => new()
    {
        DossierId = dossierId, Sequence = entry.Sequence, At = entry.At, Actor = entry.Actor, OnBehalfOf = entry.OnBehalfOf,
        Action = entry.Action, Stage = entry.Stage, Payload = entry.Payload, Hash = entry.Hash,
    };

    private void Publish(IDossierFact fact)
    {
        switch (fact)
        {
            case DossierOpened opened: Publish(opened); break;
            case StageOpened opened: Publish(opened); break;
            case StageCompleted completed: Publish(completed); break;
            case ItemsReturned returned: Publish(returned); break;
            case DossierSubmitted submitted: Publish(submitted); break;
            case SubmissionExtended extended: Publish(extended); break;
            case VoteCounted counted: Publish(counted); break;
            case RecognitionDecided decided: Publish(decided); break;
            case DossierClosed closed: Publish(closed); break;
            case DeadlineApproaching approaching: Publish(approaching); break;
            case DeadlineMissed missed: Publish(missed); break;
            default: throw new InvalidOperationException($"Nobody publishes {fact.GetType().Name}.");
        }
    }

    private void Publish<T>(T fact)
        where T : class, IDossierFact => db.Publish(fact, fact.EventId, fact.DossierId.ToString("N"), fact.OccurredAt);

    private sealed record Loaded(DossierRow Row, List<OpenStage> Before);
}

/// <summary>What a deadline timer watches.</summary>
internal sealed record DeadlineWatch(Guid DossierId, string Stage, int Round);
