using Ntm.Contracts.Planning.V1;

namespace Ntm.Planning.Domain.Dates;

/// <summary>The dates that a plan sets for steps of the recognition path.</summary>
internal static class PathDates
{
    /// <summary>One a step that some task dates: of several tasks the one that ends last, for the step ends with it.</summary>
    public static IReadOnlyList<PlannedDate> Of(PlanContent content) =>
        [
            .. content
                .Tasks.Where(task => task is { Step: not null, Due.Before: not null })
                .GroupBy(task => task.Step!.Value)
                .OrderBy(group => group.Key)
                .Select(group => group.MaxBy(task => task.Due.Before)!)
                .Select(task => new PlannedDate(
                    NameOf(task.Step!.Value),
                    task.Key,
                    task.Due.Text ?? "",
                    task.Due.From,
                    task.Due.Before!.Value
                )),
        ];

    private static string NameOf(PathStep step) =>
        step switch
        {
            PathStep.SelfAssessment => "self-assessment",
            PathStep.Dossier => "dossier",
            PathStep.Examination => "examination",
            PathStep.Submission => "submission",
            _ => "survey",
        };
}
