using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.BuildingBlocks.Time;
using Ntm.BuildingBlocks.Web;

namespace Ntm.Assessment.Features;

/// <summary>A rule on satisfaction surveys and what of it is not decidable in a province on a day.</summary>
/// <param name="Code">Code of the rule.</param>
/// <param name="Title">Title that it decides on, e.g. <c>xa-ntm</c>.</param>
/// <param name="ValidFrom">First day in force.</param>
/// <param name="ValidTo">Last day in force; null while open.</param>
/// <param name="Source">Legal document it is from.</param>
/// <param name="Demands">Its demands.</param>
public sealed record SurveyRuleView(
    string Code,
    string Title,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string Source,
    IReadOnlyList<DemandView> Demands
);

/// <summary>One demand of a rule.</summary>
public sealed record DemandView
{
    /// <summary><c>sample</c>, <c>overall</c> or <c>content</c>.</summary>
    public required string Code { get; init; }

    /// <summary><c>participation</c>, <c>overall</c> or <c>content</c>.</summary>
    public required string Measure { get; init; }

    /// <summary><c>unit</c>, <c>commune</c> or <c>village</c>: each of these by itself.</summary>
    public required string Per { get; init; }

    /// <summary>E.g. <c>≥ 90 %</c>; null while not decidable.</summary>
    public required string? Demanded { get; init; }

    /// <summary>Mark of its source, as of an indicator in a criteria set.</summary>
    public required string Mark { get; init; }

    /// <summary>Vietnamese: why it is not decidable; null otherwise.</summary>
    public required string? Reason { get; init; }

    /// <summary>Number of the province's document that confirmed it; null without one.</summary>
    public required string? DocumentNumber { get; init; }

    /// <summary>Day of that document; null without one.</summary>
    public required DateOnly? DocumentDate { get; init; }
}

/// <summary><c>GET /assessment/survey-rules?title=&amp;day=&amp;province=</c>, for every signed-in caller.</summary>
internal static class ListSurveyRules
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/survey-rules", HandleAsync).WithName(nameof(ListSurveyRules)).Scope("assessment:read");

    /// <summary>Lists the survey rules in force and what of them is not decidable, for every signed-in caller.</summary>
    internal static async Task<Ok<List<SurveyRuleView>>> HandleAsync(
        RuleBook rules,
        AssessmentDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation,
        string? title = null,
        DateOnly? day = null,
        string? province = null
    )
    {
        var on = day ?? clock.Today();
        var place = province ?? caller.Grants.Select(grant => AssessmentAccess.Province(grant.UnitPath)).FirstOrDefault();
        var rows = await db.Confirmations.AsNoTracking().Where(row => row.Province == place).ToListAsync(cancellation);
        return TypedResults.Ok(
            rules
                .SurveyRules.Where(rule => (title is null || rule.Title == title) && (day is null || rule.InForceOn(on)))
                .Select(rule => View(rule, ThresholdConfirmation.InForce(rows.Where(row => row.Rule == rule.Code), on)))
                .ToList()
        );
    }

    internal static SurveyRuleView View(SurveyRule rule, IReadOnlyDictionary<string, Domain.Criteria.Confirmation> confirmations) =>
        new(
            rule.Code,
            rule.Title,
            rule.ValidFrom,
            rule.ValidTo,
            rule.Source,
            rule.Demands.Select(demand =>
                {
                    var confirmation = confirmations.GetValueOrDefault(demand.Code);
                    var (value, reason) = SurveyOutcome.InForce(demand, confirmation);
                    return new DemandView
                    {
                        Code = demand.Code,
                        Measure = demand.Measure.ToString().ToLowerInvariant(),
                        Per = demand.Per.ToString().ToLowerInvariant(),
                        Demanded = value is null ? null : SurveyOutcome.Describe(demand.Op, value.Value),
                        Mark = demand.Mark,
                        Reason = reason,
                        DocumentNumber = confirmation?.DocumentNumber,
                        DocumentDate = confirmation?.DocumentDate,
                    };
                })
                .ToList()
        );
}
