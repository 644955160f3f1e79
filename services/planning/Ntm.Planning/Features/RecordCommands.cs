using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ntm.Planning.Domain.Records;
using Ntm.Planning.Persistence;

namespace Ntm.Planning.Features;

/// <summary>Why something is done.</summary>
/// <example>{ "reason": "Vượt thẩm quyền của xã." }</example>
public sealed record ReasonRequest
{
    /// <summary>Reason, up to 500 characters; no household by name.</summary>
    [Text(500)]
    public required string Reason { get; init; }
}

/// <summary>One act on a record.</summary>
/// <param name="Number">Version of the record after it.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Text">Answer, reason or number of a document; null for none.</param>
/// <param name="By">Name of who did it; empty for the calendar.</param>
/// <param name="At">When, UTC.</param>
public sealed record StepView(int Number, string Kind, string? Text, string By, DateTimeOffset At)
{
    internal static StepView Of(RecordStep step) => new(step.Number, step.Kind, step.Text, step.ByName, step.At);
}

/// <summary>What the commands on one kind of record share.</summary>
/// <param name="NotFound">Refusal to whoever may not know of it.</param>
/// <param name="Sees">Whether the caller may know of it.</param>
/// <param name="Show">The record as commands answer with it.</param>
internal sealed record RecordKind<TRecord, TView>(Error NotFound, Func<Caller, TRecord, bool> Sees, Func<TRecord, TView> Show);

/// <summary>What a record is written against.</summary>
/// <param name="Plan">The plan, which is published.</param>
/// <param name="Content">Its newest edition.</param>
/// <param name="Unit">The unit that it is about.</param>
internal sealed record PlanGround(Plan Plan, PlanContent Content, PlanUnit Unit);

/// <summary>How every command on a record runs: lock, load, ask whether the caller may, compare the version, act, save, answer with the
/// new state.</summary>
internal sealed class RecordCommands(PlanningDbContext db, TimeProvider clock)
{
    /// <summary>Runs a command.</summary>
    /// <param name="id">Record.</param>
    /// <param name="kind">What the kind of record says.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="http">Carries <c>If-Match</c> and takes the <c>ETag</c>.</param>
    /// <param name="may">In which hand the caller acts, or why he may not.</param>
    /// <param name="act">The slice's act, which gives the step.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public async Task<Results<Ok<TView>, ProblemHttpResult>> ActAsync<TRecord, TView>(
        Guid id,
        RecordKind<TRecord, TView> kind,
        Caller caller,
        HttpContext http,
        Func<TRecord, Result<RecordHand>> may,
        Func<TRecord, Act, Task<Result<RecordStep>>> act,
        CancellationToken cancellation
    )
        where TRecord : class, IPlanRecord
        where TView : notnull
    {
        await db.LockAsync<TRecord>(nameof(IPlanRecord.Id), id, cancellation);
        if (await db.Set<TRecord>().FindAsync([id], cancellation) is not { } record || !kind.Sees(caller, record))
        {
            return kind.NotFound.ToProblem();
        }

        var hand = may(record);
        if (hand.Refused)
        {
            return hand.Errors.ToProblem();
        }

        if (!http.Request.Matches(record.Version))
        {
            return Error.Stale(kind.Show(record)!);
        }

        var step = await act(record, ActOf(caller, hand.Value));
        if (step.Refused)
        {
            return step.Errors.ToProblem();
        }

        await SaveAsync(caller, hand.Value, step.Value, cancellation);
        http.Response.SetETag(record.Version);
        return TypedResults.Ok(kind.Show(record));
    }

    /// <summary>Saves a step with what it changed.</summary>
    public async Task SaveAsync(Caller caller, RecordHand hand, RecordStep step, CancellationToken cancellation)
    {
        db.RecordSteps.Add(step);
        db.ActIn(caller, hand.UnitPath, hand.Roles);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>An act of the caller, now.</summary>
    public Act ActOf(Caller caller, RecordHand hand) => Act.Of(caller, clock.GetUtcNow(), hand.UnitPath, hand.Roles);

    /// <summary>The published plan, its newest edition and a unit of it, locked for writing beside it.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="unitCode">Official code of the unit; null for the plan's own.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    /// <param name="unitField">JSON name of the field that names the unit.</param>
    public async Task<Result<PlanGround>> GroundAsync(
        Guid planId,
        string? unitCode,
        Caller caller,
        CancellationToken cancellation,
        string unitField = "unitCode"
    )
    {
        await db.LockBesideAsync<Plan>(nameof(Plan.Id), planId, cancellation);
        var plan = await db.Plans.FirstOrDefaultAsync(row => row.Id == planId, cancellation);
        if (plan is null || !PlanningAccess.Sees(caller, plan))
        {
            return RecordErrors.PlanNotFound;
        }

        if (plan.Status != PlanStatus.Published)
        {
            return plan.Status == PlanStatus.Closed ? RecordErrors.PlanClosed : RecordErrors.PlanNotPublished;
        }

        var unit = unitCode is null || unitCode == plan.UnitCode ? plan.Unit : await db.UnitAsync(unitCode, clock.Today(), cancellation);
        return unit is null || !UnitScope.Contains(plan.UnitPath, unit.Path)
            ? RecordErrors.UnitUnknown(unitField)
            : new PlanGround(plan, (await db.NewestAsync(plan, cancellation))!.Content, unit);
    }

    /// <summary>The steps of a record, the first one first.</summary>
    public async Task<IReadOnlyList<StepView>> HistoryAsync(Guid id, CancellationToken cancellation)
    {
        var steps = await db
            .RecordSteps.AsNoTracking()
            .Where(row => row.RecordId == id)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        return steps.ConvertAll(StepView.Of);
    }
}
