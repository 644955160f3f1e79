using Ntm.Planning.Domain.Progress;

namespace Ntm.Planning.Domain.Reports;

/// <summary>How a unit reported in a week.</summary>
/// <param name="Week">Monday of the week in which the reports' last days lie.</param>
/// <param name="Due">Number of reports whose due has passed, or that are there already.</param>
/// <param name="Filed">Number of these that came, returned ones not among them.</param>
/// <param name="OnTime">Number of these that came in time.</param>
/// <param name="Status">The worst of them: <c>missing</c>, then <c>returned</c>, <c>late</c>, <c>pending</c>, <c>filed</c>,
/// <c>closed</c>.</param>
public sealed record ReportingWeek(DateOnly Week, int Due, int Filed, int OnTime, DutyStatus Status);

/// <summary>Counts how units keep to their dues.</summary>
internal static class ReportingRates
{
    private static readonly DutyStatus[] WorstFirst =
    [
        DutyStatus.Missing,
        DutyStatus.Returned,
        DutyStatus.Late,
        DutyStatus.Pending,
        DutyStatus.Filed,
        DutyStatus.Closed,
    ];

    /// <summary>The weeks of a unit, in order.</summary>
    public static IReadOnlyList<ReportingWeek> WeeksOf(IEnumerable<ReportDuty> duties) =>
        [
            .. duties
                .GroupBy(duty => Contribution.WeekOf(duty.To))
                .OrderBy(week => week.Key)
                .Select(week => new ReportingWeek(
                    week.Key,
                    week.Count(duty => duty.Status is not (DutyStatus.Pending or DutyStatus.Closed)),
                    week.Count(duty => duty.Status is DutyStatus.Filed or DutyStatus.Late),
                    week.Count(duty => duty.Status == DutyStatus.Filed),
                    WorstFirst.First(status => week.Any(duty => duty.Status == status))
                )),
        ];

    /// <summary>A rate from 0 to 1; null where nothing was due.</summary>
    public static decimal? Rate(int part, int whole) => whole == 0 ? null : Math.Round((decimal)part / whole, 4);
}
