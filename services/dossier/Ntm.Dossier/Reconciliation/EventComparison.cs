using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Assessment.V1;
using Ntm.Contracts.Dossier.V1;
using Ntm.Contracts.Notifications.V1;
using Ntm.Persistence;
using static Ntm.Dossier.Reconciliation.Comparison;

namespace Ntm.Dossier.Reconciliation;

/// <summary>Compares the events of a dossier with what waits in the outbox, what the feed has and what assessment knows.</summary>
internal sealed class EventComparison(RecognitionDossier dossier, RelatedData beside)
{
    private readonly FeedReported? feed = Answer<FeedReported>(beside.Request?.Feed);

    private readonly HashSet<long> queued = [.. beside.Waiting.Select(waiting => waiting.Sequence).OfType<long>()];

    public List<Difference> Differences(DateTimeOffset ripe)
    {
        var blocked = Blocked();
        return
        [
            .. Waiting(ripe, blocked is not null),
            .. Feed(blocked is null ? RelatedData.ReconciliationKey(dossier.Id) : EventKey),
            .. new[] { blocked }.OfType<Difference>(),
            .. Assessment(),
        ];
    }

    /// <summary>
    /// A dead letter that fails only because the feed lost the events before it: published again after those, with the messages
    /// behind it, it can be handled. Null when its cause is another one, or an event before it is lost for good.
    /// </summary>
    private Difference? Blocked()
    {
        var dead = beside
            .Waiting.Where(waiting => waiting is { Dead: true, Sequence: not null } && waiting.OrderKey == EventKey)
            .Min(waiting => waiting.Sequence);
        var before = feed?.Missing.Where(sequence => sequence < dead && !queued.Contains(sequence)).ToList() ?? [];
        return before.Count == 0 || before.Exists(sequence => StoredEvent(sequence) is null)
            ? null
            : new Difference(
                Difference.EventBlocked,
                Text(dead!.Value),
                $"Bản tin số {dead} của hồ sơ đã bị dừng vì dòng sự kiện thiếu bản tin trước nó. Sẽ được gửi lại sau khi bổ sung.",
                (db, _, cancellation) => QueueAgainAsync(db, cancellation)
            );
    }

    /// <summary>
    /// Moves the waiting messages of the dossier's order key behind the ones just added. Nothing can be added meanwhile: the
    /// dossier's row is locked.
    /// </summary>
    private async Task QueueAgainAsync(DossierDbContext db, CancellationToken cancellation)
    {
        var rows = await db.Outbox.AsNoTracking().Where(row => row.OrderKey == EventKey).OrderBy(row => row.Seq).ToListAsync(cancellation);
        var numbers = rows.ConvertAll(row => row.Seq);
        if (
            await db.Outbox.Where(row => numbers.Contains(row.Seq) && row.LeaseOwner == null).ExecuteDeleteAsync(cancellation) != rows.Count
        )
        {
            throw new InvalidOperationException("A waiting message is being delivered just now.");
        }

        db.Outbox.AddRange(
            rows.Select(row => new OutboxRow
            {
                MessageId = row.MessageId,
                Type = row.Type,
                Body = row.Body,
                OrderKey = row.OrderKey,
                TraceParent = row.TraceParent,
                CreatedAt = row.CreatedAt,
            })
        );
    }

    private string EventKey => dossier.Id.ToString("N");

    private EventRow? StoredEvent(long sequence) => beside.StoredEvents.FirstOrDefault(@event => @event.Sequence == sequence);

    private IEnumerable<Difference> Waiting(DateTimeOffset ripe, bool blocked) =>
        beside
            .Waiting.Where(waiting => (waiting.Dead || waiting.Since <= ripe) && (waiting.OrderKey != EventKey || !blocked))
            .Select(waiting => new Difference(
                Difference.MessageWaiting,
                waiting.Type.Split('.')[^1],
                waiting.Dead
                    ? "Một bản tin về hồ sơ đã bị dừng sau nhiều lần thử. Quản trị viên xem lý do và cho gửi lại tại "
                        + "/dossiers/dead-letters."
                    : "Một bản tin về hồ sơ chờ gửi quá lâu. Kiểm tra dịch vụ nhận và hệ thống truyền tin; bản tin tự đi khi đường thông."
            ));

