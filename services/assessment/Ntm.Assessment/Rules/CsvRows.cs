using Microsoft.VisualBasic.FileIO;

namespace Ntm.Assessment.Rules;

/// <summary>Splits comma-separated text (RFC 4180) into rows, each with the line on which it begins.</summary>
internal static class CsvRows
{
    /// <exception cref="FormatException">A quote is never closed; the message says where.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string content)
    {
        using var parser = new TextFieldParser(new StringReader(content.ReplaceLineEndings("\n")))
        {
            Delimiters = [","],
            TrimWhiteSpace = false,
        };
        while (!parser.EndOfData)
        {
            var line = (int)parser.LineNumber;
            yield return (line, Row(parser, line));
        }
    }

    private static string[] Row(TextFieldParser parser, int line)
    {
        try
        {
            return parser.ReadFields()!;
        }
        catch (MalformedLineException)
        {
            throw new FormatException($"Dấu nháy mở ở dòng {line} không đóng.");
        }
    }
}
