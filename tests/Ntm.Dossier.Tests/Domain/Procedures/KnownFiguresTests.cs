using System.Text;
using System.Text.Json.Nodes;
using Ntm.Dossier.Domain.Procedures;

namespace Ntm.Dossier.Tests.Domain.Procedures;

public sealed class KnownFiguresTests
{
    [Fact]
    public void The_shipped_figures_are_complete_and_none_of_them_is_confirmed()
    {
        var figures = KnownFigures.Load().All;

        Assert.Equal(FigureTexts.Keys.Order(), figures.Select(figure => figure.Key).Order());
        Assert.All(figures, figure => Assert.Contains(figure.Mark, new[] { "M?", "?" }));
    }

    [Theory]
    [InlineData("mark", "V1", "ký hiệu nguồn")]
    [InlineData("source", "", "căn cứ")]
    [InlineData("key", "colour", "không có số liệu này")]
    public void A_figure_that_claims_more_than_is_known_stops_the_start(string field, string value, string expected)
    {
        using var file = typeof(KnownFigures).Assembly.GetManifestResourceStream(typeof(KnownFigures), "known-figures.json")!;
        var rows = JsonNode.Parse(file)!;
        rows["figures"]![0]![field] = value;
        using var changed = new MemoryStream(Encoding.UTF8.GetBytes(rows.ToJsonString()));

        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => KnownFigures.Parse(changed)).Message, StringComparison.Ordinal);
    }
}
