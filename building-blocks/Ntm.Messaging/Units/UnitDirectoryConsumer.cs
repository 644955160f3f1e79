using Microsoft.EntityFrameworkCore;
using Ntm.Messaging;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Units;

/// <summary>An administrative unit as its register publishes it.</summary>
/// <param name="Code">Code of the unit.</param>
/// <param name="Level">Level of the unit.</param>
/// <param name="Version">Counts the changes of the unit.</param>
/// <param name="Periods">Every period of the unit, in order.</param>
/// <param name="Successors">Codes of the units that took its place after the last period.</param>
public sealed record PublishedUnit(
    string Code,
    string Level,
    int Version,
    IReadOnlyList<PublishedUnitPeriod> Periods,
    IReadOnlyList<string> Successors
);

/// <summary>A stretch of days over which a unit keeps its name and its place.</summary>
public sealed record PublishedUnitPeriod(DateOnly ValidFrom, DateOnly? ValidTo, string Name, string? ParentCode, string Path);

/// <summary>Keeps a service's directory of administrative units, period by period; a version already passed is ignored.</summary>
/// <param name="services">Services that every consumer requires.</param>
public abstract class UnitDirectoryConsumer<TContext, TEvent>(ConsumerServices<TContext> services)
    : EventConsumer<TContext, TEvent>(services)
    where TContext : ServiceDbContext
    where TEvent : class
{
    /// <summary>The unit that the event publishes.</summary>
    protected abstract PublishedUnit UnitOf(TEvent @event);

    protected sealed override async Task HandleAsync(TEvent @event, CancellationToken cancellation)
    {
        var unit = UnitOf(@event);
        MustBeOf(unit.Code, unit.Periods.Select(period => UnitScope.CodeOf(period.Path)));
        var units = Db.Set<UnitPeriod>();
        var known = await units.Where(row => row.Code == unit.Code).ToListAsync(cancellation);
        if (known.Exists(row => row.Version >= unit.Version))
        {
            return;
        }

        // Saved apart: a period may come back under the same key.
        units.RemoveRange(known);
        await Db.SaveChangesAsync(cancellation);
        units.AddRange(
            unit.Periods.Select(period => new UnitPeriod
            {
                Code = unit.Code,
                Path = period.Path,
                Name = period.Name,
                Level = unit.Level,
                ParentCode = period.ParentCode,
                ValidFrom = period.ValidFrom,
                ValidTo = period.ValidTo,
                MergedInto = period == unit.Periods[^1] && period.ValidTo is not null && unit.Successors is [var only] ? only : null,
                SucceededBy = period == unit.Periods[^1] && period.ValidTo is not null ? unit.Successors.FirstOrDefault() : null,
                Version = unit.Version,
            })
        );
        await ChangedAsync(unit, cancellation);
    }

    /// <summary>What else follows from a change that was new; nothing by default.</summary>
    protected virtual Task ChangedAsync(PublishedUnit unit, CancellationToken cancellation) => Task.CompletedTask;
}
