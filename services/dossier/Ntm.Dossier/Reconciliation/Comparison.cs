using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.BuildingBlocks.Messaging;
using Ntm.BuildingBlocks.Persistence;
using Ntm.Contracts.Assessment.V1;
using Ntm.Contracts.Dossier.V1;
using Ntm.Contracts.Notifications.V1;
using Ntm.Dossier.Features;

namespace Ntm.Dossier.Reconciliation;

/// <summary>Compares a dossier with what lies beside it. Changes nothing; each difference knows how it is mended.</summary>
internal sealed class Comparison(RecognitionDossier dossier, Surroundings beside)
{
    private readonly FeedStated? feed = Answer<FeedStated>(beside.Statement?.Feed);

    private readonly HashSet<long> queued = [.. beside.Waiting.Select(waiting => waiting.Sequence).OfType<long>()];

    /// <summary>Every difference; a fact younger than the given instant is on its way and none.</summary>
    public List<Difference> Differences(DateTimeOffset ripe) =>
    [
        .. Audit(), .. Path(), .. Tasks(), .. Timers(), .. Unset(), .. Waiting(ripe), .. Feed(),
        .. new[] { Blocked() }.OfType<Difference>(), .. Assessment(),
    ];

    /// <summary>What a service answered; an answer that cannot be read is none, and the next question brings another.</summary>
    public static TAnswer? Answer<TAnswer>(string? text)
        where TAnswer : class
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize<TAnswer>(text, FactJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private IEnumerable<Difference> Audit()
    {
        var reason = AuditFault();
        if (reason is not null)
        {
            yield return new Difference(
                Difference.AuditBroken, "", $"Nhật ký kiểm toán của hồ sơ không nguyên vẹn: {reason} Không tự sửa; quản trị viên phải đối chiếu với bản sao lưu.");
        }
    }

    private string? AuditFault()
    {
        try
        {
            using var export = new MemoryStream();
            AuditExport.Write(export, dossier.Id, dossier.AuditHead, [.. beside.Audit.OrderBy(row => row.Sequence).Select(GetAudit.ToEntry)]);
            export.Position = 0;
            return AuditVerifier.Verify(export).Reason;
        }
        catch (JsonException)
        {
            return "Có mục không đọc được.";
        }
    }

    private IEnumerable<Difference> Path()
    {
        if (!dossier.State.Open.SetEquals(dossier.Content.Open.Select(open => open.Key))
            || dossier.Content.Open.Exists(open => dossier.State.RoundOf(open.Key) != open.Round))
        {
            yield return new Difference(
                Difference.PathState, "", "Vị trí trên quy trình và các bước đang mở của hồ sơ không khớp nhau. Không tự sửa; quản trị viên phải đối chiếu với bản sao lưu.");
        }
    }

    private IEnumerable<Difference> Tasks()
    {
        foreach (var open in dossier.Content.Open)
        {
            var (task, place) = (DossierStore.TaskOf(dossier, open), Place(open.Key, open.Round));
            var row = beside.Tasks.FirstOrDefault(row => row.Key == task.Key);
            if (row is null)
            {
                yield return new Difference(
                    Difference.TaskMissing, place, $"Bước “{task.StageTitle}” đang mở nhưng không có trong hộp việc. Sẽ được thêm lại.",
                    (db, _, _) => Add(db.OpenStages, task));
            }
            else if (!Same(row.DueAt, task.DueAt) || row.Actor != task.Actor)
            {
                yield return new Difference(
                    Difference.TaskWrong, place, $"Bước “{task.StageTitle}” ghi sai thời hạn hoặc người xử lý trong hộp việc. Sẽ được ghi lại theo hồ sơ.",
                    async (db, _, cancellation) =>
                    {
                        await db.OpenStages.Where(stage => stage.Key == task.Key).ExecuteDeleteAsync(cancellation);
                        await Add(db.OpenStages, task);
                    });
            }
        }

        foreach (var row in beside.Tasks.Where(row => !dossier.Content.Open.Exists(open => open.Key == row.Stage && open.Round == row.Round)))
        {
            yield return new Difference(
                Difference.TaskExtra, Place(row.Stage, row.Round), $"Hộp việc còn bước “{row.StageTitle}” mà hồ sơ không mở. Sẽ được bỏ khỏi hộp việc.",
                (db, _, cancellation) => db.OpenStages.Where(stage => stage.Key == row.Key).ExecuteDeleteAsync(cancellation));
        }
    }

    private IEnumerable<Difference> Timers() => dossier.Content.Open
        .Select(open => (Open: open, Timer: DossierStore.TimerOf(dossier.Id, open)))
        .Where(pair => pair.Timer is { } timer && !beside.Timers.Contains(timer.Key))
        .Select(pair => new Difference(
            Difference.TimerMissing, Place(pair.Open.Key, pair.Open.Round),
            $"Không còn lịch nhắc hạn cho bước “{dossier.Path.StageOf(pair.Open.Key).Title}”. Sẽ được đặt lại.",
            (db, _, _) => Add(db.Timers, pair.Timer!)));

    private IEnumerable<Difference> Unset() => dossier.Content.Open.Where(open => dossier.Recomputed(open) != open).Select(open => new Difference(
        Difference.DeadlineUnset, Place(open.Key, open.Round),
        $"Lịch làm việc nay đã đủ để tính thời hạn và lịch nhắc của bước “{dossier.Path.StageOf(open.Key).Title}”. Sẽ được tính lại.",
        (_, act, _) =>
        {
            dossier.Recompute(act, open);
            return Task.CompletedTask;
        }));

    /// <summary>
    /// A dead letter that only waits for what the feed lost before it: sent again behind that, with what waits behind it, it can be
    /// handled. Null where its cause is another one, or something before it is lost for good.
    /// </summary>
    private Difference? Blocked()
    {
        var dead = beside.Waiting.Where(waiting => waiting is { Dead: true, Sequence: not null } && waiting.OrderKey == EventKey).Min(waiting => waiting.Sequence);
        var before = feed?.Missing.Where(sequence => sequence < dead && !queued.Contains(sequence)).ToList() ?? [];
        return before.Count == 0 || before.Exists(sequence => KeptAs(sequence) is null) ? null : new Difference(
            Difference.FactBlocked, Text(dead!.Value),
            $"Bản tin số {dead} của hồ sơ đã bị dừng vì dòng sự kiện thiếu bản tin trước nó. Sẽ được gửi lại sau khi bổ sung.",
            (db, _, cancellation) => QueueAgainAsync(db, cancellation));
    }

    /// <summary>Puts what waits under the dossier's key behind what was just added to it. Nothing can be added meanwhile: the dossier stands still.</summary>
    private async Task QueueAgainAsync(DossierDbContext db, CancellationToken cancellation)
    {
        var rows = await db.Outbox.AsNoTracking().Where(row => row.OrderKey == EventKey).OrderBy(row => row.Seq).ToListAsync(cancellation);
        var numbers = rows.ConvertAll(row => row.Seq);
        if (await db.Outbox.Where(row => numbers.Contains(row.Seq) && row.LeaseOwner == null).ExecuteDeleteAsync(cancellation) != rows.Count)
        {
            throw new InvalidOperationException("What waits is being delivered just now.");
        }

        db.Outbox.AddRange(rows.Select(row => new OutboxRow
        {
            MessageId = row.MessageId, Type = row.Type, Body = row.Body, OrderKey = row.OrderKey, TraceParent = row.TraceParent, CreatedAt = row.CreatedAt,
        }));
    }

    private string EventKey => dossier.Id.ToString("N");

    private FactRow? KeptAs(long sequence) => beside.Kept.FirstOrDefault(fact => fact.Sequence == sequence);

    private IEnumerable<Difference> Waiting(DateTimeOffset ripe) => beside.Waiting
        .Where(waiting => (waiting.Dead || waiting.Since <= ripe) && (waiting.OrderKey != EventKey || Blocked() is null))
        .Select(waiting => new Difference(
            Difference.FactWaiting, waiting.Type.Split('.')[^1],
            waiting.Dead
                ? "Một bản tin về hồ sơ đã bị dừng sau nhiều lần thử. Quản trị viên xem lý do và cho gửi lại tại /dossiers/dead-letters."
                : "Một bản tin về hồ sơ chờ gửi quá lâu. Kiểm tra dịch vụ nhận và hệ thống truyền tin; bản tin tự đi khi đường thông."));

    private IEnumerable<Difference> Feed()
    {
        if (feed is null)
        {
            yield break;
        }

        if (feed.Last > dossier.Sequence)
        {
            yield return new Difference(
                Difference.FeedAhead, Text(feed.Last),
                $"Dòng sự kiện đã có bản tin số {feed.Last} nhưng hồ sơ chỉ phát đến số {dossier.Sequence}: dữ liệu hồ sơ cũ hơn. Không tự sửa; quản trị viên phải khôi phục các cơ sở dữ liệu về cùng một thời điểm.");
        }

        var key = Blocked() is null ? Surroundings.ReconciliationKey(dossier.Id) : EventKey;
        foreach (var sequence in feed.Missing.Where(sequence => !queued.Contains(sequence)))
        {
            yield return KeptAs(sequence) is { } kept
                ? new Difference(
                    Difference.FactMissing, Text(sequence), $"Dòng sự kiện thiếu bản tin số {sequence} của hồ sơ. Sẽ được gửi lại.", SayAgain(kept, key))
                : new Difference(
                    Difference.FactLost, Text(sequence),
                    $"Dòng sự kiện thiếu bản tin số {sequence} của hồ sơ và không còn bản lưu để gửi lại. Quản trị viên phải khôi phục từ bản sao lưu.");
        }
    }

    private IEnumerable<Difference> Assessment()
    {
        if (Answer<AssessmentStated>(beside.Statement?.Assessment) is not { } known || known.Sequence != dossier.Sequence)
        {
            return [];
        }

        var unheard = known.Answered.Select(stage => Place(stage.Stage, stage.Round))
            .Concat(known.Revision > dossier.LatestRevision ? [Text(known.Revision)] : []);
        return
        [
            .. known.Unknown.SelectMany(stage => Retold(
                Difference.StageUnknown, nameof(StageOpened), stage, "Dịch vụ đánh giá chưa có bản tự đánh giá hoặc đợt lấy ý kiến của bước này.")),
            .. known.NotClosed.SelectMany(stage => Retold(
                Difference.StageNotClosed, nameof(StageCompleted), stage, "Dịch vụ đánh giá vẫn coi bước này là đang mở dù hồ sơ đã qua bước.")),
            .. unheard.Select(place => new Difference(
                Difference.AnswerUnheard, place,
                "Dịch vụ đánh giá đã có kết quả mới nhưng hồ sơ chưa nhận. Quản trị viên cho gửi lại bản tin tại /assessment/dead-letters hoặc /dossiers/dead-letters.")),
        ];
    }

    /// <summary>None while the message is still on its way.</summary>
    private IEnumerable<Difference> Retold(string code, string fact, NamedStage stage, string what)
    {
        var subject = DossierStore.SubjectOf(fact, stage.Stage, stage.Round);
        var kept = beside.Kept.LastOrDefault(row => row.Subject == subject);
        if (kept is null)
        {
            yield return new Difference(code, Place(stage.Stage, stage.Round), what + " Không còn bản lưu để báo lại; quản trị viên phải khôi phục từ bản sao lưu.");
        }
        else if (!queued.Contains(kept.Sequence))
        {
            yield return new Difference(code, Place(stage.Stage, stage.Round), what + " Sẽ được báo lại.", SayAgain(kept, Surroundings.ReconciliationKey(dossier.Id)));
        }
    }

    /// <summary>
    /// The same event as a new message: whoever has acted on the old one and lost the effect acts again. Under the reconciliation's
    /// own key it does not wait behind a dead letter of the dossier.
    /// </summary>
    private static Func<DossierDbContext, Act, CancellationToken, Task> SayAgain(FactRow fact, string key) => (db, act, _) => Add(db.Outbox, new OutboxRow
    {
        MessageId = Guid.CreateVersion7(act.At), Type = fact.Type, Body = fact.Body, OrderKey = key, CreatedAt = act.At,
    });

    private static Task Add<TRow>(DbSet<TRow> rows, TRow row)
        where TRow : class
    {
        rows.Add(row);
        return Task.CompletedTask;
    }

    /// <summary>A server keeps microseconds, the dossier's document ticks.</summary>
    private static bool Same(DateTimeOffset one, DateTimeOffset other) => (one - other).Duration() < TimeSpan.FromMilliseconds(1);

    private static string Place(string stage, int round) => string.Create(CultureInfo.InvariantCulture, $"{stage}/{round}");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
