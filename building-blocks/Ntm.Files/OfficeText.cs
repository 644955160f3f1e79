using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace Ntm.Files;

/// <summary>
/// Reads the fields of a text, the formulas of a workbook and what names a program in either. A field's instruction is collected from
/// all its pieces, since Word writes and hostile files cut it into many.
/// </summary>
internal sealed partial class OfficeText
{
    private readonly bool isSheet;
    private readonly Stack<Field> open = new();
    private readonly StringBuilder text = new();
    private string? inside;

    private OfficeText(bool isSheet) => this.isSheet = isSheet;

    public static Danger? DangerIn(OfficePart part)
    {
        var reading = new OfficeText(part.Says("spreadsheetml"));
        using var xml = OfficePackage.Open(part.Entry);
        Danger? found = null;
        while (found is null && xml.Read())
        {
            found = xml.NodeType switch
            {
                XmlNodeType.Element => reading.Begin(xml),
                XmlNodeType.EndElement => reading.End(xml),
                XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace => reading.Take(xml),
                _ => null,
            };
        }

        return found ?? reading.open.Select(field => field.Danger).FirstOrDefault(danger => danger is not null);
    }

    private Danger? Begin(XmlReader xml)
    {
        switch (xml.LocalName)
        {
            case "ddeLink":
                return Danger.Dde;
            case "oleLink":
                return Danger.Object;
            case "property" when xml.GetAttribute("name")?.StartsWith("_Assembly", StringComparison.OrdinalIgnoreCase) == true:
                // Names a program that Office would load beside the document.
                return Danger.Script;
            case "fldSimple":
                return Field.DangerOf(xml.GetAttribute("instr", xml.NamespaceURI) ?? "");
            case "fldChar":
                return Mark(xml.GetAttribute("fldCharType", xml.NamespaceURI));
            case "instrText" when !xml.IsEmptyElement:
            case "f" or "definedName" when isSheet && !xml.IsEmptyElement:
                inside = xml.LocalName;
                text.Clear();
                break;
        }

        return null;
    }

    private Danger? Take(XmlReader xml)
    {
        if (inside is not null)
        {
            text.Append(xml.Value);
        }

        return null;
    }

    private Danger? End(XmlReader xml)
    {
        if (xml.LocalName != inside)
        {
            return null;
        }

        inside = null;
        if (xml.LocalName != "instrText")
        {
            return IsCall(text.ToString()) ? Danger.Dde : null;
        }

        if (!open.TryPeek(out var field))
        {
            return Field.DangerOf(text.ToString());
        }

        field.Add(text.ToString());
        return null;
    }

    /// <summary>A field begins, goes over to its result, or ends.</summary>
    private Danger? Mark(string? kind)
    {
        if (kind == "begin")
        {
            if (open.TryPeek(out var around))
            {
                around.Nest();
            }

            open.Push(new Field());
            return null;
        }

        if (!open.TryPeek(out var field))
        {
            return null;
        }

        field.Finish();
        if (kind == "end")
        {
            open.Pop();
            if (open.TryPeek(out var outer))
            {
                outer.Add(field.Instruction);
            }
        }

        return field.Danger;
    }

    /// <summary>A bar is no operator of a formula: outside quotes it stands between a program and what it shall do.</summary>
    private static bool IsCall(string formula) => Quoted().Replace(formula, "").Contains('|', StringComparison.Ordinal);

    [GeneratedRegex(
        """
            "[^"]*"|'[^']*'|\[[^\]]*\]
            """
    )]
    private static partial Regex Quoted();

    /// <summary>A field of Word: an instruction, then its result.</summary>
    private sealed class Field
    {
        private readonly StringBuilder instruction = new();
        private bool finished;
        private bool computed;

        public string Instruction => instruction.ToString();

        /// <summary>What its instruction would do; one whose first word another field makes up has something to hide.</summary>
        public Danger? Danger => computed ? Files.Danger.Dde : DangerOf(Instruction);

        public static Danger? DangerOf(string instruction) =>
            instruction.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) switch
            {
                [var word, ..] when Is(word, "DDE") || Is(word, "DDEAUTO") => Files.Danger.Dde,
                [var word, ..] when Is(word, "LINK") => Files.Danger.Object,
                _ => null,
            };

        public void Add(string piece)
        {
            if (!finished)
            {
                instruction.Append(piece);
            }
        }

        /// <summary>Another field begins in it.</summary>
        public void Nest() => computed |= !finished && string.IsNullOrWhiteSpace(Instruction);

        public void Finish() => finished = true;

        private static bool Is(string word, string name) => word.Equals(name, StringComparison.OrdinalIgnoreCase);
    }
}
