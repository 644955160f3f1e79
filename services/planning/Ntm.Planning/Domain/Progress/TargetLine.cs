namespace Ntm.Planning.Domain.Progress;

/// <summary>The straight line on which a target should go: from its baseline at the start of its period to its value at its due.</summary>
/// <param name="From">First legal day.</param>
/// <param name="Start">Value before it.</param>
/// <param name="To">Last legal day that is in time.</param>
/// <param name="End">Value at its end.</param>
public sealed record TargetLine(DateOnly From, decimal Start, DateOnly To, decimal End)
{
    private const int Decimals = 6;

    /// <summary>The line of a target; null for one without a value. What is kept, or comes down from where nobody said it began, has the
    /// same value all the time.</summary>
    internal static TargetLine? Of(PlanContent content, PlanTarget target)
    {
        if (target.Value is not { } value)
        {
            return null;
        }

        var period =
            content.Periods.FirstOrDefault(row => row.Key == target.Period) ?? content.Periods.First(row => row.Kind == PeriodKind.Main);
        var to = target.Due.Before is { } before ? VietnamTime.DayOf(before.AddTicks(-1)) : period.To;
        var isFlat = TargetMath.IsKept(target) || target is { Kind: TargetKind.BringDown, Baseline: null };
        return new TargetLine(period.From < to ? period.From : to, isFlat ? value : target.Baseline ?? 0, to, value);
    }

    /// <summary>Where the target should stand at the end of a legal day.</summary>
    internal decimal At(DateOnly day) =>
        day < From ? Start
        : day >= To ? End
        : Start + Math.Round((End - Start) * (day.DayNumber - From.DayNumber + 1) / (To.DayNumber - From.DayNumber + 1), Decimals);
}
