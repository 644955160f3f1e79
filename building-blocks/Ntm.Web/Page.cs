using System.Buffers.Text;
using System.Security.Cryptography;
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
    private const int Most = 100;
    private const int Usual = 50;

    /// <summary>Bytes of a cursor by which one that was damaged on its way is known; they keep nobody from making one.</summary>
    private const int CheckLength = 4;

    private static readonly Error Cursor = Error.Invalid(
        "request.invalid_cursor",
        "Con trỏ trang (after) bị hỏng. Gửi lại đúng next của trang trước, hoặc bỏ after để đọc từ đầu.",
        "after"
    );

    private static readonly Error LimitRange = Error.Invalid("request.limit_range", "limit phải từ 1 đến 100.", "limit");

    public int Size => Math.Clamp(Limit ?? Usual, 1, Most);

    /// <summary>The sort key that the cursor stands for, or null at the start.</summary>
    public string? Key => KeyOf(After);

    /// <summary>Why there is no such page; null where there may be one. Endpoints need not ask, see <see cref="PageCheck"/>.</summary>
    public Error? Fault =>
        Limit is < 1 or > Most ? LimitRange
        : !string.IsNullOrEmpty(After) && Key is null ? Cursor
        : null;

    /// <summary>The cursor of what lies behind a sort key.</summary>
    public static string CursorOf(string key)
    {
        var text = Encoding.UTF8.GetBytes(key);
        return Base64Url.EncodeToString([.. CheckOf(text), .. text]);
    }

    /// <summary>Makes a page out of up to <see cref="Size"/> + 1 rows.</summary>
    public Page<T> ToPage<T>(List<T> rows, Func<T, string> key)
    {
        if (rows.Count <= Size)
        {
            return new Page<T>(rows, null);
        }

        rows.RemoveRange(Size, rows.Count - Size);
        return new Page<T>(rows, CursorOf(key(rows[^1])));
    }

    private static string? KeyOf(string? cursor)
    {
        if (cursor is null || !Base64Url.IsValid(cursor))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(cursor);
        return
            bytes.Length > CheckLength
            && CheckOf(bytes[CheckLength..]).SequenceEqual(bytes[..CheckLength])
            && Encoding.UTF8.GetString(bytes, CheckLength, bytes.Length - CheckLength) is var key
            && !ComposedText.IsUnusable(key)
            ? key
            : null;
    }

    private static byte[] CheckOf(byte[] text) => SHA256.HashData(text)[..CheckLength];
}
