using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Criteria sets that fit the question; <see cref="Note"/> says so when none was in force.</summary>
public sealed record CriteriaSetList(IReadOnlyList<CriteriaSetSummary> Items, string? Note);

/// <summary>A criteria set, without its criteria.</summary>
public sealed record CriteriaSetSummary(
    string Code,
    string Title,
    string Name,
    string Level,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string Source,
    int Criteria,
    int Indicators
);

/// <summary>A criteria set, whole, and what is not decidable in a province on a day.</summary>
public sealed record CriteriaSetView(
    CriteriaSetSummary Summary,
    DateOnly Day,
    string? Province,
    IReadOnlyList<string> Undecidable,
    IReadOnlyList<RuleCriterion> Criteria
);

/// <summary>A criterion of a set.</summary>
public sealed record RuleCriterion(string Code, string Name, IReadOnlyList<RuleIndicator> Indicators);

/// <summary>An indicator of a set with its rule, source mark and, if the province confirmed it, the document.</summary>
public sealed record RuleIndicator
{
    public required string Code { get; init; }
    public required string Text { get; init; }

    /// <summary>As in the self-assessment.</summary>
    public required string Type { get; init; }
    public required bool BySex { get; init; }
    public required bool IfAny { get; init; }
    public required IReadOnlyList<string> Parts { get; init; }
    public required string Unit { get; init; }
    public required string Threshold { get; init; }

    /// <summary><c>V…</c> read at its source, <c>S…</c> in the province's papers, <c>M</c> known, <c>M?</c> and <c>?</c>
    /// unconfirmed.</summary>
    public required string Mark { get; init; }

    /// <summary>Whether it can be decided in the province on the day.</summary>
    public required bool Decidable { get; init; }
    public required string? Reason { get; init; }
    public required string? DocumentNumber { get; init; }
    public required DateOnly? DocumentDate { get; init; }
}

/// <summary><c>GET /assessment/criteria-sets?title=&amp;day=</c> and <c>…/{code}?day=&amp;province=</c>, for every signed-in
/// caller.</summary>
internal static class ListCriteriaSets
{
    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/criteria-sets", List).WithName(nameof(ListCriteriaSets)).Scope("assessment:read");
        routes.MapGet("/criteria-sets/{code}", GetAsync).WithName("GetCriteriaSet").Scope("assessment:read");
    }

    internal static Ok<CriteriaSetList> List(RuleBook rules, string? title = null, DateOnly? day = null)
    {
        var items = rules
            .Sets.Where(set => (title is null || set.Title == title) && (day is null || set.InForceOn(day.Value)))
            .Select(Summary)
            .ToList();
        var note = items.Count == 0 && title is not null && day is not null ? Refusals.NoCriteriaSet(title, day.Value).Message : null;
        return TypedResults.Ok(new CriteriaSetList(items, note));
    }

    internal static async Task<Results<Ok<CriteriaSetView>, ProblemHttpResult>> GetAsync(
        string code,
        RuleBook rules,
        AssessmentDbContext db,
        Caller caller,
        TimeProvider clock,
        CancellationToken cancellation,
        DateOnly? day = null,
        string? province = null
    )
    {
        if (rules.FindSet(code) is not { } set)
        {
            return Error.NotFound("assessment.criteria_set_not_found", "Không có bộ tiêu chí này.").ToProblem();
        }

        var on = day ?? clock.Today();
        var place = province ?? caller.Grants.Select(grant => AssessmentAccess.Province(grant.UnitPath)).FirstOrDefault();
        var rows = await db.Confirmations.AsNoTracking().Where(row => row.Province == place && row.Rule == code).ToListAsync(cancellation);
        var confirmations = ThresholdConfirmation.InForce(rows, on);
        var judgedFor = new JudgedFor(on.Year, place is null ? null : rules.RegionOf(place));
        var criteria = set
            .Criteria.Select(criterion => new RuleCriterion(
                criterion.Code,
                criterion.Name,
                criterion
                    .Indicators.Select(indicator => View(indicator, judgedFor, set.Region, confirmations.GetValueOrDefault(indicator.Code)))
                    .ToList()
            ))
            .ToList();
        var undecidable = criteria
            .SelectMany(criterion => criterion.Indicators)
            .Where(indicator => !indicator.Decidable)
            .Select(indicator => indicator.Code)
            .ToList();
        return TypedResults.Ok(new CriteriaSetView(Summary(set), on, place, undecidable, criteria));
    }

    private static RuleIndicator View(Indicator indicator, JudgedFor judgedFor, string region, Confirmation? confirmation)
    {
        var reason = Judgement.WhyUndecidable(indicator, judgedFor, region, confirmation);
        return new RuleIndicator
        {
            Code = indicator.Code,
            Text = indicator.Text,
            Type = indicator.Kind.ToString().ToLowerInvariant(),
            BySex = indicator.BySex,
            IfAny = indicator.Optional,
            Parts = indicator.Parts,
            Unit = indicator.Unit,
            Threshold = Judgement.Describe(indicator, Judgement.InForce(indicator, confirmation), judgedFor),
            Mark = indicator.Mark,
            Decidable = reason is null,
            Reason = reason,
            DocumentNumber = confirmation?.DocumentNumber,
            DocumentDate = confirmation?.DocumentDate,
        };
    }

    private static CriteriaSetSummary Summary(CriteriaSet set) =>
        new(set.Code, set.Title, set.Name, set.Level, set.ValidFrom, set.ValidTo, set.Source, set.Criteria.Count, set.Indicators.Count());
}
