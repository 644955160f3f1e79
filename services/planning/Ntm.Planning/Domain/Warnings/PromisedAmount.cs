using System.Text.RegularExpressions;

namespace Ntm.Planning.Domain.Warnings;

/// <summary>An amount in the words of a task: <c>1 vườn mẫu</c>, <c>ba khu dân cư</c>.</summary>
internal static partial class PromisedAmount
{
    private static readonly string[] Words = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];

    /// <summary>The first figure that stands before the unit of measure; null where there is none.</summary>
    public static decimal? In(string text, string measure)
    {
        var (composed, noun) = (ComposedText.Compose(text), ComposedText.Compose(measure).Trim());
        return Number()
            .Matches(composed)
            .Where(match => Begins(composed.AsSpan(match.Index + match.Length), noun))
            .Select(match => Value(match.Groups["number"].Value))
            .FirstOrDefault();
    }

    private static bool Begins(ReadOnlySpan<char> rest, string noun) =>
        rest.StartsWith(noun, StringComparison.OrdinalIgnoreCase) && (rest.Length == noun.Length || !char.IsLetter(rest[noun.Length]));

    private static decimal? Value(string written)
    {
        var word = Array.FindIndex(Words, each => each.Equals(written, StringComparison.OrdinalIgnoreCase));
        return word >= 0 ? word + 1 : WrittenNumber.Read(written)?.Value;
    }

    [GeneratedRegex(
        @"(?<![\p{L}\d.,/])(?<number>\d[\d.,]*|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Number();
}
