using Microsoft.EntityFrameworkCore;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;

namespace Ntm.Identity.Features.Units;

/// <summary>What a merge or a split would change; nothing of it is recorded.</summary>
/// <param name="Ends">Units that end, each as it is on its last day.</param>
/// <param name="Begins">Units that take their place.</param>
/// <param name="Moves">Units that go under another one, or whose path changes.</param>
/// <param name="HomeAccounts">Accounts that one of the ending units looks after.</param>
/// <param name="Lapsing">Roles on the ending units: they have no effect from the day on.</param>
public sealed record UnitActPreview(
    IReadOnlyList<UnitView> Ends,
    IReadOnlyList<UnitView> Begins,
    IReadOnlyList<UnitView> Moves,
    int HomeAccounts,
    IReadOnlyList<LapsingGrant> Lapsing
)
{
    /// <summary>Reads off what an act changed in memory; nothing that the database would store remains.</summary>
    internal static async Task<UnitActPreview> OfAsync(
        IdentityDbContext db,
        UnitAct act,
        UnitTree tree,
        UnitRegister register,
        IReadOnlyCollection<string> targets,
        CancellationToken cancellation
    )
    {
        var (changed, day) = (register.Changed.ToList(), act.EffectiveOn);
        db.ChangeTracker.Clear();
        var (ends, stands) = (changed.FindAll(unit => unit.On(day) is null), changed.FindAll(unit => unit.On(day) is not null));
        var codes = ends.ConvertAll(unit => unit.Code);
        var lapsing = await db
            .Grants.AsNoTracking()
            .Where(grant => codes.Contains(grant.UnitCode) && (grant.ValidTo == null || grant.ValidTo >= day))
            .Join(db.Accounts, grant => grant.AccountId, account => account.Id, (grant, account) => new { grant, account.Name })
            .ToListAsync(cancellation);
        return new UnitActPreview(
            ends.ConvertAll(unit => UnitView.Latest(unit, tree)),
            View(stands.FindAll(unit => targets.Contains(unit.Code)), tree, day),
            View(stands.FindAll(unit => !targets.Contains(unit.Code)), tree, day),
            await db.Accounts.CountAsync(account => codes.Contains(account.HomeUnitCode), cancellation),
            [
                .. lapsing
                    .OrderBy(row => row.grant.UnitCode, StringComparer.Ordinal)
                    .ThenBy(row => row.Name, StringComparer.Ordinal)
                    .Select(row => new LapsingGrant(row.grant.AccountId, row.Name, row.grant.Role, row.grant.UnitCode)),
            ]
        );
    }

    private static List<UnitView> View(List<AdministrativeUnit> units, UnitTree tree, DateOnly day) =>
        units.ConvertAll(unit => UnitView.Of(unit, unit.On(day)!, tree, day));
}

/// <summary>A role on a unit that ends.</summary>
/// <param name="AccountId">Account that holds it.</param>
/// <param name="Name">Name of the person.</param>
/// <param name="Role">The role, e.g. <c>officer</c>.</param>
/// <param name="UnitCode">Code of the unit.</param>
public sealed record LapsingGrant(Guid AccountId, string Name, string Role, string UnitCode);
