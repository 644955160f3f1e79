using Ntm.Persistence;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about private persons.</summary>
internal static class PrivacyWarnings
{
    /// <summary><c>private-person</c>: households are to be reminded or criticised, in the issuer's weekly or monthly reviews.</summary>
    public static IEnumerable<PlanWarning> Households(WarningContext plan) =>
        from rule in plan.Content.Rules
        let text = NameSearch.Fold(rule.Text) + " "
        where text.Contains(" ho ") && (rule.Kind == "reminder" || text.Contains(" nhac nho ") || text.Contains(" phe binh "))
        let reviews = plan.Content.Reporting.Where(review =>
            review.Media.Contains(ReportMedium.Review) && review.Reporters.Contains(plan.Header.Issuer)
        )
        select PlanWarning.Warn(
            "private-person",
            [.. reviews.Select(review => review.Key), rule.Key],
            $"Quy định {rule.Key} nhắc nhở, phê bình cả hộ gia đình.",
            "Không công khai hộ; chỉ nhắc riêng, hoặc nêu thôn, tổ chức."
        );
}
