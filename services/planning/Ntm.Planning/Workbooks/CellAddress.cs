using System.Globalization;

namespace Ntm.Planning.Workbooks;

/// <summary>Addresses of cells, e.g. <c>D7</c>: columns are letters, rows count from 1.</summary>
internal static class CellAddress
{
    /// <param name="row">Row, from 1.</param>
    /// <param name="column">Column, from 0.</param>
    public static string Of(int row, int column) => LettersOf(column) + row.ToString(CultureInfo.InvariantCulture);

    /// <summary>Column of an address, from 0; null where it is no address.</summary>
    public static int? ColumnOf(string? address)
    {
        var column = 0;
        foreach (var letter in (address ?? "").TakeWhile(char.IsAsciiLetter).Take(4))
        {
            column = (column * 26) + (char.ToUpperInvariant(letter) - 'A') + 1;
        }

        return column == 0 ? null : column - 1;
    }

    /// <summary>Row of an address, from 1; null where it is no address.</summary>
    public static int? RowOf(string? address) =>
        int.TryParse((address ?? "").SkipWhile(char.IsAsciiLetter).ToArray(), NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? row
            : null;

    private static string LettersOf(int column) => (column >= 26 ? LettersOf((column / 26) - 1) : "") + (char)('A' + (column % 26));
}
