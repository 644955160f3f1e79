namespace Ntm.Planning.Domain.Reports;

/// <summary>What a report says, as it was read.</summary>
public sealed record ReportContent
{
    /// <summary>Figures, one a target.</summary>
    public required IReadOnlyList<ReportedFigure> Figures { get; init; }

    /// <summary>What was done, in words; null for none.</summary>
    public string? Words { get; init; }

    /// <summary>Work of the next week.</summary>
    public IReadOnlyList<string> NextWeek { get; init; } = [];
}

/// <summary>A figure of a report.</summary>
/// <param name="Target">Key of the target.</param>
/// <param name="Value">The figure; of a share the part (tử số).</param>
/// <param name="Of">Of how many, of a share (mẫu số); null for other figures.</param>
/// <param name="Measure">Unit of measure of the target.</param>
/// <param name="Written">As it was written, e.g. <c>0,7km</c>; null where it came as a number.</param>
public sealed record ReportedFigure(string Target, decimal Value, decimal? Of, string Measure, string? Written);
