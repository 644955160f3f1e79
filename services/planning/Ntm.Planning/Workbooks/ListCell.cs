using System.Text;

namespace Ntm.Planning.Workbooks;

/// <summary>Lists in a cell: <c>MTTQ; LHPN</c>. A semicolon inside an item is doubled.</summary>
internal static class ListCell
{
    public static string Write(IEnumerable<string> items) =>
        string.Join("; ", items.Select(item => item.Replace(";", ";;", StringComparison.Ordinal)));

    public static IReadOnlyList<string> Read(string text)
    {
        var (items, item) = (new List<string>(), new StringBuilder());
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != ';')
            {
                item.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == ';')
            {
                item.Append(text[at++]);
            }
            else
            {
                items.Add(item.ToString().Trim());
                item.Clear();
            }
        }

        items.Add(item.ToString().Trim());
        items.RemoveAll(each => each.Length == 0);
        return items;
    }
}
