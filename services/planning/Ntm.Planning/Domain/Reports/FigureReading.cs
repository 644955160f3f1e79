namespace Ntm.Planning.Domain.Reports;

/// <summary>A figure as it is sent.</summary>
public sealed record FigureInput
{
    /// <summary>Key of the target, e.g. <c>T01</c>.</summary>
    [Text(40)]
    public required string Target { get; init; }

    /// <summary>The figure, 0 or more, at most six decimals. Of a share the part (tử số), or a percentage where <c>%</c> is its unit of
    /// measure.</summary>
    public required FigureNumber Value { get; init; }

    /// <summary>Unit of measure; the target's own when absent.</summary>
    [Text(60, Optional = true)]
    public string? Measure { get; init; }

    /// <summary>Of how many, of a share (mẫu số); absent for other figures.</summary>
    public FigureNumber? Of { get; init; }
}

/// <summary>Reads the figures of a report against the targets of its plan.</summary>
/// <param name="content">The plan.</param>
/// <param name="own">The plan's unit.</param>
/// <param name="unit">The unit that reports.</param>
internal sealed class FigureReading(PlanContent content, PlanUnit own, PlanUnit unit)
{
    private const decimal Largest = 1_000_000_000_000m;
    private const int Decimals = 6;

    /// <summary>Every figure, or every fault at its place.</summary>
    public Result<List<ReportedFigure>> Read(IReadOnlyList<FigureInput> inputs)
    {
        var figures = new List<ReportedFigure>();
        var faults = new List<Error>();
        foreach (var (index, input) in inputs.Index())
        {
            if (inputs.Take(index).Any(before => before.Target == input.Target))
            {
                faults.Add(FigureErrors.Twice(index, input.Target));
                continue;
            }

            var read = TargetOf(index, input).Then(target => Read(index, input, target));
            if (read.Refused)
            {
                faults.AddRange(read.Errors);
            }
            else
            {
                figures.Add(read.Value);
            }
        }

        return faults.Count > 0 ? faults : figures;
    }

    private Result<PlanTarget> TargetOf(int index, FigureInput input) =>
        content.Targets.FirstOrDefault(row => row.Key == input.Target) switch
        {
            null => FigureErrors.TargetUnknown(index, input.Target),
            { Measure: null } target => FigureErrors.NotWanted(index, target.Key),
            var target when !IsGiven(target) => FigureErrors.NotGiven(index, target.Key, unit.Name),
            var target => target,
        };

    /// <summary>A target whose split names units alone is reported by these, and by the plan's own unit.</summary>
    private bool IsGiven(PlanTarget target)
    {
        var places = content.Split.Where(row => row.Target == target.Key).Select(row => row.Place).ToHashSet();
        var codes = content.Places.Where(place => places.Contains(place.Key)).Select(place => place.UnitCode).ToList();
        return codes.Count == 0 || codes.Contains(null) || codes.Contains(unit.Code) || unit.Code == own.Code;
    }

    private static Result<ReportedFigure> Read(int index, FigureInput input, PlanTarget target)
    {
        var value = Read(index, "value", input.Value);
        if (value.Refused)
        {
            return value.Errors.ToList();
        }

        if (input.Measure is { } named && value.Value.Measure is { } written && !Same(named, written))
        {
            return FigureErrors.MeasureUnfit(index, "measure", named, target.Measure!);
        }

        var (measure, field) = input.Measure is null ? (value.Value.Measure, "value") : (input.Measure, "measure");
        return target.IsShare ? Share(index, input, target, value.Value.Value, measure, field)
            : input.Of is not null ? FigureErrors.OfNotWanted(index, target.Key)
            : measure is null || Same(measure, target.Measure!)
                ? new ReportedFigure(target.Key, value.Value.Value, null, target.Measure!, input.Value.Text)
            : FigureErrors.MeasureUnfit(index, field, measure, target.Measure!);
    }

    /// <summary>A share is kept as part and whole, since percentages of several villages cannot be added up.</summary>
    private static Result<ReportedFigure> Share(
        int index,
        FigureInput input,
        PlanTarget target,
        decimal part,
        string? measure,
        string field
    )
    {
        var noun = target.Measure![1..];
        var percent = measure is not null && (Same(measure, "%") || Same(measure, target.Measure!));
        if (measure is not null && !percent && !Same(measure, noun))
        {
            return FigureErrors.MeasureUnfit(index, field, measure, target.Measure!);
        }

        if (input.Of is null)
        {
            return FigureErrors.OfMissing(index, target.Key);
        }

        var of = Read(index, "of", input.Of);
        if (of.Refused)
        {
            return of.Errors.ToList();
        }

        if (of.Value is not { Value: > 0 } whole)
        {
            return FigureErrors.OfZero(index);
        }

        return whole.Measure is { } counted && !Same(counted, noun) ? FigureErrors.MeasureUnfit(index, "of", counted, noun.Trim())
            : part > (percent ? 100 : whole.Value) ? FigureErrors.AboveTotal(index)
            : new ReportedFigure(
                target.Key,
                percent ? Math.Round(part * whole.Value / 100, Decimals) : part,
                whole.Value,
                target.Measure!,
                input.Value.Text
            );
    }

    private static Result<WrittenNumber> Read(int index, string field, FigureNumber number)
    {
        var read = number.Text is { } text ? WrittenNumber.Read(text) : new WrittenNumber(number.Number!.Value, null);
        return read switch
        {
            null when number.Text!.TrimStart().StartsWith('-') => FigureErrors.Negative(index, field),
            null => FigureErrors.Unreadable(index, field, number.Text!),
            { Value: < 0 } => FigureErrors.Negative(index, field),
            { Value: > Largest } => FigureErrors.TooLarge(index, field),
            _ when decimal.Round(read.Value, Decimals) != read.Value => FigureErrors.TooFine(index, field),
            _ => read,
        };
    }

    private static bool Same(string left, string right) => string.Equals(Plain(left), Plain(right), StringComparison.OrdinalIgnoreCase);

    private static string Plain(string measure) =>
        string.Join(' ', ComposedText.Compose(measure).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
