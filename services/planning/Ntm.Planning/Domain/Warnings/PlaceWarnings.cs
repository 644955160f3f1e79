using System.Text.RegularExpressions;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>Rules about places.</summary>
internal static partial class PlaceWarnings
{
    /// <summary><c>date-like-name</c>: the name of a place looks like a date, e.g. <c>đường 19/5</c>.</summary>
    public static IEnumerable<PlanWarning> LikeDates(WarningContext plan)
    {
        var places = plan.Content.Places.Where(place => DayAndMonth().IsMatch(place.Name)).ToList();
        if (places.Count > 0)
        {
            var keys = places.Select(place => place.Key).ToList();
            var tasks = plan.Content.Tasks.Where(task => task.Places.Intersect(keys).Any()).Select(task => task.Key);
            yield return PlanWarning.Info(
                "date-like-name",
                [.. tasks, .. keys],
                $"Tên nơi chốn giống ngày tháng: {PlanWarning.Names(places.Select(place => place.Name))}.",
                "Giữ là tên nơi chốn; khi nhập từ văn bản không đọc thành hạn."
            );
        }
    }

    [GeneratedRegex(@"\p{L}\s+(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])(?!\d)")]
    private static partial Regex DayAndMonth();
}
