using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Identity.V1;
using Ntm.Dossier.Persistence;

namespace Ntm.Dossier.Features;

/// <summary>Keeps a copy of each administrative unit, the newest version of it.</summary>
internal sealed class OnAdministrativeUnitChanged(ReactionServices<DossierDbContext> services)
    : Reaction<DossierDbContext, AdministrativeUnitChanged>(services, "dossier.on-administrative-unit-changed")
{
    protected override async Task ReactAsync(AdministrativeUnitChanged fact, CancellationToken cancellation)
    {
        if (await Db.Units.FindAsync([fact.UnitCode], cancellation) is not { } unit)
        {
            Db.Units.Add(new UnitRow
            {
                Code = fact.UnitCode, Path = fact.UnitPath, Name = fact.Name, Level = fact.Level, ValidFrom = fact.ValidFrom,
                ValidTo = fact.ValidTo, Version = fact.Version,
            });
        }
        else if (fact.Version > unit.Version)
        {
            (unit.Path, unit.Name, unit.Level) = (fact.UnitPath, fact.Name, fact.Level);
            (unit.ValidFrom, unit.ValidTo, unit.Version) = (fact.ValidFrom, fact.ValidTo, fact.Version);
        }
    }
}
