namespace Ntm.Planning.Workbooks;

/// <summary>A sheet to be written.</summary>
internal sealed record SheetPage(string Name, IReadOnlyList<PageColumn> Columns, IReadOnlyList<IReadOnlyList<SheetValue>> Rows);

/// <summary>A column of a sheet to be written.</summary>
/// <param name="Title">Title.</param>
/// <param name="Width">Width in characters.</param>
/// <param name="IsText">Whether spreadsheets must not make a figure or a day of what is typed.</param>
internal sealed record PageColumn(string Title, int Width, bool IsText);
