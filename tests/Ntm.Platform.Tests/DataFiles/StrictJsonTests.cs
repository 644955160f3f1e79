using System.Text;
using Ntm.Web;

namespace Ntm.Platform.Tests.DataFiles;

public sealed class StrictJsonTests
{
    private const string Whole = """{"days":[{"name":"Tết","kind":"dayOff"}]}""";

    private enum Kind
    {
        DayOff,
    }

    [Fact]
    public void A_file_of_the_expected_shape_is_read_with_or_without_a_byte_order_mark()
    {
        var plain = StrictJson.Read<Days>(Encoding.UTF8.GetBytes(Whole));
        var marked = StrictJson.Read<Days>([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Whole)]);

        Assert.Equal(new Day("Tết", Kind.DayOff), Assert.Single(plain.Value!.Items));
        Assert.Empty(plain.Faults);
        Assert.Equal(plain.Value.Items, marked.Value!.Items);
    }

    [Theory]
    [InlineData("""{"days":[{"name":"a","kind":"dayOff","extra":1}]}""", "days[0]")]
    [InlineData("""{"days":[{"name":"a","name":"b","kind":"dayOff"}]}""", "days[0]")]
    [InlineData("""{"days":[{"name":"a"}]}""", "days[0]")]
    [InlineData("""{"days":[{"name":null,"kind":"dayOff"}]}""", "days[0].name")]
    [InlineData("""{"days":[{"name":"a","kind":0}]}""", "days[0].kind")]
    [InlineData("""{"days":[{"name":"a","kind":"0"}]}""", "days[0].kind")]
    [InlineData("""{"days":[],"count":"1"}""", "count")]
    [InlineData("""{"days":[],}""", "")]
    [InlineData("""{"days":[]} // all""", "")]
    [InlineData("null", "")]
    [InlineData("", "")]
    public void A_violation_of_the_shape_is_a_fault_with_its_place(string text, string place)
    {
        var (value, faults) = StrictJson.Read<Days>(Encoding.UTF8.GetBytes(text));

        Assert.Null(value);
        Assert.StartsWith(place, Assert.Single(faults).Place, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_names_its_line()
    {
        var fault = Assert.Single(StrictJson.Read<Days>("{\n\"days\":[],\n\"extra\":1}"u8.ToArray()).Faults);

        Assert.Equal((3, "extra"), (fault.Line, fault.Place));
        Assert.StartsWith("dòng 3, extra: JSON không đúng:", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_encoding_and_a_missing_file_are_faults()
    {
        var broken = Assert.Single(StrictJson.Read<Days>([(byte)'{', (byte)'\n', 0xFF]).Faults);
        var missing = Assert.Single(StrictJson.Read<Days>(StrictJson.Embedded(typeof(StrictJsonTests), "none.json")).Faults);

        Assert.Equal("dòng 2: không phải văn bản UTF-8.", broken.ToString());
        Assert.Equal("thiếu tệp.", missing.ToString());
    }

    [Fact]
    public void The_content_is_checked_only_when_it_could_be_read()
    {
        var read = StrictJson.Read<Days>(Encoding.UTF8.GetBytes(Whole)).Check(days => days.Items.Select(day => $"{day.Name} sai."));
        var unread = StrictJson.Read<Days>("null"u8.ToArray()).Check(_ => throw new InvalidOperationException());

        Assert.Equal(["Tết sai."], read.Faults.Select(fault => fault.ToString()));
        Assert.Single(unread.Faults);
    }

    private sealed record Day(string Name, Kind Kind);

    private sealed record Days([property: System.Text.Json.Serialization.JsonPropertyName("days")] IReadOnlyList<Day> Items, int Count = 0);
}
