using System.Text.RegularExpressions;
using Ntm.Planning.Workbooks;

namespace Ntm.Planning.Tests.Workbooks;

/// <summary>Whatever a workbook is made of, the answer names what is wrong; nothing ends in an exception.</summary>
public sealed partial class DamagedWorkbookTests
{
    private static readonly string[] Parts =
    [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/worksheets/sheet5.xml",
        "xl/worksheets/sheet8.xml",
    ];

    private static readonly string[] Values =
    [
        "",
        "-1",
        "0",
        "99999999999999999999",
        "1E300",
        "NaN",
        "AAAAA1",
        "A0",
        "A4294967296",
        "&#xA;",
        "../../x",
        "http://[",
        "r999",
        "true",
        "s",
        "d",
        "b",
        "str",
    ];

    [Fact]
    public void Values_of_attributes_and_elements_that_mean_nothing_do_not_fail() =>
        Assert.All(
            Enumerable.Range(0, 200),
            seed =>
            {
                var random = new Random(seed);
                var part = Parts[random.Next(Parts.Length)];
                Read(WorkbookEdits.Rewritten(WorkbookEdits.Sound(), part, text => Changed(text, random)));
            }
        );

    [Fact]
    public void Bytes_that_were_changed_on_the_way_do_not_fail() =>
        Assert.All(
            Enumerable.Range(0, 200),
            seed =>
            {
                var (random, bytes) = (new Random(seed), WorkbookEdits.Sound());
                for (var count = random.Next(1, 20); count > 0; count--)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                Read(bytes[..random.Next(bytes.Length / 2, bytes.Length + 1)]);
            }
        );

    /// <summary>Some attributes and texts replaced, some elements without their name's last letter.</summary>
    private static string Changed(string text, Random random)
    {
        var matches = Value().Matches(text);
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            var match = matches[random.Next(matches.Count)].Value;
            var value = Values[random.Next(Values.Length)];
            var at = text.IndexOf(match, StringComparison.Ordinal);
            var changed = match[0] == '"' ? $"\"{value}\"" : $">{value}<";
            text = at < 0 ? text : text[..at] + changed + text[(at + match.Length)..];
        }

        return text;
    }

    private static void Read(byte[] bytes)
    {
        var read = PlanWorkbook.Read("ke-hoach.xlsx", Convert.ToBase64String(bytes), 2022);
        Assert.All(read.Errors, error => Assert.NotEmpty(error.Message));
    }

    [GeneratedRegex("\"[^\"<>]*\"|>[^<>]+<")]
    private static partial Regex Value();
}
