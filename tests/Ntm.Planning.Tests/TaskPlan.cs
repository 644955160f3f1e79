using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Dates;

namespace Ntm.Planning.Tests;

/// <summary>The small plan with tasks: the women's union of the commune, the villages' boards, a leader, and a body without
/// sign-in.</summary>
internal static class TaskPlan
{
    public const string Union = "LHPN";

    public static PlanContent Content(params PlanTask[] tasks)
    {
        var content = SmallPlan.Content();
        return content with
        {
            Bodies =
            [
                .. content.Bodies.Select(body => body.Key == "BPT" ? body with { Role = "reporter" } : body),
                SmallPlan.Body(Union, PlanLevel.Commune, BodyKind.Mass) with
                {
                    Role = "officer",
                    Department = Union,
                },
                SmallPlan.Body("CTUB", PlanLevel.Commune, BodyKind.Office) with
                {
                    Role = "leader",
                },
                SmallPlan.Body("HU", PlanLevel.District, BodyKind.Party) with
                {
                    Role = "leader",
                },
            ],
            Tasks = tasks,
        };
    }

    /// <summary>A task of which the women's union is in charge and which the villages do, by the end of a day.</summary>
    public static PlanTask Task(string key, DateOnly? due = null, params string[] dependsOn) =>
        new()
        {
            Key = key,
            Text = $"Nhiệm vụ {key}",
            Accountable = [Union],
            Due = due is { } day
                ? new Due
                {
                    Text = "hết ngày",
                    Kind = DueKind.ByEndOfDay,
                    Day = day,
                }
                : Due.None,
            DependsOn = dependsOn,
        };

    public static HttpClient UnionOf(this PlanningPlatform platform, string commune) =>
        platform.Platform.As("union-1", $"officer@{commune}#{Union}");
}
