using Microsoft.EntityFrameworkCore;
using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Identity.V1;

namespace Ntm.Dossier.Features;

/// <summary>Keeps a copy of each administrative unit, period by period; a version already passed is ignored.</summary>
internal sealed class OnAdministrativeUnitChanged(ReactionServices<DossierDbContext> services)
    : Reaction<DossierDbContext, AdministrativeUnitChanged>(services)
{
    protected override async Task ReactAsync(AdministrativeUnitChanged fact, CancellationToken cancellation)
    {
        MustBeOf(fact.UnitCode, fact.Periods.Select(period => period.UnitPath.Split('/')[^1]));
        var known = await Db.Units.Where(unit => unit.Code == fact.UnitCode).ToListAsync(cancellation);
        if (known.Exists(unit => unit.Version >= fact.Version))
        {
            return;
        }

        // Saved apart: a period may come back under the same key.
        Db.Units.RemoveRange(known);
        await Db.SaveChangesAsync(cancellation);
        Db.Units.AddRange(
            fact.Periods.Select(period => new UnitRow
            {
                Code = fact.UnitCode,
                Path = period.UnitPath,
                Name = period.Name,
                Level = fact.Level,
                ValidFrom = period.ValidFrom,
                ValidTo = period.ValidTo,
                Version = fact.Version,
            })
        );
    }
}
