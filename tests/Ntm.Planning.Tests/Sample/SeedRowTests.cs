using System.Text.Json;
using Ntm.Planning.Tests.Tables;

namespace Ntm.Planning.Tests.Sample;

/// <summary>The comparison itself: it must see what differs.</summary>
public sealed class SeedRowTests
{
    private static readonly CsvRow Cells = CsvTable.Read("a,keys,at,word\n0.7,S1-X;S1-Y,2021-04-30T00:00:00+07:00,keep\n")[0];

    [Fact]
    public void Columns_that_are_the_same_are_no_misses() =>
        Assert.Empty(Misses("""{"a":0.7,"keys":["X","Y"],"due":{"before":"2021-04-29T17:00:00Z"},"word":"keep-above"}"""));

    [Theory]
    [InlineData("""{"a":0.70001,"keys":["X","Y"],"due":{"before":"2021-04-29T17:00:00Z"},"word":"keep-above"}""", "a")]
    [InlineData("""{"a":0.7,"keys":["Y","X"],"due":{"before":"2021-04-29T17:00:00Z"},"word":"keep-above"}""", "keys")]
    [InlineData("""{"a":0.7,"keys":["X","Y"],"due":{"before":"2021-04-29T17:00:00.0000001Z"},"word":"keep-above"}""", "at")]
    [InlineData("""{"a":0.7,"keys":["X","Y"],"due":{"before":null},"word":"keep-above"}""", "at")]
    [InlineData("""{"a":0.7,"keys":["X","Y"],"due":{"before":"2021-04-29T17:00:00Z"},"word":"keep"}""", "word")]
    [InlineData("""{"a":0.7,"due":{"before":"2021-04-29T17:00:00Z"},"word":"keep-above"}""", "keys")]
    public void A_column_that_differs_is_a_miss(string answered, string column) =>
        Assert.Contains($"S1 T01 {column}:", Assert.Single(Misses(answered)), StringComparison.Ordinal);

    private static IReadOnlyList<string> Misses(string answered) =>
        new SeedRow("S1", "T01", Cells, JsonDocument.Parse(answered).RootElement)
            .Same("a", "a")
            .Keys("keys", "keys")
            .Instant("at", "due.before")
            .Words("word", "word", ("keep", "keep-above"))
            .Misses;
}
