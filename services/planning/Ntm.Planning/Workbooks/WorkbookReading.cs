namespace Ntm.Planning.Workbooks;

/// <summary>What a workbook says, and every cell that is wrong.</summary>
/// <param name="Content">The content; where cells are wrong, as far as it could be read.</param>
/// <param name="BadCells">Every bad cell, in the order of the sheets and rows; empty when the content can be kept.</param>
internal sealed record WorkbookReading(PlanContent Content, IReadOnlyList<BadCell> BadCells)
{
    /// <summary>The content, or every reason why it cannot be kept.</summary>
    public Result<PlanContent> ToResult() => BadCells.Count == 0 ? Content : WorkbookErrors.BadCells(BadCells).ToList();
}
