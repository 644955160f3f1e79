using System.Globalization;

namespace Ntm.Planning.Domain.Plans;

/// <summary>A fault of a plan's content.</summary>
/// <param name="Section">Section, as JSON names it, e.g. <c>targets</c>.</param>
/// <param name="Index">Row in the section, from 0; null for the section as a whole.</param>
/// <param name="Field">Field in the row, as JSON names it; null for the whole row.</param>
/// <param name="Message">Vietnamese: what is wrong.</param>
internal sealed record ContentFault(string Section, int? Index, string? Field, string Message)
{
    /// <summary>Place in the content, e.g. <c>targets[3].place</c>.</summary>
    public string Path =>
        Section + (Index is { } row ? string.Create(CultureInfo.InvariantCulture, $"[{row}]") : "") + (Field is null ? "" : "." + Field);
}
