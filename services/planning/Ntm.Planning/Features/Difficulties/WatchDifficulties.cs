using Ntm.Messaging;
using Ntm.Planning.Domain.Difficulties;
using Ntm.Planning.Persistence;
using Timer = Ntm.Persistence.Timer;

namespace Ntm.Planning.Features.Difficulties;

/// <summary>Notes at the end of the time for an answer that none came.</summary>
internal sealed class WatchDifficulties(TimeProvider clock) : ITimerHandler<PlanningDbContext>
{
    public string Kind => DifficultyCommands.TimerKind;

    public async Task FireAsync(PlanningDbContext db, Timer timer, CancellationToken cancellation)
    {
        var id = Guid.ParseExact(timer.Payload, "N");
        var now = clock.GetUtcNow();
        await db.LockAsync<Difficulty>(nameof(Difficulty.Id), id, cancellation);
        if (await db.Difficulties.FindAsync([id], cancellation) is { } difficulty && difficulty.Miss(now) is { } step)
        {
            db.RecordSteps.Add(step);
            db.PublishOverdue(difficulty, now);
        }
    }
}
