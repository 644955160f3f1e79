using System.Text.RegularExpressions;

namespace Ntm.Planning.Domain.Plans;

/// <summary>Numbers of documents in the Party's (<c>14-KH/BCĐ</c>) and the State's (<c>01/KH-BCĐ</c>) style.</summary>
internal static partial class DocumentNumber
{
    /// <summary>The number without blanks, composed: two spellings of one number become equal.</summary>
    public static string Normalise(string number) => Blank().Replace(ComposedText.Compose(number), "");

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
