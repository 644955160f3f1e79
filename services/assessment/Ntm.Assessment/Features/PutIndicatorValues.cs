using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.BuildingBlocks.Web;

namespace Ntm.Assessment.Features;

/// <summary>Values to set in the draft, 1 to 100; all of them or, when one is refused, none.</summary>
/// <param name="Values">The values, 1 to 100, each indicator once.</param>
/// <example>
/// { "values": [{"code": "17.6", "value": {"numerator": 412, "denominator": 430}}, {"code": "1.1", "value": {"met": true}}] }
/// </example>
public sealed record PutIndicatorValuesRequest(IReadOnlyList<IndicatorInput> Values);

/// <summary>One value.</summary>
/// <param name="Code">Indicator, e.g. <c>17.6</c>.</param>
/// <param name="Value">Its value; null clears it.</param>
public sealed record IndicatorInput(string Code, IndicatorValue? Value);

/// <summary><c>PUT /assessment/self-assessments/{dossierId}/values</c>: the officer of the unit, while the criterion is open for
/// it.</summary>
internal static class PutIndicatorValues
{
    private const int Most = 100;

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/self-assessments/{dossierId:guid}/values", HandleAsync).WithName(nameof(PutIndicatorValues));

    /// <summary>Sets values in the draft of a self-assessment; all of them or none.</summary>
    internal static async Task<Results<Ok<SelfAssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        PutIndicatorValuesRequest request,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        CancellationToken cancellation
    )
    {
        if (await OpenedAssessment.OpenAsync(db, rules, dossierId, cancellation) is not { } opened)
        {
            return Refusals.AssessmentNotFound().ToProblem();
        }

        if (opened.WhyNotFill(caller) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (!http.Request.Matches(opened.Assessment.Version))
        {
            return Error.Stale(opened.View(caller, opened.Criteria(), "draft"));
        }

        var errors = Check(opened, request.Values);
        if (errors.Count > 0)
        {
            return errors.ToProblem();
        }

        foreach (var input in request.Values)
        {
            opened.Assessment.Put(input.Code, input.Value, caller.Subject, clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancellation);
        http.Response.SetETag(opened.Assessment.Version);
        return TypedResults.Ok(opened.View(caller, opened.Criteria(), "draft"));
    }

    private static List<Error> Check(OpenedAssessment opened, IReadOnlyList<IndicatorInput> inputs)
    {
        if (inputs.Count is 0 or > Most)
        {
            return [Error.Invalid("assessment.values_count", $"Gửi từ 1 đến {Most} giá trị mỗi lần.", "values")];
        }

        var errors = new List<Error>();
        var editable = opened.Editable;
        var seen = new HashSet<string>();
        for (var index = 0; index < inputs.Count; index++)
        {
            var field = $"values[{index}]";
            if (inputs[index] is not var (code, value))
            {
                errors.Add(Refusals.NullElement(field));
            }
            else if (opened.Set!.Find(code) is not { } indicator)
            {
                errors.Add(Refusals.IndicatorUnknown(code.Length > 10 ? code[..10] : code, $"{field}.code"));
            }
            else if (!seen.Add(code))
            {
                errors.Add(Error.Invalid("assessment.indicator_twice", $"Chỉ tiêu {code} có hai lần trong yêu cầu.", $"{field}.code"));
            }
            else if (!editable.Contains(indicator.CriterionCode))
            {
                errors.Add(Refusals.CriterionLocked(indicator.CriterionCode, $"{field}.code"));
            }
            else if (value is not null)
            {
                errors.AddRange(ValueCheck.Check(indicator, value, $"{field}.value"));
            }
        }

        return errors;
    }
}
