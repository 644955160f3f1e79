using FsCheck;
using FsCheck.Fluent;
using Ntm.Commands;
using Ntm.Web;

namespace Ntm.Platform.Tests.Web;

public sealed class PageRequestTests
{
    [Fact]
    public void Pages_cover_every_row_once_whatever_their_size() =>
        Prop.ForAll(
                Gen.Choose(0, 60).ToArbitrary(),
                Gen.Choose(1, 20).ToArbitrary(),
                (count, size) =>
                {
                    var rows = Enumerable.Range(0, count).ToList();
                    var seen = new List<int>();
                    string? after = null;
                    do
                    {
                        var request = new PageRequest(after, size);
                        var start = request.Key is { } key ? int.Parse(key, System.Globalization.CultureInfo.InvariantCulture) + 1 : 0;
                        var page = request.ToPage(
                            rows.Skip(start).Take(size + 1).ToList(),
                            row => row.ToString(System.Globalization.CultureInfo.InvariantCulture)
                        );
                        seen.AddRange(page.Items);
                        after = page.Next;
                    } while (after is not null);
                    return seen.SequenceEqual(rows);
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null, null)]
    [InlineData(1, null)]
    [InlineData(100, null)]
    [InlineData(0, "request.limit_range")]
    [InlineData(-1, "request.limit_range")]
    [InlineData(101, "request.limit_range")]
    public void A_limit_out_of_range_is_refused(int? limit, string? code)
    {
        var page = new PageRequest(null, limit);

        Assert.Equal(code, page.Fault?.Code);
        Assert.InRange(page.Size, 1, 100);
    }

    [Theory]
    [InlineData("***")]
    [InlineData("AGFiYw")]
    [InlineData("__8")]
    [InlineData("AAAA")]
    public void A_cursor_that_no_page_gave_is_refused(string cursor) => AssertRefused(cursor);

    [Fact]
    public void A_cursor_that_was_damaged_on_its_way_is_refused_wherever()
    {
        var cursor = PageRequest.CursorOf("42/439/18175");
        Assert.Equal("42/439/18175", new PageRequest(cursor, null).Key);
        Assert.Null(new PageRequest(cursor, null).Fault);
        for (var at = 0; at < cursor.Length; at++)
        {
            AssertRefused(cursor[..at] + (cursor[at] == 'A' ? 'Q' : 'A') + cursor[(at + 1)..]);
            if (at > 0)
            {
                AssertRefused(cursor[..at]);
            }
        }
    }

    /// <summary>Whoever makes a cursor by hand brings no text that a database cannot keep.</summary>
    [Fact]
    public void A_cursor_with_a_control_character_is_refused_however_well_it_is_made() => AssertRefused(PageRequest.CursorOf("a\0b"));

    private static void AssertRefused(string cursor)
    {
        Assert.Equal("request.invalid_cursor", new PageRequest(cursor, null).Fault?.Code);
        Assert.Null(new PageRequest(cursor, null).Key);
    }
}
