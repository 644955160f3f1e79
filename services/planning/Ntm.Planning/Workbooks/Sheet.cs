namespace Ntm.Planning.Workbooks;

/// <summary>A sheet as it was read: rows with something in them, in order.</summary>
internal sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows);

/// <summary>A row as it was read: cells with something in them, by their column from 0.</summary>
internal sealed record SheetRow(int Number, IReadOnlyDictionary<int, SheetCell> Cells);

/// <summary>A cell as it was read.</summary>
/// <param name="Text">What a person sees in it.</param>
internal sealed record SheetCell(string Text)
{
    /// <summary>The figure, where the cell holds one; a share as its percentage.</summary>
    public decimal? Number { get; init; }

    /// <summary>Day and hour, where the cell holds them.</summary>
    public DateTime? Moment { get; init; }

    /// <summary>Whether it cannot be used; what is wrong with it was reported already.</summary>
    public bool IsBad { get; init; }
}

/// <summary>What is wrong with a cell, where it stands.</summary>
/// <param name="Sheet">Name of the sheet.</param>
/// <param name="Row">Row, from 1.</param>
/// <param name="Column">Column, from 0.</param>
/// <param name="Message">Vietnamese: what is wrong and what to write.</param>
internal sealed record CellFault(string Sheet, int Row, int Column, string Message)
{
    public BadCell ToBadCell() => new(Sheet, CellAddress.Of(Row, Column), Message);
}

/// <summary>A workbook as it was read.</summary>
internal sealed record SheetBook(IReadOnlyList<Sheet> Sheets, IReadOnlyList<CellFault> Faults);
