using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;

namespace Ntm.Assessment.Features;

/// <summary>Keeps a copy of each administrative unit, period by period; a version already passed is ignored.</summary>
internal sealed class OnAdministrativeUnitChanged(ConsumerServices<AssessmentDbContext> services)
    : EventConsumer<AssessmentDbContext, AdministrativeUnitChanged>(services)
{
    protected override async Task HandleAsync(AdministrativeUnitChanged @event, CancellationToken cancellation)
    {
        MustBeOf(@event.UnitCode, @event.Periods.Select(period => period.UnitPath.Split('/')[^1]));
        var known = await Db.Units.Where(unit => unit.Code == @event.UnitCode).ToListAsync(cancellation);
        if (known.Exists(unit => unit.Version >= @event.Version))
        {
            return;
        }

        // Saved apart: a period may come back under the same key.
        Db.Units.RemoveRange(known);
        await Db.SaveChangesAsync(cancellation);
        Db.Units.AddRange(
            @event.Periods.Select(period => new UnitCopy
            {
                Code = @event.UnitCode,
                Path = period.UnitPath,
                Name = period.Name,
                Level = @event.Level,
                ParentCode = period.ParentCode,
                ValidFrom = period.ValidFrom,
                ValidTo = period.ValidTo,
                Version = @event.Version,
                MergedInto = period == @event.Periods[^1] && period.ValidTo is not null && @event.Successors is [var only] ? only : null,
            })
        );
    }
}
