using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;
using Ntm.Units;

namespace Ntm.Audit;

/// <summary>Periods of administrative units, which the register holds and the directories of other services.</summary>
public static class SharedUnits
{
    public const string Kind = "unit";

    /// <summary>A period as every service says it.</summary>
    public static SharedRow Row(string code, DateOnly from, DateOnly? to, string name, string path, string level) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"{Kind}/{code}/{from:yyyy-MM-dd}"),
            string.Create(CultureInfo.InvariantCulture, $"{name}|{path}|{level}|{to:yyyy-MM-dd}")
        );

    /// <summary>The directory of a service; nothing while a change that it received waits.</summary>
    public static async Task<IReadOnlyList<SharedRows>> CopyAsync(ServiceDbContext db, CancellationToken cancellation)
    {
        if (await db.Outbox.AnyAsync(row => row.OrderKey.StartsWith(OutboxRow.RetryPrefix), cancellation))
        {
            return [];
        }

        var units = await db.Set<UnitPeriod>().AsNoTracking().ToListAsync(cancellation);
        var rows = units.ConvertAll(unit => Row(unit.Code, unit.ValidFrom, unit.ValidTo, unit.Name, unit.Path, unit.Level));
        return [new SharedRows(Kind, rows, Own: false)];
    }
}