    private IEnumerable<Difference> Feed(string key)
    {
        if (feed is null)
        {
            yield break;
        }

        if (feed.Last > dossier.Sequence)
        {
            yield return new Difference(
                Difference.FeedAhead,
                Text(feed.Last),
                $"Dòng sự kiện đã có bản tin số {feed.Last} nhưng hồ sơ chỉ phát đến số {dossier.Sequence}: dữ liệu hồ sơ cũ hơn. "
                    + "Không tự sửa; quản trị viên phải khôi phục các cơ sở dữ liệu về cùng một thời điểm."
            );
        }

        foreach (var sequence in feed.Missing.Where(sequence => !queued.Contains(sequence)))
        {
            yield return StoredEvent(sequence) is { } kept
                ? new Difference(
                    Difference.EventMissing,
                    Text(sequence),
                    $"Dòng sự kiện thiếu bản tin số {sequence} của hồ sơ. Sẽ được gửi lại.",
                    Republish(kept, key)
                )
                : new Difference(
                    Difference.EventLost,
                    Text(sequence),
                    $"Dòng sự kiện thiếu bản tin số {sequence} của hồ sơ và không còn bản lưu để gửi lại. Quản trị viên phải khôi "
                        + "phục từ bản sao lưu."
                );
        }
    }

    private IEnumerable<Difference> Assessment()
    {
        if (Answer<AssessmentReported>(beside.Request?.Assessment) is not { } known || known.Sequence != dossier.Sequence)
        {
            return [];
        }

        var notReceived = known
            .Answered.Select(stage => Place(stage.Stage, stage.Round))
            .Concat(known.Revision > dossier.LatestRevision ? [Text(known.Revision)] : []);
        return
        [
            .. known.Unknown.SelectMany(stage =>
                ReportAgain(
                    Difference.StageUnknown,
                    nameof(StageOpened),
                    stage,
                    "Dịch vụ đánh giá chưa có bản tự đánh giá hoặc đợt lấy ý kiến của bước này."
                )
            ),
            .. known.NotClosed.SelectMany(stage =>
                ReportAgain(
                    Difference.StageNotClosed,
                    nameof(StageCompleted),
                    stage,
                    "Dịch vụ đánh giá vẫn coi bước này là đang mở dù hồ sơ đã qua bước."
                )
            ),
            .. notReceived.Select(place => new Difference(
                Difference.AnswerNotReceived,
                place,
                "Dịch vụ đánh giá đã có kết quả mới nhưng hồ sơ chưa nhận. Quản trị viên cho gửi lại bản tin tại "
                    + "/assessment/dead-letters hoặc /dossiers/dead-letters."
            )),
        ];
    }

    /// <summary>None while the message is still on its way.</summary>
    private IEnumerable<Difference> ReportAgain(string code, string @event, NamedStage stage, string what)
    {
        var subject = DossierStore.SubjectOf(@event, stage.Stage, stage.Round);
        var kept = beside.StoredEvents.LastOrDefault(row => row.Subject == subject);
        if (kept is null)
        {
            yield return new Difference(
                code,
                Place(stage.Stage, stage.Round),
                what + " Không còn bản lưu để báo lại; quản trị viên phải khôi phục từ bản sao lưu."
            );
        }
        else if (!queued.Contains(kept.Sequence))
        {
            yield return new Difference(
                code,
                Place(stage.Stage, stage.Round),
                what + " Sẽ được báo lại.",
                Republish(kept, RelatedData.ReconciliationKey(dossier.Id))
            );
        }
    }

    /// <summary>
    /// Publishes a stored event as a new message, so that a consumer whose inbox knows the old one handles it again. Under the
    /// reconciliation's order key it does not wait behind a dead letter of the dossier.
    /// </summary>
    private static Func<DossierDbContext, Act, CancellationToken, Task> Republish(EventRow @event, string key) =>
        (db, act, _) =>
            Add(
                db.Outbox,
                new OutboxRow
                {
                    MessageId = Guid.CreateVersion7(act.At),
                    Type = @event.Type,
                    Body = @event.Body,
                    OrderKey = key,
                    CreatedAt = act.At,
                }
            );
}
