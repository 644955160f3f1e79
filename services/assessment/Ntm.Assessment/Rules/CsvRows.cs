using System.Text;

namespace Ntm.Assessment.Rules;

/// <summary>Splits comma-separated text (RFC 4180) into rows, each with the line on which it begins.</summary>
internal static class CsvRows
{
    /// <exception cref="FormatException">A quote is never closed; the message says where it was opened.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Read(string content)
    {
        var text = content.ReplaceLineEndings("\n");
        var position = 0;
        var line = 1;
        while (position < text.Length)
        {
            var begin = line;
            var cells = new List<string>();
            do
            {
                cells.Add(position < text.Length && text[position] == '"' ? Quoted(text, ref position, ref line) : Plain(text, ref position));
            }
            while (position < text.Length && text[position++] == ',');
            line++;
            yield return (begin, cells);
        }
    }

    private static string Plain(string text, ref int position)
    {
        var end = text.AsSpan(position).IndexOfAny(',', '\n');
        var cell = end < 0 ? text[position..] : text.Substring(position, end);
        position += cell.Length;
        return cell;
    }

    private static string Quoted(string text, ref int position, ref int line)
    {
        var opened = line;
        var cell = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] == '"' && (position + 1 == text.Length || text[position + 1] != '"'))
            {
                position++;
                return cell + Plain(text, ref position);
            }

            line += text[position] == '\n' ? 1 : 0;
            position += text[position] == '"' ? 1 : 0;
            cell.Append(text[position]);
        }

        throw new FormatException($"Dấu nháy mở ở dòng {opened} không đóng.");
    }
}
