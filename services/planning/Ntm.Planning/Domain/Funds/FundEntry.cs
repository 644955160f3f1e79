using System.Text.Json.Serialization;

namespace Ntm.Planning.Domain.Funds;

/// <summary>What an entry says about a fund.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FundEntryKind>))]
public enum FundEntryKind
{
    /// <summary>Planned (kế hoạch vốn).</summary>
    [JsonStringEnumMemberName("planned")]
    Planned,

    /// <summary>Allotted (phân bổ).</summary>
    [JsonStringEnumMemberName("allotted")]
    Allotted,

    /// <summary>Spent (giải ngân).</summary>
    [JsonStringEnumMemberName("spent")]
    Spent,

    /// <summary>Given by people and organisations (huy động đóng góp).</summary>
    [JsonStringEnumMemberName("contributed")]
    Contributed,
}

/// <summary>In what an entry counts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FundMeasure>))]
public enum FundMeasure
{
    /// <summary>Money, đồng.</summary>
    [JsonStringEnumMemberName("money")]
    Money,

    /// <summary>Land, m².</summary>
    [JsonStringEnumMemberName("land")]
    Land,

    /// <summary>Working days (ngày công).</summary>
    [JsonStringEnumMemberName("labour")]
    Labour,
}

/// <summary>Who gives.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DonorKind>))]
public enum DonorKind
{
    /// <summary>Households; none is named.</summary>
    [JsonStringEnumMemberName("household")]
    Household,

    /// <summary>An organisation or enterprise.</summary>
    [JsonStringEnumMemberName("organisation")]
    Organisation,

    /// <summary>Others.</summary>
    [JsonStringEnumMemberName("other")]
    Other,
}

/// <summary>A line in the book of a fund. It never changes: a wrong one is taken back by a counter-entry.</summary>
internal sealed class FundEntry : IAudited
{
    public required Guid Id { get; init; }
    public required Guid PlanId { get; init; }

    /// <summary>Key of the fund in the plan.</summary>
    public required string Fund { get; init; }
    public required FundEntryKind Kind { get; init; }
    public FundMeasure Measure { get; init; }

    /// <summary>Whole đồng, m² or days; below zero in a counter-entry.</summary>
    public required long Amount { get; init; }

    /// <summary>Village that gives; null except for what is contributed.</summary>
    public string? VillageCode { get; init; }
    public string? VillageName { get; init; }
    public string? VillagePath { get; init; }
    public DonorKind? Donor { get; init; }

    /// <summary>Number of the decision or voucher; null where a contribution has none.</summary>
    public string? DocumentNumber { get; init; }
    public required DateOnly DocumentDay { get; init; }

    /// <summary>The entry that it takes back; null for an ordinary one.</summary>
    public Guid? Counters { get; init; }

    /// <summary>Why it takes another one back.</summary>
    public string? Reason { get; init; }

    /// <summary>The household support that it pays; null for none.</summary>
    public Guid? SupportId { get; init; }

    /// <summary>Where it stands in lists: the newest first.</summary>
    public required string SortKey { get; init; }
    public required string By { get; init; }
    public required string ByName { get; init; }
    public string? For { get; init; }
    public required DateTimeOffset At { get; init; }

    public string AuditKey => $"fund-entry/{Id:N}";

    public object AuditContent() =>
        new
        {
            PlanId,
            Fund,
            Kind = Kind.ToString(),
            Measure = Measure.ToString(),
            Amount,
            VillageCode,
            Donor = Donor?.ToString(),
            DocumentNumber,
            DocumentDay,
            Counters,
            Reason,
            SupportId,
            By,
            For,
        };

    /// <summary>Whether it says the same as another one, whoever entered it.</summary>
    public bool SaysSame(FundEntry other) =>
        (PlanId, Fund, Kind, Measure, Amount) == (other.PlanId, other.Fund, other.Kind, other.Measure, other.Amount)
        && (VillageCode, Donor, DocumentNumber) == (other.VillageCode, other.Donor, other.DocumentNumber)
        && (DocumentDay, Counters) == (other.DocumentDay, other.Counters);

    /// <summary>The entry that takes this one back.</summary>
    public FundEntry Counter(string reason, Act act) =>
        new()
        {
            Id = Guid.CreateVersion7(act.At),
            PlanId = PlanId,
            Fund = Fund,
            Kind = Kind,
            Measure = Measure,
            Amount = -Amount,
            VillageCode = VillageCode,
            VillageName = VillageName,
            VillagePath = VillagePath,
            Donor = Donor,
            DocumentNumber = DocumentNumber,
            DocumentDay = act.Day,
            Counters = Id,
            Reason = reason.Trim(),
            SupportId = SupportId,
            SortKey = SortKeyOf(act.At),
            By = act.By,
            ByName = act.Name,
            For = act.OnBehalfOf,
            At = act.At,
        };

    public static string SortKeyOf(DateTimeOffset at) => $"{long.MaxValue - at.UtcTicks:D19}/{Guid.CreateVersion7(at):N}";
}
