using System.ComponentModel.DataAnnotations;

namespace Ntm.Planning;

/// <summary>Settings of the planning service, section <c>Planning</c>.</summary>
public sealed class PlanningOptions
{
    public const string Section = "Planning";

    /// <summary>How long before its due a unit is reminded of a report, 1 minute to 14 days. Default 1 day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "14.00:00:00")]
    public TimeSpan ReminderLead { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How many days ahead reports that are due are entered, 31 to 366. Default 70: of a province with thousands of communes a
    /// whole year at once would keep every other writer waiting.</summary>
    [Range(31, 366)]
    public int DutyDaysAhead { get; set; } = 70;

    /// <summary>How long a photo of a report is kept, days, 1 to 3650. Default 730; a change applies to later photos.</summary>
    [Range(1, 3650)]
    public int PhotoRetentionDays { get; set; } = 730;
}
