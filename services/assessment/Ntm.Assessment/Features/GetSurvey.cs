using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.BuildingBlocks.Persistence;
using Ntm.BuildingBlocks.Time;
using Ntm.BuildingBlocks.Web;

namespace Ntm.Assessment.Features;

/// <summary>A survey in a list.</summary>
/// <param name="Id">Id of the survey.</param>
/// <param name="DossierId">Id of the dossier it belongs to.</param>
/// <param name="Round">Round of the survey stage, from 1.</param>
/// <param name="UnitCode">Official code of the unit surveyed.</param>
/// <param name="Title">Title sought, e.g. <c>xa-ntm</c>.</param>
/// <param name="State"><c>open</c>, <c>closed</c> with minutes, or <c>ended</c> without.</param>
/// <param name="OpenedAt">Instant of opening, UTC.</param>
/// <param name="Met">Whether every demand is met; null while one waits or the survey is not closed.</param>
public sealed record SurveySummary(
    Guid Id,
    Guid DossierId,
    int Round,
    string UnitCode,
    string Title,
    string State,
    DateTimeOffset OpenedAt,
    bool? Met
);

/// <summary>
/// <c>GET /assessment/surveys?dossierId=&amp;after=&amp;limit=</c> and <c>GET /assessment/surveys/{id}</c>. Before it is closed only the
/// Fatherland Front knows that a survey exists; afterwards anyone with a grant in the province reads the result.
/// </summary>
internal static class GetSurvey
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/surveys", ListAsync).WithName("ListSurveys").Scope("assessment:read");
        routes.MapGet("/surveys/{id:guid}", HandleAsync).WithName(nameof(GetSurvey)).Scope("assessment:read");
    }

    /// <summary>Lists the surveys that the caller may see.</summary>
    internal static async Task<Ok<Page<SurveySummary>>> ListAsync(
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
                scope =>
                {
                    var (open, unit, from, to) = (scope.Open, scope.UnitPath, scope.UnitPath + "/", scope.UnitPath + "0");
                    return row =>
                        (open || row.Met != null)
                        && (row.UnitPath == unit || (string.Compare(row.UnitPath, from) >= 0 && string.Compare(row.UnitPath, to) < 0));
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
            OpenedSurvey.State(row.Met is not null, row.Ended),
            row.OpenedAt,
            row.Met
        ));
        return TypedResults.Ok(page.ToPage(items, item => item.Id.ToString("D")));
    }

    /// <summary>Reads a survey: all of it for the Fatherland Front, the published result for others.</summary>
    internal static async Task<Results<Ok<SurveyView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpResponse response,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (
            await OpenedSurvey.OpenAsync(db, rules, id, clock.Today(), cancellation) is not { } opened
            || !AssessmentAccess.SeesSurvey(caller, opened.Survey.UnitPath, opened.Survey.Minutes is not null)
        )
        {
            return Refusals.SurveyNotFound().ToProblem();
        }

        response.SetETag(opened.Survey.Version);
        return TypedResults.Ok(opened.View(caller));
    }
}
