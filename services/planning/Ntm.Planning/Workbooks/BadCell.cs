namespace Ntm.Planning.Workbooks;

/// <summary>What is wrong with a cell of a workbook.</summary>
/// <param name="Sheet">Name of the sheet, e.g. <c>Chỉ tiêu</c>.</param>
/// <param name="Cell">Address of the cell, e.g. <c>D7</c>.</param>
/// <param name="Message">Vietnamese: what is wrong and what to write.</param>
public sealed record BadCell(string Sheet, string Cell, string Message);
