using Ntm.Audit;
using Ntm.LegalTime;
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

    /// <summary>Whether it counts for a dossier that was open without a group when it came into force.</summary>
    public required bool ReachesOpen { get; init; }
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
            ReachesOpen,
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
            ReachesOpen = document.ReachesOpen,
            RecordedBy = by.Subject,
            RecordedByName = by.Name,
            RecordedAt = at,
        };

    /// <summary>
    /// The group of a commune for a dossier opened on a day; null while the province has said none. Of what was entered until then the
    /// latest valid one, and of two from one day the one entered last; else the first one whose document reaches open dossiers.
    /// </summary>
    public static int? On(IEnumerable<UnitGroup> rows, DateOnly day)
    {
        var valid = rows.Where(row => row.ValidFrom <= day).OrderBy(row => row.ValidFrom).ThenBy(row => row.Number).ToList();
        var deciding =
            valid.FindLast(row => VietnamTime.DayOf(row.RecordedAt) <= day) ?? valid.Where(row => row.ReachesOpen).MinBy(row => row.Number);
        return deciding?.Group;
    }
}
