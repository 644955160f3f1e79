using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Files;
using Ntm.Web;

namespace Ntm.Assessment.Rules;

/// <summary>Rows of a table that was sent, without the empty ones.</summary>
internal sealed record SheetTable(string FileName, IReadOnlyList<SheetRow> Rows);

/// <summary>Reads a table of a province from a CSV file or from the first sheet of a workbook.</summary>
internal static class SheetFile
{
    private const int MostBytes = 512 * 1024;
    private const int MostRows = 500;
    private const int MostUnpacked = 20 * 1024 * 1024;
    private const int MostRead = 20_000;
    private const int MostColumns = 30;
    private const int LongestCell = 2000;

    // The workbook reader asks for code page 1252 even where it reads XML.
    static SheetFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <param name="name">File name; its extension says what it is.</param>
    /// <param name="content">Bytes in base64.</param>
    public static Result<SheetTable> Read(string name, string content)
    {
        var bytes = new byte[(content.Length / 4 * 3) + 3];
        if (!Convert.TryFromBase64String(content, bytes, out var length))
        {
            return ProvinceSetErrors.Sheet("Nội dung tệp phải ở dạng base64.");
        }

        Array.Resize(ref bytes, length);
        if (length > MostBytes)
        {
            return Error.TooLarge("assessment.sheet_too_large", $"Tệp lớn hơn {MostBytes / 1024} KB.", "file");
        }

        return Path.GetExtension(name).ToUpperInvariant() switch
        {
            ".CSV" => Csv(name, bytes),
            ".XLSX" => Workbook(name, bytes),
            _ => ProvinceSetErrors.Sheet("Chỉ nhận tệp .csv (UTF-8, ngăn bằng dấu phẩy) hoặc .xlsx."),
        };
    }

    private static Result<SheetTable> Csv(string name, byte[] bytes)
    {
        var faults = new List<Error>();
        if (FileName.Read(name, faults) is not { } kept)
        {
            return faults;
        }

        var (text, broken) = StrictText.Read(bytes);
        if (text is null)
        {
            return ProvinceSetErrors.Sheet($"Tệp {broken[0]}");
        }

        try
        {
            return Table(kept, CsvRows.Read(text).Select(row => new SheetRow(row.Line, row.Cells)));
        }
        catch (FormatException open)
        {
            return ProvinceSetErrors.Sheet(open.Message);
        }
    }

    private static Result<SheetTable> Workbook(string name, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        var found = FileInspector.Inspect(content, name, [FileKind.Xlsx], "Bảng tiêu chí", MostBytes);
        if (found.Refused)
        {
            return found.Faults.ToList();
        }

        try
        {
            if (IsTooLarge(content))
            {
                return Error.TooLarge("assessment.sheet_too_large", $"Bảng tính giải nén ra quá {MostUnpacked / 1024 / 1024} MB.", "file");
            }

            content.Position = 0;
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(content);
            return Table(found.Name, Rows(reader));
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            return ProvinceSetErrors.Sheet("Không đọc được bảng tính; hãy mở và lưu lại bằng Excel hoặc LibreOffice.");
        }
    }

    /// <summary>The reader keeps all texts of a workbook in memory; what is unpacked is counted, not believed.</summary>
    private static bool IsTooLarge(Stream content)
    {
        using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
        var (buffer, rest) = (new byte[16 * 1024], MostUnpacked);
        foreach (var part in archive.Entries)
        {
            using var unpacked = part.Open();
            for (int read; rest >= 0 && (read = unpacked.Read(buffer)) > 0; rest -= read) { }
        }

        return rest < 0;
    }

    private static Result<SheetTable> Table(string name, IEnumerable<SheetRow> rows)
    {
        var kept = new List<SheetRow>();
        foreach (var row in rows.Select(Trimmed))
        {
            // Workbooks carry empty rows that once were formatted; to go on past many would only cost time.
            if (kept.Count > MostRows || row.Number > MostRead)
            {
                return ProvinceSetErrors.Sheet($"Bảng có tối đa {MostRows} dòng, trong {MostRead} dòng đầu của tệp.");
            }

            kept.AddRange(row.Cells.Count > 0 ? [row] : []);
        }

        if (kept.Count > MostRows || kept.Exists(row => row.Cells.Count > MostColumns))
        {
            return ProvinceSetErrors.Sheet($"Bảng có tối đa {MostRows} dòng và {MostColumns} cột.");
        }

        return kept.Find(row => row.Cells.Any(IsRefused)) is { } odd
            ? ProvinceSetErrors.Sheet($"Dòng {odd.Number} có ô dài quá {LongestCell} ký tự, có ký tự điều khiển hoặc ký tự ẩn.")
            : new SheetTable(name, kept);
    }

    private static bool IsRefused(string cell) =>
        cell.Length > LongestCell || ComposedText.IsUnusable(cell) || ComposedText.HiddenIn(cell) is not null;

    /// <summary>Empty cells at the end are none: spreadsheets leave them behind.</summary>
    private static SheetRow Trimmed(SheetRow row)
    {
        var cells = row.Cells.Select(cell => cell.Trim().ReplaceLineEndings(" ")).ToList();
        var filled = cells.FindLastIndex(cell => cell.Length > 0) + 1;
        cells.RemoveRange(filled, cells.Count - filled);
        return row with { Cells = cells.ConvertAll(cell => ComposedText.IsUnusable(cell) ? cell : ComposedText.Compose(cell)) };
    }

    private static IEnumerable<SheetRow> Rows(IExcelDataReader reader)
    {
        for (var row = 1; reader.Read(); row++)
        {
            yield return new SheetRow(row, [.. Enumerable.Range(0, Math.Min(reader.FieldCount, MostColumns + 1)).Select(Cell)]);
        }

        string Cell(int column) =>
            reader.GetValue(column) switch
            {
                null => "",
                // A cell shown as 80 % holds 0.8.
                double share when reader.GetNumberFormatString(column)?.Contains('%') == true => Number((decimal)share * 100m),
                double number => Number((decimal)number),
                DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                bool yes => yes ? "TRUE" : "FALSE",
                var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
            };
    }

    private static string Number(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>The reader answers a damaged workbook with whatever it stumbles over.</summary>
    private static bool IsBroken(Exception fault) =>
        fault
            is ExcelReaderException
                or XmlException
                or InvalidDataException
                or IOException
                or FormatException
                or OverflowException
                or ArgumentException
                or InvalidOperationException
                or NullReferenceException
                or KeyNotFoundException
                or IndexOutOfRangeException
                or NotSupportedException;
}
