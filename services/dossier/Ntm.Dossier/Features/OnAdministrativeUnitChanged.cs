using Microsoft.EntityFrameworkCore;
using Ntm.Contracts.Identity.V1;
using Ntm.Messaging;

namespace Ntm.Dossier.Features;

/// <summary>Keeps a copy of each administrative unit, period by period; a version already passed is ignored.</summary>
internal sealed class OnAdministrativeUnitChanged(ConsumerServices<DossierDbContext> services)
    : EventConsumer<DossierDbContext, AdministrativeUnitChanged>(services)
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
            @event.Periods.Select(period => new UnitRow
            {
                Code = @event.UnitCode,
                Path = period.UnitPath,
                Name = period.Name,
                Level = @event.Level,
                ValidFrom = period.ValidFrom,
                ValidTo = period.ValidTo,
                Version = @event.Version,
            })
        );
    }
}
