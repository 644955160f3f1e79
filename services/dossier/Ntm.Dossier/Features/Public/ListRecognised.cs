using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Persistence;

namespace Ntm.Dossier.Features.Public;

/// <summary>A recognised commune, as anybody may know it.</summary>
/// <param name="UnitCode">Official code of the commune.</param>
/// <param name="UnitName">Vietnamese name of the commune.</param>
/// <param name="Title">Title, e.g. <c>xa-ntm</c>.</param>
/// <param name="Year">Year of the title.</param>
/// <param name="DecisionNumber">Number of the decision on recognition.</param>
/// <param name="DecisionDate">Day of the decision.</param>
/// <param name="AnnouncedOn">Legal day of the announcement.</param>
/// <param name="Sample">Whether the decision is made up, for trying the platform.</param>
public sealed record RecognisedUnit(
    string UnitCode,
    string UnitName,
    string Title,
    int Year,
    string DecisionNumber,
    DateOnly DecisionDate,
    DateOnly AnnouncedOn,
    bool Sample
);

/// <summary><c>GET /dossiers/recognised?q=&amp;title=&amp;year=&amp;after=&amp;limit=</c>: communes whose recognition was announced, the
/// latest year first. Anybody may ask.</summary>
internal static class ListRecognised
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/recognised", HandleAsync).WithName(nameof(ListRecognised)).AllowAnonymous();

    /// <summary>Lists the communes whose recognition was announced, the latest year first; without an account.</summary>
    internal static async Task<Ok<Page<RecognisedUnit>>> HandleAsync(
        DossierDbContext db,
        DossierStore store,
        [AsParameters] PageRequest page,
        CancellationToken cancellation,
        string? q = null,
        int? year = null,
        string? title = null
    )
    {
        var query = db
            .Dossiers.AsNoTracking()
            .Where(row => row.Status == nameof(DossierStatus.Recognised))
            .Searched(q, row => row.UnitCode, row => row.SearchName);
        query = title is null ? query : query.Where(row => row.Title == title);
        query = year is null ? query : query.Where(row => row.Year == year);
        if (page.Key is { } key)
        {
            query = query.Where(row => string.Compare(row.SortKey, key) < 0);
        }

        var rows = await query
            .OrderByDescending(row => row.SortKey)
            .Take(page.Size + 1)
            .Select(row => new { row.Id, row.SortKey })
            .ToListAsync(cancellation);
        var listed = page.ToPage(rows, row => row.SortKey);
        var units = new List<RecognisedUnit>();
        foreach (var row in listed.Items)
        {
            units.Add(Show((await store.FindAsync(row.Id))!));
        }

        return TypedResults.Ok(new Page<RecognisedUnit>(units, listed.Next));
    }

    private static RecognisedUnit Show(RecognitionDossier dossier)
    {
        var decision = dossier.Content.Decision!;
        return new RecognisedUnit(
            dossier.UnitCode,
            dossier.UnitName,
            dossier.Title,
            dossier.Year,
            decision.Number,
            decision.Date,
            dossier.Content.Announcement!.On,
            SampleMode.IsSample(decision.Number)
        );
    }
}
