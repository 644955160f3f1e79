using System.Text;
using Ntm.Web;

namespace Ntm.EndToEnd.Tests;

/// <summary>What a client should send nowhere.</summary>
internal static class HostileValues
{
    /// <summary>Content types of a body, and whether an endpoint that takes JSON must refuse them.</summary>
    public static readonly (string Type, bool IsRefused)[] ContentTypes =
    [
        ("application/json; charset=khong-co", true),
        ("application/json; charset=utf-7", true),
        ("application/json; charset=utf-16", true),
        ("application/json; charset=\"", false),
        ("application/json;;;", false),
        ("text/plain", true),
        ("text/plain; charset=utf-8", true),
        ("application/xml", true),
        ("application/x-www-form-urlencoded", true),
        ("khong-phai-kieu", true),
        (";", true),
        ("multipart/form-data", true),
        ("multipart/form-data; boundary=", true),
        ("multipart/form-data; boundary=\"\"", true),
        ("multipart/form-data; boundary=b; charset=utf-7", true),
        ("multipart/mixed; boundary=b", true),
    ];

    /// <summary>Bodies of a form with a file, its boundary being <c>b</c>.</summary>
    public static readonly string[] Forms =
    [
        "{}",
        "\0",
        "--b\r\n\r\n--b--",
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=utf-7''+AAA-.pdf\r\n\r\n%PDF-1.7\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"=?utf-7?B?AAAA?=\"\r\nContent-Type: a/b; "
            + "charset=x\r\n\r\n%PDF-1.7\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename*=khong-co''%ff%00\r\n\r\n%PDF-1.7\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\u202efdp.exe\"\r\n\r\n%PDF-1.7\r\n--b--\r\n",
    ];

    /// <summary>NUL, control and escape characters, a turned direction, no width. What is no UTF-8 stays escaped, and is a text.</summary>
    public static readonly string[] RefusedQueries =
    [
        "khong-co=%00",
        "a%00b=1",
        "khong-co=%1b",
        "khong-co=%E2%80%AE",
        "a%E2%81%A6=1",
        "khong-co=x%E2%80%8Bx",
        "khong-co=%EF%BB%BF",
    ];

    /// <summary>Odd values that a handler may get: numbers, days, signs of query languages, and cursors made by hand with the key of no
    /// list.</summary>
    public static readonly string[] Queries =
    [
        "",
        "-1",
        "0",
        "99999999999999999999",
        "9223372036854775807",
        "-9223372036854775808",
        "2147483647",
        "1e400",
        "NaN",
        "0001-01-01",
        "9999-12-31",
        "2026-02-30",
        "0001-01-01T00:00:00%2B14:00",
        "'",
        "%25",
        "%7B%7D",
        "true",
        "null",
        "%F0%9F%98%80",
        "%0a",
        "%ff",
        "%ED%A0%80",
        "0195c0de-0000-7000-8000-00000000dead",
        new('x', 3000),
        .. Cursors(
            "x",
            "-1",
            "99999999999999999999|a",
            "0|",
            "9223372036854775807|0195c0de-0000-7000-8000-00000000dead",
            "-9223372036854775808|0195c0de-0000-7000-8000-00000000dead|-1",
            "0195c0de-0000-7000-8000-00000000dead"
        ),
    ];

    /// <summary>Parts of an address.</summary>
    public static readonly string[] Ids =
    [
        "%00",
        "%2500",
        "%ff",
        "%ED%A0%80",
        "%E2%80%AE",
        "%E2%80%8B",
        "..%2f..",
        "%20",
        "'",
        "%F0%9F%98%80",
        "%0a",
        "%C2%80",
        "99999999999999999999",
        "ạ".Normalize(NormalizationForm.FormD),
        new('9', 2000),
    ];

    /// <summary>Values of a parameter of lists by which there is no page; none for other parameters.</summary>
    public static string[] RefusedPages(string name) =>
        name switch
        {
            "limit" => ["0", "-1", "501", "1&limit=2", "x", "1e2", "99999999999999999999", "%F0%9F%98%80"],
            "after" => ["***", "AGFiYw", "__8", "OTk5OTk5OTk5OTk5OTk5OTk5OXxh", "MDE5NWMwZGUtMDAwMC03MDAwLTgwMDAtMDAwMDAwMDBkZWFk", "'"],
            _ => [],
        };

    private static string[] Cursors(params string[] keys) => [.. keys.Select(PageRequest.CursorOf)];
}
