using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.BuildingBlocks.Time;
using Ntm.BuildingBlocks.Web;

namespace Ntm.Assessment.Features;

/// <summary>A survey in a list.</summary>
public sealed record SurveySummary(Guid Id, Guid DossierId, int Round, string UnitCode, string Title, string State, DateTimeOffset OpenedAt, bool? Met);

/// <summary>
/// <c>GET /assessment/surveys?dossierId=&amp;after=&amp;limit=</c> and <c>GET /assessment/surveys/{id}</c>. Before it is closed only the
/// Fatherland Front knows that a survey exists; afterwards anyone with a grant in the province reads the result.
/// </summary>
internal static class GetSurvey
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/surveys", ListAsync).WithName("ListSurveys");
        routes.MapGet("/surveys/{id:guid}", HandleAsync).WithName(nameof(GetSurvey));
    }

    internal static async Task<Ok<Page<SurveySummary>>> ListAsync(
        Guid? dossierId, [AsParameters] PageRequest page, AssessmentDbContext db, Caller caller, CancellationToken cancellation)
    {
        var after = Guid.TryParse(page.Key, out var key) ? key : (Guid?)null;
        var items = new List<SurveySummary>();
        var provinces = caller.Grants.Select(grant => AssessmentAccess.Province(grant.UnitPath)).Distinct().ToList();
        foreach (var province in provinces)
        {
            var below = province + "/";
            var rows = await db.Surveys.AsNoTracking()
                .Where(row => (row.UnitPath == province || row.UnitPath.StartsWith(below)) && (dossierId == null || row.DossierId == dossierId))
                .Select(row => new { row.Id, row.DossierId, row.Round, row.UnitCode, row.UnitPath, row.Title, row.OpenedAt, row.Met, row.Ended })
                .ToListAsync(cancellation);
            items.AddRange(rows.Where(row => AssessmentAccess.SeesSurvey(caller, row.UnitPath, row.Met is not null))
                .Select(row => new SurveySummary(row.Id, row.DossierId, row.Round, row.UnitCode, row.Title, OpenedSurvey.State(row.Met is not null, row.Ended), row.OpenedAt, row.Met)));
        }

        var ordered = items.OrderBy(item => item.Id).Where(item => after is null || item.Id.CompareTo(after.Value) > 0).Take(page.Size + 1).ToList();
        return TypedResults.Ok(page.ToPage(ordered, item => item.Id.ToString("D")));
    }

    internal static async Task<Results<Ok<SurveyView>, ProblemHttpResult>> HandleAsync(
        Guid id, AssessmentDbContext db, RuleBook rules, Caller caller, HttpResponse response, TimeProvider clock, CancellationToken cancellation)
    {
        if (await OpenedSurvey.OpenAsync(db, rules, id, clock.Today(), cancellation) is not { } opened
            || !AssessmentAccess.SeesSurvey(caller, opened.Survey.UnitPath, opened.Survey.Minutes is not null))
        {
            return Refusals.SurveyNotFound().ToProblem();
        }

        response.SetETag(opened.Survey.Version);
        return TypedResults.Ok(opened.View(caller));
    }
}
