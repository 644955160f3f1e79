using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.BuildingBlocks.Messaging;
using Ntm.Contracts.Identity.V1;

namespace Ntm.Assessment.Features;

/// <summary>Keeps a copy of each administrative unit, period by period; a version already passed is ignored.</summary>
internal sealed class OnAdministrativeUnitChanged(ReactionServices<AssessmentDbContext> services)
    : Reaction<AssessmentDbContext, AdministrativeUnitChanged>(services)
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
            fact.Periods.Select(period => new UnitCopy
            {
                Code = fact.UnitCode,
                Path = period.UnitPath,
                Name = period.Name,
                Level = fact.Level,
                ParentCode = period.ParentCode,
                ValidFrom = period.ValidFrom,
                ValidTo = period.ValidTo,
                Version = fact.Version,
                MergedInto = period == fact.Periods[^1] && period.ValidTo is not null && fact.Successors is [var only] ? only : null,
            })
        );
    }
}
