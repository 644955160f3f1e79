using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Dossiers;

/// <summary>What changed since the reviews returned the dossier: of each review that did, its items with something new.</summary>
public sealed record ReturnChanges(IReadOnlyList<ReviewDiffRecord> Reviews, IReadOnlyDictionary<string, IndicatorRecord> Indicators)
{
    public static ReturnChanges None { get; } = new([], new Dictionary<string, IndicatorRecord>());

    /// <summary>Reads them of the reviews of these stages.</summary>
    /// <param name="visit">The request.</param>
    /// <param name="dossier">The dossier.</param>
    /// <param name="stages">Stages of the reviews.</param>
    /// <param name="assessment">Its self-assessment, where the page has read it already.</param>
    public static async Task<ReturnChanges> ReadAsync(
        Visit visit,
        DossierRecord dossier,
        IEnumerable<string> stages,
        SelfAssessmentRecord? assessment = null
    )
    {
        var reviews = new List<ReviewDiffRecord>();
        foreach (var stage in stages.Distinct())
        {
            var address = $"/dossiers/{dossier.Id}/stages/{Uri.EscapeDataString(stage)}/diff";
            if ((await visit.GetAsync<ReviewDiffRecord>(address)).Value is { } diff)
            {
                reviews.Add(diff);
            }
        }

        if (reviews.Count == 0)
        {
            return None;
        }

        assessment ??= (await visit.GetAsync<SelfAssessmentRecord>($"/assessment/self-assessments/{dossier.Id}")).Value;
        return new ReturnChanges(reviews, IndicatorsOf(assessment?.Criteria ?? []));
    }

    public static IReadOnlyDictionary<string, IndicatorRecord> IndicatorsOf(IEnumerable<CriterionRecord> criteria) =>
        criteria.SelectMany(criterion => criterion.Indicators).DistinctBy(one => one.Code).ToDictionary(one => one.Code);

    /// <summary>Items in which something changed.</summary>
    public static IReadOnlyList<ItemDiffRecord> ChangedOf(ReviewDiffRecord review) =>
        [.. review.Items.Where(item => item.Added.Count + item.Removed.Count + item.Indicators.Count > 0)];

    /// <summary>Changes of an item of a review; null where nothing changed.</summary>
    public ItemDiffRecord? Of(string stage, string kind, string key) =>
        Reviews.FirstOrDefault(review => review.Stage == stage)?.Items.FirstOrDefault(item => item.Kind == kind && item.Key == key);

    /// <summary>A value with its unit, where its words do not have it.</summary>
    public string ValueOf(string code, AssessedRecord? assessed) =>
        assessed?.Value is not { } value ? T("chưa nhập")
        : Indicators.GetValueOrDefault(code)?.Unit is { Length: > 0 } unit
        && decimal.TryParse(value, System.Globalization.NumberStyles.Number, Show.Vietnamese, out _)
            ? $"{value} {unit}"
        : value;

    /// <summary>What the evidence of an indicator gained and lost, in words; null where it is the same.</summary>
    public static string? EvidenceOf(IndicatorDiffRecord indicator)
    {
        var (before, now) = (indicator.Before?.EvidenceHashes ?? [], indicator.Now?.EvidenceHashes ?? []);
        var (added, removed) = (now.Except(before).Count(), before.Except(now).Count());
        return (added, removed) switch
        {
            (0, 0) => null,
            (_, 0) => T("thêm {0} minh chứng", added),
            (0, _) => T("bỏ {0} minh chứng", removed),
            _ => T("thêm {0}, bỏ {1} minh chứng", added, removed),
        };
    }
}
