using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain.Plans;
using static Ntm.Dossier.Reconciliation.Comparison;

namespace Ntm.Dossier.Reconciliation;

/// <summary>Compares the open stages of a dossier with the rows of the inbox, the timers and the deadlines made of them.</summary>
internal sealed class TaskComparison(RecognitionDossier dossier, RelatedData beside)
{
    public List<Difference> Differences() => [.. Tasks(), .. Timers(), .. Unset(), .. Plans()];

    private IEnumerable<Difference> Tasks()
    {
        var tasks = InboxRows.Of(dossier);
        foreach (var task in tasks)
        {
            var place = PlaceOf(task);
            var row = beside.Tasks.FirstOrDefault(row => row.Key == task.Key);
            if (row is null)
            {
                yield return new Difference(
                    Difference.TaskMissing,
                    place,
                    $"Bước “{task.StageTitle}” đang mở nhưng không có trong hộp việc. Sẽ được thêm lại.",
                    (db, _, _) => Add(db.OpenStages, task)
                );
            }
            else if (!Same(row.DueAt, task.DueAt) || (row.Actor, row.ClaimedBy) != (task.Actor, task.ClaimedBy))
            {
                yield return new Difference(
                    Difference.TaskWrong,
                    place,
                    $"Bước “{task.StageTitle}” ghi sai thời hạn hoặc người xử lý trong hộp việc. Sẽ được ghi lại theo hồ sơ.",
                    async (db, _, cancellation) =>
                    {
                        await db.OpenStages.Where(stage => stage.Key == task.Key).ExecuteDeleteAsync(cancellation);
                        await Add(db.OpenStages, task);
                    }
                );
            }
        }

        foreach (var row in beside.Tasks.Where(row => !tasks.Any(task => task.Key == row.Key)))
        {
            yield return new Difference(
                Difference.TaskExtra,
                PlaceOf(row),
                $"Hộp việc còn bước “{row.StageTitle}” mà hồ sơ không mở. Sẽ được bỏ khỏi hộp việc.",
                (db, _, cancellation) => db.OpenStages.Where(stage => stage.Key == row.Key).ExecuteDeleteAsync(cancellation)
            );
        }
    }

    /// <summary>Stage and round and, of a department's share, the department: the row's key without the dossier.</summary>
    private static string PlaceOf(OpenStageRow row) => row.Key[(row.Key.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private IEnumerable<Difference> Timers() =>
        dossier
            .Content.Open.Select(open => (Open: open, Timer: DossierStore.TimerOf(dossier.Id, open)))
            .Where(pair => pair.Timer is { } timer && !beside.Timers.Contains(timer.Key))
            .Select(pair => new Difference(
                Difference.TimerMissing,
                Place(pair.Open.Key, pair.Open.Round),
                $"Không còn lịch nhắc hạn cho bước “{dossier.Path.StageOf(pair.Open.Key).Title}”. Sẽ được đặt lại.",
                (db, _, _) => Add(db.Timers, pair.Timer!)
            ))
            .Concat(
                OpinionTimers
                    .Of(dossier)
                    .Where(timer => !beside.Timers.Contains(timer.Key))
                    .Select(timer => new Difference(
                        Difference.TimerMissing,
                        timer.Key[(timer.Key.IndexOf('/', StringComparison.Ordinal) + 1)..],
                        "Không còn lịch nhắc cho một câu hỏi xin ý kiến phối hợp. Sẽ được đặt lại.",
                        (db, _, _) => Add(db.Timers, timer)
                    ))
            );

    private IEnumerable<Difference> Unset() =>
        dossier
            .Content.Open.Where(open => DeadlineActs.Recomputed(dossier, open) != open)
            .Select(open => new Difference(
                Difference.DeadlineUnset,
                Place(open.Key, open.Round),
                $"Lịch làm việc nay đã đủ để tính thời hạn và lịch nhắc của bước “{dossier.Path.StageOf(open.Key).Title}”. Sẽ được "
                    + "tính lại.",
                (_, act, _) =>
                {
                    dossier.Recompute(act, open);
                    return Task.CompletedTask;
                }
            ));

    private IEnumerable<Difference> Plans()
    {
        var dates = PlannedSteps.Of(beside.Plans, dossier.PlansFollowed);
        if (dossier.Status == DossierStatus.Running && !dates.SequenceEqual(dossier.Content.Planned))
        {
            yield return new Difference(
                Difference.PlanNotFollowed,
                "",
                "Mốc thời gian của hồ sơ khác kế hoạch đang có hiệu lực. Sẽ được lấy lại theo kế hoạch.",
                (_, act, _) =>
                {
                    dossier.FollowPlans(act, dates);
                    return Task.CompletedTask;
                }
            );
        }
    }

    /// <summary>A server keeps microseconds, the dossier's document ticks.</summary>
    private static bool Same(DateTimeOffset one, DateTimeOffset other) => (one - other).Duration() < TimeSpan.FromMilliseconds(1);
}
