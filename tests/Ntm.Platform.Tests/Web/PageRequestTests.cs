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
    [InlineData(null, 50)]
    [InlineData(0, 1)]
    [InlineData(1000, 100)]
    public void A_limit_out_of_range_is_brought_into_it(int? limit, int size) => Assert.Equal(size, new PageRequest(null, limit).Size);

    [Theory]
    [InlineData("***")]
    [InlineData("AGFiYw")]
    [InlineData("__8")]
    public void A_cursor_nobody_made_starts_at_the_beginning(string cursor) => Assert.Null(new PageRequest(cursor, null).Key);
}
