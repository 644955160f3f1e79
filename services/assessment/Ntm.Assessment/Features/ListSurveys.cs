using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>
/// <c>GET /assessment/surveys?dossierId=&amp;after=&amp;limit=</c>: closed surveys for anyone with a grant in the province, open ones for
/// the Fatherland Front alone.
/// </summary>
internal static class ListSurveys
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/surveys", HandleAsync).WithName(nameof(ListSurveys)).Scope("assessment:read");

    /// <summary>Lists the surveys that the caller may see.</summary>
    internal static async Task<Ok<Page<SurveySummary>>> HandleAsync(
        Guid? dossierId,
        [AsParameters] PageRequest page,
        AssessmentDbContext db,
        Caller caller,
        CancellationToken cancellation
    )
    {
        var query = db
            .Surveys.AsNoTracking()
            .WhereAny(
                AssessmentAccess.SurveyScopes(caller),
                reach =>
                {
                    var open = reach.Open;
                    Expression<Func<Survey, bool>> shown = row => open || row.Met != null;
                    return shown.And(UnitScope.Within(reach.UnitPath).Of((Survey row) => row.UnitPath));
                }
            );
        query = dossierId is null ? query : query.Where(row => row.DossierId == dossierId);
        if (Guid.TryParse(page.Key, out var after))
        {
            query = query.Where(row => row.Id.CompareTo(after) > 0);
        }

        var rows = await query
            .OrderBy(row => row.Id)
            .Take(page.Size + 1)
            .Select(row => new
            {
                row.Id,
                row.DossierId,
                row.Round,
                row.UnitCode,
                row.Title,
                row.OpenedAt,
                row.Met,
                row.Ended,
            })
            .ToListAsync(cancellation);
        var items = rows.ConvertAll(row => new SurveySummary(
            row.Id,
            row.DossierId,
            row.Round,
            row.UnitCode,
            row.Title,
            SurveyViews.State(row.Met is not null, row.Ended),
            row.OpenedAt,
            row.Met
        ));
        return TypedResults.Ok(page.ToPage(items, item => item.Id.ToString("D")));
    }
}
