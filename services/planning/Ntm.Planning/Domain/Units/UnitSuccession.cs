using Ntm.Units;

namespace Ntm.Planning.Domain.Units;

/// <summary>Which unit stands, on a legal day, where another one stood: the same under its present name and place, or the one that took
/// its place.</summary>
/// <param name="periods">The periods of the units that are asked for and of those that followed them.</param>
/// <param name="day">The legal day.</param>
internal sealed class UnitSuccession(IEnumerable<UnitPeriod> periods, DateOnly day)
{
    private readonly ILookup<string, UnitPeriod> byCode = periods.ToLookup(period => period.Code);

    /// <summary>The unit that stands for a code; null where none does or the directory does not know it.</summary>
    public PlanUnit? Of(string code) =>
        ChainOf(code).SelectMany(one => byCode[one]).FirstOrDefault(period => period.Covers(day)) is { } found
            ? new PlanUnit(found.Code, found.Name, found.Path, Enum.Parse<PlanLevel>(found.Level, ignoreCase: true))
            : null;

    /// <summary>The code of a unit that took another's place and that the directory does not know yet; null for none.</summary>
    public string? Awaited(string code) => ChainOf(code).FirstOrDefault(one => one != code && !byCode.Contains(one));

    /// <summary>The unit itself, and while each of them is over, the one that followed.</summary>
    private IEnumerable<string> ChainOf(string code)
    {
        var seen = new HashSet<string>();
        for (var next = code; next is not null && seen.Add(next); )
        {
            yield return next;
            var last = byCode[next].MaxBy(period => period.ValidFrom);
            next = last?.ValidTo < day ? last.SucceededBy : null;
        }
    }
}
