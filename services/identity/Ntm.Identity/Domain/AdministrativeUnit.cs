using Ntm.Audit;
using Ntm.Web;

namespace Ntm.Identity.Domain;

/// <summary>
/// Everything known under one official code: its periods in order, without overlap. A unit is never deleted; a code
/// may be taken up again after a gap or by the unit that a merge made, and its history stays.
/// </summary>
internal sealed class AdministrativeUnit : IAudited
{
    private readonly List<UnitPeriod> periods = [];

    public required string Code { get; init; }

    public required UnitLevel Level { get; init; }

    /// <summary>Counts the changes under this code from 1, without gaps.</summary>
    public int Version { get; private set; }

    /// <summary>In order; a database gives them back in any.</summary>
    public IReadOnlyList<UnitPeriod> Periods => [.. periods.OrderBy(period => period.ValidFrom)];

    public UnitPeriod Latest => periods.MaxBy(period => period.ValidFrom)!;

    /// <summary>First day of the unbroken existence that the latest period belongs to.</summary>
    public DateOnly ExistsFrom
    {
        get
        {
            var ordered = Periods;
            var first = ordered.Count - 1;
            while (first > 0 && ordered[first - 1].ValidTo?.AddDays(1) == ordered[first].ValidFrom)
            {
                first--;
            }

            return ordered[first].ValidFrom;
        }
    }

    public string AuditKey => $"unit/{Code}";

    public object AuditContent() =>
        new
        {
            Level = Level.WireName(),
            Version,
            Periods = Periods.Select(period => new
            {
                period.ValidFrom,
                period.ValidTo,
                period.Name,
                period.ParentCode,
                period.Successors,
                period.OpenedBy,
                period.ClosedBy,
            }),
        };

    public UnitPeriod? On(DateOnly day) => periods.Find(period => period.Covers(day));

    /// <summary>Opens a period; the one before ends the day before unless it has ended already.</summary>
    public Error? Open(string name, string? parentCode, UnitAct act)
    {
        var day = act.EffectiveOn;
        if (periods.Count > 0)
        {
            if (day <= Latest.ValidFrom || (Latest.ClosedBy is not null && day <= Latest.ValidTo))
            {
                return UnitErrors.BeforeLastChange(Code, Latest.ClosedBy is null ? Latest.ValidFrom : Latest.ValidTo!.Value);
            }

            if (Latest.ValidTo is null || Latest.ValidTo >= day)
            {
                Latest.Close(day.AddDays(-1), act, []);
            }
        }

        var period = new UnitPeriod
        {
            ValidFrom = day,
            Name = name,
            ParentCode = parentCode,
            OpenedBy = act.Id,
        };
        if (Level == UnitLevel.District)
        {
            period.Limit(UnitLevels.LastDistrictDay);
        }

        periods.Add(period);
        Version++;
        return null;
    }

    /// <summary>Ends the unit after <paramref name="lastDay"/>.</summary>
    public Error? End(DateOnly lastDay, IReadOnlyCollection<string> successors, UnitAct act)
    {
        if (Latest.ClosedBy is not null || lastDay < Latest.ValidFrom || lastDay > Latest.ValidTo)
        {
            return UnitErrors.NotValid(Code, lastDay);
        }

        Latest.Close(lastDay, act, successors);
        Version++;
        return null;
    }
}
