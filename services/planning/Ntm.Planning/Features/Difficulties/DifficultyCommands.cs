using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Ntm.Planning.Domain.Difficulties;
using Ntm.Planning.Domain.Records;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features.Difficulties;

/// <summary>What the acts on a difficulty share: who acts, the unit above, the days for an answer and its timer.</summary>
internal sealed class DifficultyCommands(PlanningDbContext db, RecordCommands commands, TimeProvider clock)
{
    /// <summary>Kind of the timers.</summary>
    public const string TimerKind = "difficulty-answer";

    /// <summary>How the commands show a difficulty, and to whom.</summary>
    public RecordKind<Difficulty, DifficultyView> Kind =>
        new(
            DifficultyErrors.NotFound,
            (caller, row) => ReportAccess.Sees(caller, row.UnitPath),
            row => DifficultyView.Of(row, clock.GetUtcNow())
        );

    /// <summary>An act of the unit that raised it.</summary>
    public Task<Results<Ok<DifficultyView>, ProblemHttpResult>> ByRaiserAsync(
        Guid id,
        Caller caller,
        HttpContext http,
        Func<Difficulty, Act, Task<Result<RecordStep>>> act,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            id,
            Kind,
            caller,
            http,
            row => RecordAccess.Own(caller, row.UnitPath, row.Level) is { } hand ? hand : DifficultyErrors.NotRaiser,
            act,
            cancellation
        );

    /// <summary>An act of the unit with which it lies.</summary>
    public Task<Results<Ok<DifficultyView>, ProblemHttpResult>> ByAnswererAsync(
        Guid id,
        Caller caller,
        HttpContext http,
        Func<Difficulty, Act, Task<Result<RecordStep>>> act,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            id,
            Kind,
            caller,
            http,
            row => RecordAccess.Officers(caller, row.AtPath) is { } hand ? hand : DifficultyErrors.NotAnswerer,
            act,
            cancellation
        );

    /// <summary>The unit directly above another one; null where the directory knows none.</summary>
    public async Task<PlanUnit?> AboveAsync(string unitPath, CancellationToken cancellation) =>
        UnitScope.ParentOf(unitPath) is { } above ? await db.UnitAsync(UnitScope.CodeOf(above), clock.Today(), cancellation) : null;

    /// <summary>Working days for an answer by the newest edition of the plan.</summary>
    public async Task<int> AnswerDaysAsync(Guid planId, CancellationToken cancellation) =>
        AnswerTime.Of(await db.NewestContentAsync(planId, cancellation));

    /// <summary>Sets the timer to the end of the time for an answer.</summary>
    public async Task WatchAsync(Difficulty difficulty, CancellationToken cancellation)
    {
        if (difficulty.AnswerBefore is { } end)
        {
            await db.ScheduleAsync($"{TimerKind}/{difficulty.Id:N}", TimerKind, end, $"{difficulty.Id:N}", cancellation);
        }
    }
}
