using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Plans;
using Ntm.Planning.Domain.Reports;
using Ntm.Web;

namespace Ntm.Planning.Tests.Domain;

public sealed class FigureReadingTests
{
    private static readonly PlanUnit Commune = new("1", "Xã", "42/439/1", PlanLevel.Commune);
    private static readonly PlanUnit Village = new("1-01", "Thôn", "42/439/1/1-01", PlanLevel.Village);

    [Theory]
    [InlineData("T01", "0,7km", null, 0.7)]
    [InlineData("T01", "0,7", null, 0.7)]
    [InlineData("T01", "1.200", "KM", 1200)]
    [InlineData("T02", "05 vườn", null, 5)]
    [InlineData("T02", "05  vườn", " vườn ", 5)]
    public void Numbers_are_read_as_people_write_them(string target, string text, string? measure, double value) =>
        Assert.Equal((decimal)value, Read(Figure(target, text, null, measure)).Value!.Single().Value);

    [Theory]
    [InlineData("45", "60", 45)]
    [InlineData("45 hộ", "60 hộ", 45)]
    [InlineData("75%", "60", 45)]
    [InlineData("0%", "60", 0)]
    public void A_share_is_kept_as_part_and_whole(string text, string of, double part)
    {
        var figure = Read(Figure("T03", text, of)).Value!.Single();

        Assert.Equal(((decimal)part, 60m), (figure.Value, figure.Of));
    }

    [Theory]
    [InlineData("T09", "1", null, null, "planning.target_unknown", "figures[0].target")]
    [InlineData("T04", "1", null, null, "planning.figure_not_wanted", "figures[0].target")]
    [InlineData("T01", "700 m", null, null, "planning.measure_unfit", "figures[0].value")]
    [InlineData("T01", "0,7", null, "m", "planning.measure_unfit", "figures[0].measure")]
    [InlineData("T01", "0,7 m", null, "km", "planning.measure_unfit", "figures[0].measure")]
    [InlineData("T01", "0.7", null, null, "planning.figure_unreadable", "figures[0].value")]
    [InlineData("T01", "nhiều", null, null, "planning.figure_unreadable", "figures[0].value")]
    [InlineData("T01", "-2", null, null, "planning.figure_negative", "figures[0].value")]
    [InlineData("T01", "2000000000000", null, null, "planning.figure_too_large", "figures[0].value")]
    [InlineData("T01", "1", "2", null, "planning.total_not_wanted", "figures[0].of")]
    [InlineData("T03", "1", null, null, "planning.total_missing", "figures[0].of")]
    [InlineData("T03", "0", "0", null, "planning.total_zero", "figures[0].of")]
    [InlineData("T03", "61", "60", null, "planning.above_total", "figures[0].value")]
    [InlineData("T03", "101%", "60", null, "planning.above_total", "figures[0].value")]
    [InlineData("T03", "5 vườn", "60", null, "planning.measure_unfit", "figures[0].value")]
    [InlineData("T03", "5", "60 vườn", null, "planning.measure_unfit", "figures[0].of")]
    public void What_does_not_fit_is_refused_at_its_place(
        string target,
        string text,
        string? of,
        string? measure,
        string code,
        string field
    )
    {
        var error = Assert.Single(Read(Figure(target, text, of, measure)).Errors);

        Assert.Equal((code, field), (error.Code, error.Field));
    }

    [Fact]
    public void Json_numbers_are_held_to_the_same_bounds()
    {
        Assert.Equal("planning.figure_negative", Code(-1));
        Assert.Equal("planning.figure_too_fine", Code(0.1234567m));

        static string Code(decimal number) =>
            Read(new FigureInput { Target = "T01", Value = new FigureNumber(number, null) }).Errors.Single().Code;
    }

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var errors = Read(Figure("T01", "x"), Figure("T01", "1"), Figure("T09", "1")).Errors;

        Assert.Equal(["figures[0].value", "figures[1].target", "figures[2].target"], errors.Select(error => error.Field));
    }

    [Fact]
    public void A_target_split_over_units_is_reported_by_these_alone()
    {
        var content = SmallPlan.Content() with
        {
            Places = [SmallPlan.Place("XA"), SmallPlan.Place("TH02", "1-02")],
            Split =
            [
                new TargetSplit
                {
                    Target = "T02",
                    Place = "TH02",
                    Value = 35,
                },
            ],
        };

        Assert.Equal("planning.target_not_given", Of(Village).Errors.Single().Code);
        Assert.False(Of(Commune).Refused);

        Result<List<ReportedFigure>> Of(PlanUnit unit) => new FigureReading(content, Commune, unit).Read([Figure("T02", "1")]);
    }

    private static Result<List<ReportedFigure>> Read(params FigureInput[] figures)
    {
        var content = SmallPlan.Content();
        content = content with { Targets = [.. content.Targets, SmallPlan.Target("T04", null, null)] };
        return new FigureReading(content, Commune, Village).Read(figures);
    }

    private static FigureInput Figure(string target, string text, string? of = null, string? measure = null) =>
        new()
        {
            Target = target,
            Value = new FigureNumber(null, text),
            Of = of is null ? null : new FigureNumber(null, of),
            Measure = measure,
        };
}
