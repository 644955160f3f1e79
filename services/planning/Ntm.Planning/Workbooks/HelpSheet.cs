namespace Ntm.Planning.Workbooks;

/// <summary>The sheet that says how to fill in the others; it is written, and never read.</summary>
internal static class HelpSheet
{
    public const string Name = "Hướng dẫn";

    /// <summary>One line for each column of each sheet.</summary>
    public static SheetPage Page =>
        new(
            Name,
            [
                new PageColumn("Trang", 18, IsText: true),
                new PageColumn("Cột", 34, IsText: true),
                new PageColumn("Cách ghi", 110, IsText: true),
            ],
            [
                .. HeadSheet.Help.Select(line => Line(HeadSheet.Name, line.Column, line.Help)),
                .. PlanSections.All.SelectMany(section =>
                    section.Columns.Select(column => Line(section.Sheet, column.Title, $"{column.Help} {column.Format.Help}"))
                ),
            ]
        );

    private static IReadOnlyList<SheetValue> Line(string sheet, string column, string help) => [new(sheet), new(column), new(help)];
}
