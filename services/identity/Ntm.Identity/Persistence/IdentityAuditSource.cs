using Microsoft.EntityFrameworkCore;
using Ntm.Audit;
using Ntm.Identity.Domain;
using Ntm.Persistence;

namespace Ntm.Identity.Persistence;

/// <summary>The chain of identity, and the register of units, whose copies other services hold.</summary>
internal sealed class IdentityAuditSource(Transactions<IdentityDbContext> transactions) : AuditSource<IdentityDbContext>(transactions)
{
    /// <summary>Nothing while a change has not left.</summary>
    public override async Task<IReadOnlyList<SharedRows>> SharedAsync(CancellationToken cancellation)
    {
        var db = Transactions.Db;
        if (await db.Outbox.AnyAsync(cancellation))
        {
            return [];
        }

        var tree = new UnitTree(await db.Units.AsNoTracking().ToListAsync(cancellation));
        var rows = tree.Units.SelectMany(unit => unit.Periods.Select(period => Row(unit, period, tree)));
        return [new SharedRows(SharedUnits.Kind, [.. rows], Own: true)];
    }

    private static SharedRow Row(AdministrativeUnit unit, UnitPeriod period, UnitTree tree) =>
        SharedUnits.Row(
            unit.Code,
            period.ValidFrom,
            period.ValidTo,
            period.Name,
            tree.KnownPath(unit.Code, period.ValidFrom) ?? unit.Code,
            unit.Level.WireName()
        );
}
