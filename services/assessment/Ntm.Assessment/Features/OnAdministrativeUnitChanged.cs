using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Identity.V1;

namespace Ntm.Assessment.Features;

/// <summary>Keeps a copy of each administrative unit; a version already passed is ignored.</summary>
internal sealed class OnAdministrativeUnitChanged(ReactionServices<AssessmentDbContext> services)
    : Reaction<AssessmentDbContext, AdministrativeUnitChanged>(services, "assessment.on-administrative-unit-changed")
{
    protected override async Task ReactAsync(AdministrativeUnitChanged fact, CancellationToken cancellation)
    {
        var unit = await Db.Units.FindAsync([fact.UnitCode], cancellation);
        if (unit is null)
        {
            Db.Units.Add(new UnitCopy
            {
                Code = fact.UnitCode,
                Path = fact.UnitPath,
                Name = fact.Name,
                Level = fact.Level,
                ParentCode = fact.ParentCode,
                ValidFrom = fact.ValidFrom,
                ValidTo = fact.ValidTo,
                Version = fact.Version
            });
        }
        else if (unit.Version < fact.Version)
        {
            unit.Path = fact.UnitPath;
            unit.Name = fact.Name;
            unit.Level = fact.Level;
            unit.ParentCode = fact.ParentCode;
            unit.ValidFrom = fact.ValidFrom;
            unit.ValidTo = fact.ValidTo;
            unit.Version = fact.Version;
        }
    }
}
