using System.Globalization;
using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Reports;

/// <summary>Where a report that is due stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DutyStatus>))]
public enum DutyStatus
{
    /// <summary>Not due yet.</summary>
    [JsonStringEnumMemberName("pending")]
    Pending,

    /// <summary>Filed in time.</summary>
    [JsonStringEnumMemberName("filed")]
    Filed,

    /// <summary>Filed after its due.</summary>
    [JsonStringEnumMemberName("late")]
    Late,

    /// <summary>Its due has passed, and nothing was filed.</summary>
    [JsonStringEnumMemberName("missing")]
    Missing,

    /// <summary>Filed and returned to be done again.</summary>
    [JsonStringEnumMemberName("returned")]
    Returned,

    /// <summary>Nothing was filed, and nothing is expected any more: the plan was closed, or the due had passed before anybody could know
    /// of it.</summary>
    [JsonStringEnumMemberName("closed")]
    Closed,
}

/// <summary>A report that a unit must file. Units and spans are those of the edition that made it.</summary>
internal sealed class ReportDuty : IAudited
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Key of the reporting rule.</summary>
    public required string Rule { get; init; }
    public required string UnitCode { get; set; }
    public required string UnitName { get; set; }
    public required string UnitPath { get; set; }
    public required DateOnly From { get; init; }
    public DateOnly To { get; private set; }

    /// <summary>The first instant that is too late.</summary>
    public DateTimeOffset DueAt { get; private set; }

    /// <summary>Where it stands in lists: by due, then by unit.</summary>
    public string SortKey { get; private set; } = "";
    public DutyStatus Status { get; private set; }
    public Guid? ReportId { get; private set; }

    /// <summary>When somebody was reminded of it last; null for never.</summary>
    public DateTimeOffset? RemindedAt { get; private set; }

    /// <summary>Account that reminded last; null where the calendar did.</summary>
    public string? RemindedBy { get; private set; }

    /// <summary>When the last report on it came; null for none.</summary>
    public DateTimeOffset? FiledAt { get; private set; }

    public string AuditKey => $"plan/{PlanId:N}/duty/{Id:N}";

    /// <summary>What an account did to it: reminders. What was filed on it stands in the report.</summary>
    public object? AuditContent() =>
        RemindedBy is null
            ? null
            : new
            {
                Rule,
                UnitCode,
                From,
                RemindedBy,
                RemindedAt,
            };

    public static ReportDuty Of(Guid planId, string rule, PlanUnit unit, ReportSpan span, DateTimeOffset now)
    {
        var duty = new ReportDuty
        {
            Id = Guid.CreateVersion7(now),
            PlanId = planId,
            Rule = rule,
            UnitCode = unit.Code,
            UnitName = unit.Name,
            UnitPath = unit.Path,
            From = span.From,
        };
        duty.Move(span);
        return duty;
    }

    /// <summary>Takes end and due of its span in a later edition; a reminder of another due was none of this one.</summary>
    public void Move(ReportSpan span)
    {
        if ((To, DueAt) != (span.To, span.Before!.Value))
        {
            (To, DueAt, RemindedAt) = (span.To, span.Before.Value, null);
            Place();
        }
    }

    /// <summary>Goes with its unit to another name or place, or to the unit that took its place, which was reminded of nothing
    /// yet.</summary>
    public void GoTo(PlanUnit unit)
    {
        RemindedAt = unit.Code == UnitCode ? RemindedAt : null;
        (UnitCode, UnitName, UnitPath) = (unit.Code, unit.Name, unit.Path);
        Place();
    }

    /// <summary>A report came for it, or was corrected.</summary>
    public void File(Report report) =>
        (Status, ReportId, FiledAt) = (report.Late ? DutyStatus.Late : DutyStatus.Filed, report.Id, report.FiledAt);

    /// <summary>Its report was returned.</summary>
    public void Return() => Status = DutyStatus.Returned;

    /// <summary>Its due has passed with nothing filed.</summary>
    public void Miss() => Status = DutyStatus.Missing;

    /// <summary>Nothing is expected on it any more.</summary>
    public void End() => Status = DutyStatus.Closed;

    /// <summary>Somebody was reminded, by an account or by the calendar.</summary>
    public void Remind(DateTimeOffset at, string? by = null) => (RemindedAt, RemindedBy) = (at, by);

    private void Place() =>
        SortKey = string.Create(CultureInfo.InvariantCulture, $"{DueAt:yyyyMMddHHmm}/{UnitPath}/{Rule}/{PlanId:N}/{From:MMdd}");
}
