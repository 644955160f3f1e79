using System.Globalization;

namespace Ntm.Rehearsal;

/// <summary>Shows each step as it happens: who, what, legal day, state, time left.</summary>
internal sealed class Narrator(TextWriter output)
{
    private static readonly CultureInfo Format = CultureInfo.InvariantCulture;
    private DateOnly? shown;

    public void Title(string name, string title) => output.WriteLine($"\n■ {title} ({name})");

    public void Day(DateOnly day)
    {
        if (day != shown)
        {
            output.WriteLine(string.Create(Format, $"  {day:dd/MM/yyyy}"));
            shown = day;
        }
    }

    /// <summary>One step that was done.</summary>
    public void Step(string who, string what, string state, string? timeLeft = null) =>
        output.WriteLine($"    {who, -22} {what}{(state.Length == 0 ? "" : " → " + state)}{(timeLeft is null ? "" : $" ({timeLeft})")}");

    /// <summary>One step that had to be refused, and was.</summary>
    public void Refused(string who, string what, string why) => output.WriteLine($"    {who, -22} {what} ✗ {why}");
}
