using System.Globalization;
using System.Text;
using Ntm.Planning.Domain.Progress;

namespace Ntm.Planning.Domain.Standings;

/// <summary>Work of a unit in the next week.</summary>
/// <param name="UnitName">Vietnamese name of the unit.</param>
/// <param name="Count">Number of items.</param>
/// <param name="Tasks">Texts of the plan's tasks that they are for.</param>
internal sealed record UnitAgenda(string UnitName, int Count, IReadOnlyList<string> Tasks);

/// <summary>
/// The weekly bulletin for the loudspeaker and the site. It is made of what the plan and its figures say; what people wrote themselves is
/// not read out, for it may name somebody.
/// </summary>
internal static class BulletinText
{
    private static readonly NumberFormatInfo Vietnamese = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary>The text, one sentence a line.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="from">First legal day of the week.</param>
    /// <param name="to">Last legal day of the week.</param>
    /// <param name="targets">The targets, and where they stand.</param>
    /// <param name="praise">Units to be praised.</param>
    /// <param name="next">Work of the next week.</param>
    public static string Of(
        Plan plan,
        DateOnly from,
        DateOnly to,
        IEnumerable<(PlanTarget Target, TargetStanding Standing)> targets,
        IReadOnlyList<StandingUnit> praise,
        IReadOnlyList<UnitAgenda> next
    )
    {
        var text = new StringBuilder();
        Line(text, $"Bản tin xây dựng nông thôn mới của {plan.UnitName}.");
        Line(text, $"Tuần từ ngày {VietnamTime.Display(from)} đến ngày {VietnamTime.Display(to)}.");
        Part(text, "Tiến độ.", targets.Select(row => Progress(row.Target, row.Standing)).OfType<string>(), "Chưa có số liệu.");
        Part(
            text,
            "Biểu dương.",
            praise.Select(unit => $"{unit.UnitName}: {string.Join(" ", unit.Reasons.Select(reason => reason.Text))}"),
            "Tuần này chưa có đơn vị nào."
        );
        Part(text, "Việc tuần tới.", next.Select(Agenda), "Chưa có đơn vị nào đăng ký.");
        return text.ToString();
    }

    private static string? Progress(PlanTarget target, TargetStanding standing)
    {
        if (standing.Value is not { } value || target.Value is not { } goal)
        {
            return null;
        }

        var word = standing.Status switch
        {
            TargetStatus.Reached => "đã đạt",
            TargetStatus.Missed => "quá hạn chưa đạt",
            TargetStatus.Behind => "chậm so với kế hoạch",
            _ => "đúng tiến độ",
        };
        return $"{target.Text}: {Number(value)} {target.Measure} trên {Number(goal)} {target.Measure}, {word}.";
    }

    private static string Agenda(UnitAgenda unit) =>
        $"{unit.UnitName}: {unit.Count} việc" + (unit.Tasks.Count == 0 ? "." : $", trong đó có: {string.Join("; ", unit.Tasks)}.");

    private static string Number(decimal value) => value.ToString("#,##0.##", Vietnamese);

    private static void Part(StringBuilder text, string title, IEnumerable<string> lines, string none)
    {
        text.Append('\n');
        Line(text, title);
        foreach (var line in lines.DefaultIfEmpty(none))
        {
            Line(text, line);
        }
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
