using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain.Decisions;

namespace Ntm.Dossier.Features;

/// <summary>A decision on recognition that was made before the unit had dossiers here.</summary>
/// <example>{ "number": "1500/QĐ-UBND", "date": "2023-06-12" }</example>
public sealed record HeldTitleRequest
{
    /// <summary>Number of the decision, as issued.</summary>
    [Text(60)]
    public required string Number { get; init; }

    /// <summary>Its date, not in the future.</summary>
    public required DateOnly Date { get; init; }
}

/// <summary>By what decision a unit holds the title whose upkeep is opened.</summary>
internal static class HeldTitles
{
    /// <summary>The unit's latest recognition here, or else the one that the request names.</summary>
    public static async Task<HeldTitle?> FindAsync(
        OpenDossierRequest request,
        DossierDbContext db,
        DossierStore store,
        CancellationToken cancellation
    )
    {
        var recognised = await db
            .Dossiers.AsNoTracking()
            .Where(row => row.UnitCode == request.UnitCode && row.Title == request.Title && row.Status == nameof(DossierStatus.Recognised))
            .OrderByDescending(row => row.Year)
            .FirstOrDefaultAsync(cancellation);
        return recognised is not null && store.Read(recognised).Content.Decision is { } decision
                ? new HeldTitle(decision.Number, decision.Date)
            : request.HeldTitle is { } named ? new HeldTitle(named.Number.Trim(), named.Date)
            : null;
    }

    /// <summary>Why an upkeep cannot be opened: there is no title to keep.</summary>
    public static IEnumerable<Error> FaultsOf(PathPurpose purpose, HeldTitle? held, string unit, Act act) =>
        purpose == PathPurpose.Recognition ? []
        : held is null ? [DossierErrors.TitleNotHeld(unit)]
        : held.Date > act.Day ? [DossierErrors.FutureDate("heldTitle.date")]
        : [];
}
