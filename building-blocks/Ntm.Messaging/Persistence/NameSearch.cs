using System.Globalization;
using System.Linq.Expressions;
using System.Text;
using Ntm.Web;

namespace Ntm.Persistence;

/// <summary>
/// Finds units by the beginning of their code, or by their name from the beginning of any of its words, typed with or without
/// diacritics and in either case. A list that is searched goes along its own index all the same and compares one folded column a row:
/// an index on that column could find the beginning of a name only, which people leave out (<c>xã</c>, <c>phường</c>).
/// </summary>
public static class NameSearch
{
    /// <summary>Longest folded name: that of 200 characters, with a blank in front.</summary>
    public const int LongestName = 201;

    /// <summary>Letters without diacritics (đ as d) and digits in lower case, each word with one blank in front.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length + 1);
        var between = true;
        foreach (var letter in ComposedText.Decompose(text))
        {
            if (char.IsLetterOrDigit(letter))
            {
                folded.Append(between ? " " : "").Append(letter is 'đ' or 'Đ' ? 'd' : char.ToLowerInvariant(letter));
                between = false;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                between = true;
            }
        }

        return folded.ToString();
    }

    /// <summary>Rows whose unit fits what was typed; all where there is no letter or digit in it.</summary>
    /// <param name="rows">Rows to choose from.</param>
    /// <param name="typed">What was typed; null is no search.</param>
    /// <param name="code">The unit's code in a row.</param>
    /// <param name="name">The unit's folded name in a row.</param>
    public static IQueryable<TRow> Searched<TRow>(
        this IQueryable<TRow> rows,
        string? typed,
        Expression<Func<TRow, string>> code,
        Expression<Func<TRow, string>> name
    )
    {
        var folded = Fold(typed ?? "");
        if (folded.Length == 0)
        {
            return rows;
        }

        var prefix = folded[1..];
        Expression<Func<string, bool>> begins = value => value.StartsWith(prefix);
        Expression<Func<string, bool>> holds = value => value.Contains(folded);
        var (byCode, byName) = (begins.Of(code), holds.Of(name));
        return rows.Where(byCode.Or(byName));
    }
}
