using Ntm.Audit;
using Ntm.Web;

namespace Ntm.Assessment.Domain;

/// <summary>
/// The group (nhóm xã 1, 2, 3) that a province put a commune into by a numbered document. Rows are only ever added: a later one
/// replaces an earlier one for dossiers opened since its <see cref="ValidFrom"/>.
/// </summary>
internal sealed class UnitGroup : IAudited
{
    /// <summary>Code of the province.</summary>
    public required string Province { get; init; }

    /// <summary>Counts the rows of the province from 1: the order in which they were entered.</summary>
    public required int Number { get; init; }

    /// <summary>Official code of the commune.</summary>
    public required string UnitCode { get; init; }

    /// <summary>1, 2 or 3.</summary>
    public required int Group { get; init; }
    public required string DocumentNumber { get; init; }
    public required DateOnly DocumentDate { get; init; }

    /// <summary>First legal day.</summary>
    public required DateOnly ValidFrom { get; init; }
    public required string RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    public string AuditKey => $"unit-group/{Province}/{Number}";

    public object AuditContent() =>
        new
        {
            UnitCode,
            Group,
            DocumentNumber,
            DocumentDate,
            ValidFrom,
            RecordedBy,
        };

    /// <summary>The group that a document puts a commune into, counted on from the last record of the province.</summary>
    public static UnitGroup Of(
        string unitCode,
        int group,
        ProvinceDocument document,
        (string Code, int Last) province,
        Caller by,
        DateTimeOffset at
    ) =>
        new()
        {
            Province = province.Code,
            Number = province.Last + 1,
            UnitCode = unitCode,
            Group = group,
            DocumentNumber = document.Number,
            DocumentDate = document.Date,
            ValidFrom = document.ValidFrom,
            RecordedBy = by.Subject,
            RecordedByName = by.Name,
            RecordedAt = at,
        };

    /// <summary>The group of a commune on a day; null while the province has said none. Of two from one day the one entered last.</summary>
    public static int? On(IEnumerable<UnitGroup> rows, DateOnly day) =>
        rows.Where(row => row.ValidFrom <= day).OrderBy(row => row.ValidFrom).ThenBy(row => row.Number).LastOrDefault()?.Group;
}
