using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Web;

namespace Ntm.Assessment.Persistence;

/// <summary>Figures of the rules that provinces confirmed by their documents.</summary>
internal static class ConfirmedFigures
{
    /// <summary>What the province of a unit has confirmed of a rule, and of the set or ballot that goes with it, and decides on a day, by
    /// item.</summary>
    public static async Task<IReadOnlyDictionary<string, Confirmation>> ConfirmedAsync(
        this AssessmentDbContext db,
        string unitPath,
        string? rule,
        DateOnly day,
        CancellationToken cancellation,
        string? beside = null
    )
    {
        var province = UnitScope.ProvinceOf(unitPath);
        var rows = await db
            .Confirmations.AsNoTracking()
            .Where(row => row.Province == province && (row.Rule == rule || row.Rule == beside))
            .ToListAsync(cancellation);
        var inherited = ThresholdConfirmation.InForce(rows.Where(row => row.Rule != rule), day);
        var own = ThresholdConfirmation.InForce(rows.Where(row => row.Rule == rule), day);
        return own.Concat(inherited.ExceptBy(own.Keys, pair => pair.Key)).ToDictionary();
    }

    /// <summary>Adds the figures of one document to what the province has confirmed.</summary>
    public static async Task<IReadOnlyList<ThresholdConfirmation>> AddConfirmationsAsync(
        this AssessmentDbContext db,
        string province,
        IReadOnlyList<ThresholdInput> inputs,
        ProvinceDocument document,
        Caller by,
        DateTimeOffset at,
        CancellationToken cancellation
    )
    {
        var last = await db.Confirmations.Where(row => row.Province == province).MaxAsync(row => (int?)row.Number, cancellation) ?? 0;
        var rows = ThresholdConfirmation.Of(inputs, document, (province, last), by, at);
        db.Confirmations.AddRange(rows);
        return rows;
    }
}
