using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Ntm.Contracts.Identity.V1;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Features.Units;

/// <summary>What every act on units shares: scope, document, record, and an event for each unit changed.</summary>
internal sealed class UnitActs(IdentityDbContext db, Administration administration, TimeProvider clock, ILogger<UnitActs> log)
{
    /// <summary>Loads the units with everything above them: a district may have thousands below, which do not matter.</summary>
    public Task<UnitTree> LoadAsync(IEnumerable<string> codes, CancellationToken cancellation) => db.Units.LoadAsync(codes, cancellation);

    /// <summary>Loads the units that move or end, with everything below them, and others that only have to be there.</summary>
    public Task<UnitTree> LoadWithBelowAsync(
        IReadOnlyCollection<string> leaving,
        IReadOnlyCollection<string> others,
        CancellationToken cancellation
    ) => db.Units.LoadWithBelowAsync(leaving, others, cancellation);

    public UnitAct New(UnitActKind kind, DateOnly effectiveOn, LegalDocument document, string caller) =>
        new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Kind = kind,
            Document = document,
            EffectiveOn = effectiveOn,
            RecordedAt = clock.GetUtcNow(),
            RecordedBy = caller,
        };

    /// <summary>Refuses an act on units outside the caller's scope, on a version that is past, or on a document to come.</summary>
    public async Task<Error?> RefusalAsync(
        Caller caller,
        UnitTree tree,
        UnitAct act,
        IEnumerable<string> touched,
        CancellationToken cancellation
    )
    {
        if (await administration.FindAsync(caller, cancellation) is not { } administrator)
        {
            return Administration.NotAdministrator;
        }

        var refusals = touched.Select(code =>
            tree.Find(code) is null ? UnitErrors.NotFound(code)
            : administrator.Covers(tree.KnownPath(code, act.EffectiveOn)) ? null
            : Administration.OutsideScope
        );
        return refusals.FirstOrDefault(refusal => refusal is not null)
            ?? (act.Document.Date > clock.Today() ? UnitErrors.DocumentInFuture() : null);
    }

    /// <summary>Stores the act with what it changed, and publishes the events.</summary>
    public async Task RecordAsync(UnitAct act, UnitTree tree, UnitRegister register, CancellationToken cancellation)
    {
        db.UnitActs.Add(act);
        foreach (var unit in register.Changed)
        {
            if (db.Entry(unit).State == Microsoft.EntityFrameworkCore.EntityState.Detached)
            {
                db.Units.Add(unit);
            }

            var @event = Event(unit, tree, act);
            db.Publish(@event, @event.EventId, "unit/" + unit.Code, act.RecordedAt);
        }

        await db.SaveChangesAsync(cancellation);
        Log.UnitAct(log, act.RecordedBy, act.Kind, act.Id);
    }

    /// <summary>Says what an act would change, and records nothing of it.</summary>
    public Task<UnitActPreview> PreviewAsync(
        UnitAct act,
        UnitTree tree,
        UnitRegister register,
        IReadOnlyCollection<string> targets,
        CancellationToken cancellation
    ) => UnitActPreview.OfAsync(db, act, tree, register, targets, cancellation);

    /// <summary>Records an act on one existing unit and answers with its new state.</summary>
    public async Task<Results<Ok<UnitView>, ProblemHttpResult>> OnUnitAsync(
        HttpContext http,
        string code,
        UnitAct act,
        UnitTree tree,
        Func<UnitRegister, Error?> change,
        CancellationToken cancellation
    )
    {
        var unit = tree.Find(code)!;
        if (!http.Request.Matches(unit.Version))
        {
            return Error.Stale(UnitView.Latest(unit, tree));
        }

        var register = new UnitRegister(tree, act);
        if (change(register) is { } refusal)
        {
            return refusal.ToProblem();
        }

        await RecordAsync(act, tree, register, cancellation);
        http.Response.SetETag(unit.Version);
        return TypedResults.Ok(UnitView.Latest(unit, tree));
    }

    private AdministrativeUnitChanged Event(AdministrativeUnit unit, UnitTree tree, UnitAct act) =>
        new()
        {
            EventId = Guid.CreateVersion7(clock.GetUtcNow()),
            OccurredAt = act.RecordedAt,
            UnitCode = unit.Code,
            UnitPath = tree.KnownPath(unit.Code, unit.Latest.ValidFrom) ?? unit.Code,
            Version = unit.Version,
            Name = unit.Latest.Name,
            Level = unit.Level.WireName(),
            ParentCode = unit.Latest.ParentCode,
            ValidFrom = unit.ExistsFrom,
            ValidTo = unit.Latest.ValidTo,
            Successors = unit.Latest.Successors,
            Periods =
            [
                .. unit.Periods.Select(period => new AdministrativeUnitPeriod(
                    period.ValidFrom,
                    period.ValidTo,
                    period.Name,
                    period.ParentCode,
                    tree.KnownPath(unit.Code, period.ValidFrom) ?? unit.Code
                )),
            ],
        };
}
