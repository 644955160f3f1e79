using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Values to set in the draft; all of them or, when one is refused, none.</summary>
/// <example>
/// { "values": [{"code": "17.6", "value": {"numerator": 412, "denominator": 430}}, {"code": "1.1", "value": {"met": true}}] }
/// </example>
public sealed record PutIndicatorValuesRequest
{
    /// <summary>The values, 1 to 100, each indicator once.</summary>
    [Items(1, 100)]
    public required IReadOnlyList<IndicatorInput> Values { get; init; }
}

/// <summary><c>PUT /assessment/self-assessments/{dossierId}/values</c>: the officer of the unit, while the criterion is open for
/// it.</summary>
internal static class PutIndicatorValues
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/self-assessments/{dossierId:guid}/values", HandleAsync).WithName(nameof(PutIndicatorValues));

    /// <summary>Sets values in the draft of a self-assessment; all of them or none.</summary>
    internal static Task<Results<Ok<SelfAssessmentView>, ProblemHttpResult>> HandleAsync(
        Guid dossierId,
        PutIndicatorValuesRequest request,
        AssessmentCommands commands,
        Caller caller,
        HttpContext http,
        TimeProvider clock,
        CancellationToken cancellation
    ) =>
        commands.ActAsync(
            commands.SelfAssessment(dossierId, caller, AssessmentAccess.ToFill),
            http,
            opened =>
                Task.FromResult(
                    opened.Put(request.Values, AssessmentAccess.Filling(caller, opened.Assessment.UnitPath), clock.GetUtcNow())
                ),
            cancellation
        );
}
