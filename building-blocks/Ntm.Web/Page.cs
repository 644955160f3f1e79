using System.Buffers.Text;
using System.Text;

namespace Ntm.Web;

/// <summary>One page of a list and the cursor of the next one; null at the end.</summary>
/// <param name="Items">The rows, in the order of the list; at most as many as were asked for.</param>
/// <param name="Next">Cursor of the next page, to be sent as <c>after</c>; null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>Query parameters of every list.</summary>
/// <param name="After">Cursor from the page before; absent for the first.</param>
/// <param name="Limit">Rows wanted, 1 to 100; 50 when absent.</param>
public readonly record struct PageRequest(string? After, int? Limit)
{
    public int Size => Math.Clamp(Limit ?? 50, 1, 100);

    /// <summary>The sort key that the cursor stands for, or null at the start or for a cursor this service did not make.</summary>
    public string? Key =>
        After is not null
        && Base64Url.IsValid(After)
        && Encoding.UTF8.GetString(Base64Url.DecodeFromChars(After)) is var key
        && !ComposedText.IsUnusable(key)
            ? key
            : null;

    /// <summary>Makes a page out of up to <see cref="Size"/> + 1 rows.</summary>
    public Page<T> ToPage<T>(List<T> rows, Func<T, string> key)
    {
        if (rows.Count <= Size)
        {
            return new Page<T>(rows, null);
        }

        rows.RemoveRange(Size, rows.Count - Size);
        return new Page<T>(rows, Base64Url.EncodeToString(Encoding.UTF8.GetBytes(key(rows[^1]))));
    }
}
