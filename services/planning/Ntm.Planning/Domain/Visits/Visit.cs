using System.Globalization;
using System.Text.Json.Serialization;
using Ntm.Planning.Domain.Records;

namespace Ntm.Planning.Domain.Visits;

/// <summary>How bad a finding is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FindingSeverity>))]
public enum FindingSeverity
{
    /// <summary>A remark.</summary>
    [JsonStringEnumMemberName("remark")]
    Remark,

    /// <summary>To be mended.</summary>
    [JsonStringEnumMemberName("defect")]
    Defect,

    /// <summary>A criterion or the plan is at risk.</summary>
    [JsonStringEnumMemberName("serious")]
    Serious,
}

/// <summary>A visit of an inspection team (đoàn, tổ kiểm tra) to a unit.</summary>
internal sealed class Visit : IPlanRecord
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>The unit visited.</summary>
    public required string UnitCode { get; set; }
    public required string UnitName { get; set; }
    public required string UnitPath { get; set; }
    public required PlanLevel Level { get; init; }

    /// <summary>Key of the body of the plan that came.</summary>
    public required string Team { get; init; }
    public required DateOnly Day { get; init; }

    /// <summary>SHA-256 of what was sent.</summary>
    public required string Hash { get; init; }

    /// <summary>Where it stands in lists: the newest day first.</summary>
    public required string SortKey { get; init; }

    /// <summary>Path of the unit whose people keep it.</summary>
    public required string KeeperPath { get; set; }
    public int Version { get; private set; }

    /// <summary>The unit visited.</summary>
    public PlanUnit Unit => new(UnitCode, UnitName, UnitPath, Level);

    public string AuditKey => $"visit/{Id:N}";

    public object AuditContent() =>
        new
        {
            PlanId,
            UnitCode,
            Team,
            Day,
            Hash,
            Version,
        };

    /// <summary>The first step.</summary>
    public RecordStep Record(Act act) => Step("recorded", null, act);

    /// <summary>Goes with the unit visited and the keeper to another name or place, or to those that took their places, so that its
    /// findings can be followed up there; null where nothing changes.</summary>
    public RecordStep? GoTo(PlanUnit unit, string keeperPath, Act act)
    {
        if (unit == Unit && keeperPath == KeeperPath)
        {
            return null;
        }

        (UnitCode, UnitName, UnitPath, KeeperPath) = (unit.Code, unit.Name, unit.Path, keeperPath);
        return Step("moved", UnitName, act);
    }

    /// <summary>Notes that the follow-up of a finding is done.</summary>
    public Result<RecordStep> FollowUp(Finding finding, DateOnly day, string text, Act act)
    {
        if (finding.DoneOn is not null)
        {
            return VisitErrors.DoneBefore;
        }

        if (day < Day || day > act.Day)
        {
            return VisitErrors.FollowUpDay;
        }

        finding.Do(day);
        return Step("followed-up", string.Create(CultureInfo.InvariantCulture, $"{finding.Number}: {text.Trim()}"), act);
    }

    private RecordStep Step(string kind, string? text, Act act)
    {
        Version++;
        return RecordStep.Of(this, kind, text, act);
    }
}

/// <summary>Something that a visit found.</summary>
internal sealed class Finding : IAudited
{
    public required Guid VisitId { get; init; }

    /// <summary>Counts in the visit from 1.</summary>
    public required int Number { get; init; }
    public required Guid PlanId { get; init; }
    public required string UnitPath { get; set; }
    public required string Text { get; init; }
    public required FindingSeverity Severity { get; init; }

    /// <summary>Last day for the follow-up; null where none is wanted.</summary>
    public DateOnly? FollowUpBy { get; init; }

    /// <summary>Where it stands in lists: the earliest follow-up first.</summary>
    public required string SortKey { get; init; }
    public DateOnly? DoneOn { get; private set; }

    public string AuditKey => $"visit/{VisitId:N}/finding/{Number}";

    public object AuditContent() =>
        new
        {
            Text,
            Severity = Severity.ToString(),
            FollowUpBy,
            DoneOn,
        };

    /// <summary>Whether the follow-up is late on a day.</summary>
    public bool IsOverdue(DateOnly today) => DoneOn is null && FollowUpBy < today;

    internal void Do(DateOnly day) => DoneOn = day;

    /// <summary>Goes with its visit to another unit.</summary>
    internal void GoTo(string unitPath) => UnitPath = unitPath;
}
