using Ntm.Persistence;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about asking the residents (lấy ý kiến hài lòng), which the Fatherland Front runs.</summary>
internal static class SurveyWarnings
{
    /// <summary><c>survey-overlaps-submission</c>: the survey is open while the dossier may still wait for submission.</summary>
    public static IEnumerable<PlanWarning> Overlap(WarningContext plan) =>
        from submission in plan.Content.Tasks
        where submission is { Step: PathStep.Submission, Due.Before: not null }
        let overlapping = Surveys(plan)
            .Where(task => task.Due.From < submission.Due.Before && task.Due.Before > submission.Due.Before)
            .ToList()
        where overlapping.Count > 0
        select PlanWarning.Warn(
            "survey-overlaps-submission",
            [submission.Key, .. Surveys(plan).Select(task => task.Key)],
            $"Lấy phiếu {overlapping[0].Due.Text} chồng lên hạn trình hồ sơ {submission.Due.Text}: có thể lấy phiếu trước khi trình.",
            "Mở phiếu sau khi hồ sơ được trình và mở."
        );

    /// <summary><c>survey-two-owners</c>: one survey under the Front and another under somebody else; <c>survey-not-front</c>: none under
    /// the Front.</summary>
    public static IEnumerable<PlanWarning> Owner(WarningContext plan)
    {
        var surveys = Surveys(plan).ToList();
        var others = surveys.Where(task => !Owners(plan, task).Any(body => body.Kind == BodyKind.Front)).ToList();
        if (others.Count > 0)
        {
            var shared = others.Count < surveys.Count;
            yield return PlanWarning.Warn(
                shared ? "survey-two-owners" : "survey-not-front",
                surveys.Select(task => task.Key),
                $"Nhiệm vụ lấy phiếu {PlanWarning.Names(others.Select(task => task.Key))} giao cho "
                    + $"{PlanWarning.Names(others.SelectMany(task => Owners(plan, task)).Select(body => body.Short))}"
                    + (shared ? ", nơi khác lại giao cho Mặt trận." : ", không giao cho Mặt trận."),
                "Giao riêng Ủy ban MTTQ chủ trì lấy phiếu."
            );
        }
    }

    private static IEnumerable<PlanTask> Surveys(WarningContext plan) =>
        plan.Content.Tasks.Where(task => task.Step == PathStep.Survey || NameSearch.Fold(task.Text).Contains(" hai long"));

    private static IEnumerable<PlanBody> Owners(WarningContext plan, PlanTask task) =>
        task.Accountable.Concat(task.Responsible).Select(plan.Body);
}
