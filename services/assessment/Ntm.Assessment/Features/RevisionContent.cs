using System.Text.Json;
using System.Text.Json.Serialization;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Messaging;

namespace Ntm.Assessment.Features;

/// <summary>The criteria of a submitted revision as they are kept: as the view showed them, nulls included.</summary>
internal static class RevisionContent
{
    private static readonly JsonSerializerOptions Whole = new(EventJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public static string Write(IReadOnlyList<CriterionView> criteria) => JsonSerializer.Serialize(criteria, Whole);

    public static IReadOnlyList<CriterionView> Read(string content) => JsonSerializer.Deserialize<List<CriterionView>>(content, Whole)!;

    /// <summary>What changed from a kept revision, or from none, to the criteria as they are.</summary>
    public static RevisionDiff Compare(string? before, IReadOnlyList<CriterionView> now) =>
        RevisionDiff.Between(before is null ? [] : Revised(Read(before)), Revised(now));

    private static IReadOnlyList<RevisedCriterion> Revised(IReadOnlyList<CriterionView> criteria) =>
        criteria
            .Select(criterion => new RevisedCriterion(
                criterion.Code,
                criterion.Passed,
                criterion
                    .Indicators.Select(indicator => new RevisedIndicator(
                        indicator.Code,
                        VerdictName.Read(indicator.Verdict),
                        indicator.ValueText,
                        indicator.Evidence.Select(file => file.Hash).ToList()
                    ))
                    .ToList()
            ))
            .ToList();
}
