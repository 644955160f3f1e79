using System.Text.Json;
using Ntm.Planning.Tests.Tables;

namespace Ntm.Planning.Tests.Sample;

/// <summary>
/// Every row of every fact table against what the service answers after it has imported the workbooks of the sample: each column of each
/// row, or a reason why it has no place. The columns <c>due_line</c> only say where a due stands in the source.
/// </summary>
public sealed class SeedWorkbookTests(SampleProvince province) : IClassFixture<SampleProvince>
{
    /// <summary>Fields of the head that have no place, and why.</summary>
    private static readonly Dictionary<string, string> Exceptions = new()
    {
        ["S0 number_normalised"] = "computed from the number; the copy has none, which the mark of the number says",
        ["S4 number_normalised"] = "computed from the number; the copy has none, which the mark of the number says",
    };

    [Fact]
    public void Periods() =>
        AllThere(
            "periods",
            11,
            SeedTables.Periods.Select(row => (row.Plan, row.Key, row.Cells)),
            row =>
                row.Same("name_vi", "name")
                    .Keys("within", "within")
                    .Same("from", "from")
                    .Same("to", "to")
                    .Instant("until", "until")
                    .Same("days", "days")
                    .Same("stated_length", "statedLength")
                    .Same("note", "note")
        );

    [Fact]
    public void Bodies() =>
        AllThere(
            "bodies",
            111,
            Rows("bodies", "body"),
            row =>
                row.Same("name_vi", "name")
                    .Same("short_vi", "short")
                    .Words("level", "level", ("tinh", "province"), ("huyen", "district"), ("xa", "commune"), ("thon", "village"))
                    .Same("kind", "kind")
                    .Same("note", "note")
        );

    [Fact]
    public void Places() =>
        AllThere(
            "places",
            48,
            Rows("places", "place"),
            row => row.Same("name_vi", "name").Same("kind", "kind").Keys("within", "within").Same("note", "note")
        );

    [Fact]
    public void Targets() =>
        AllThere(
            "targets",
            50,
            SeedTables.Targets.Select(row => (row.Plan, row.Key, row.Cells)),
            row =>
                row.Same("text_vi", "text")
                    .Same("unit_of_measure", "measure")
                    .Words("direction", "kind", ("at least", "reach"), ("keep", "keep-above"), ("at most", "keep-below"))
                    .Same("op", "operator")
                    .Same("value", "value")
                    .Same("as_written", "asWritten")
                    .Same("due_text", "due.text")
                    .Same("due_kind", "due.kind")
                    .Same("due_date", "due.day")
                    .Instant("due_before", "due.before")
                    .Keys("period", "period")
                    .Keys("unit", "place")
                    .Same("criterion", "criterion")
                    .Same("note", "note")
        );

    [Fact]
    public void Splits() =>
        AllThere(
            "split",
            21,
            Rows("splits", "target").Select(row => (row.Plan, $"{row.Key}/{row.Cells["child_unit"]}", row.Cells)),
            row =>
                row.Keys("target", "target").Keys("child_unit", "place").Same("value", "value").Same("basis", "basis").Same("note", "note")
        );

    [Fact]
    public void Tasks() =>
        AllThere(
            "tasks",
            134,
            SeedTables.Tasks.Select(row => (row.Plan, row.Key, row.Cells)),
            row =>
                row.Same("text_vi", "text")
                    .Keys("accountable", "accountable")
                    .Keys("responsible", "responsible")
                    .Keys("coordinating", "coordinating")
                    .Keys("place", "places")
                    .Same("due_text", "due.text")
                    .Same("due_kind", "due.kind")
                    .Same("due_date", "due.day")
                    .Instant("due_before", "due.before")
                    .Keys("serves", "serves")
                    .Keys("depends_on", "dependsOn")
                    .Same("note", "note")
        );

    [Fact]
    public void Reporting() =>
        AllThere(
            "reporting",
            18,
            SeedTables.Reporting.Select(row => (row.Plan, row.Key, row.Cells)),
            row =>
                row.Keys("reporter", "reporters")
                    .Keys("with", "with")
                    .Keys("receiver", "receivers")
                    .Same("rhythm", "rhythm")
                    .Same("weekday", "weekday")
                    .Words("time", "time", ("14:30", "14:30:00"))
                    .Same("cutoff_kind", "cutOff")
                    .Words(
                        "medium",
                        "media",
                        ("report + next-week plan", "report;next-week"),
                        ("registration", "next-week"),
                        ("photos (Facebook, Zalo)", "photos")
                    )
                    .Keys("via", "via")
                    .Same("note", "note")
        );

    [Fact]
    public void Funding() =>
        AllThere(
            "funding",
            28,
            SeedTables.Funding.Select(row => (row.Plan, row.Key, row.Cells)),
            row =>
                row.Same("source", "source")
                    .Keys("document", "document")
                    .Same("amount", "amount")
                    .Same("unit", "unit")
                    .Same("purpose", "purpose")
                    .Keys("eligibility", "eligibility")
                    .Same("note", "note")
        );

    [Fact]
    public void Documents() =>
        AllThere(
            "documents",
            18,
            SeedTables.Documents.Select(row => (row.Plan, row.Key, row.Cells)),
            row =>
                row.Same("kind", "kind")
                    .Same("as_written", "asWritten")
                    .Same("normalised", "number")
                    .Same("issued_on", "issuedOn")
                    .Same("issuer", "issuer")
                    .Same("role", "role")
                    .Same("note", "note")
        );

    [Fact]
    public void Rules() =>
        AllThere(
            "rules",
            71,
            SeedTables.Rules.Select(row => (row.Plan, row.Key, row.Cells)),
            row =>
                row.Same("kind", "kind")
                    .Same("text_vi", "text")
                    .Same("trigger", "trigger")
                    .Same("op", "operator")
                    .Same("value", "value")
                    .Same("unit", "measure")
                    .Same("criterion", "criterion")
                    .Same("note", "note")
        );

    [Fact]
    public void Head()
    {
        var misses = new List<string>();
        foreach (var row in SeedTables.Fields.Where(row => !Exceptions.ContainsKey($"{row.Plan} {row.Field}")))
        {
            var there = row.Status is "stripped" ? "" : Field(row);
            if (row.Status is not "stripped" && row.Value is { } value && there != value)
            {
                misses.Add($"{row.Plan} {row.Field}: '{value}' is '{there}'");
            }

            if (row.Status is not "given" && row.Field != "number_normalised" && row.Field != "attachment" && !IsMarked(row))
            {
                misses.Add($"{row.Plan} {row.Field} has no mark '{row.Status}'");
            }
        }

        Assert.Equal(97, SeedTables.Fields.Count);
        Assert.Empty(misses);
    }

    [Theory]
    [InlineData("S0", "MẪU-S0-KH/BCĐ", "2021-03-04")]
    [InlineData("S4", "MẪU-S4/KH-UBND", "2020-01-01")]
    public void What_the_copy_lacks_is_shown_to_be_made_up(string plan, string number, string issued)
    {
        var head = province.Plan(plan).GetProperty("content").GetProperty("header");

        Assert.Equal((number, issued), (head.GetProperty("number").GetString(), head.GetProperty("issuedOn").GetString()));
        Assert.Contains(Marks(plan), mark => mark is ("unitCode", "inferred", _, _));
    }

    [Fact]
    public void Steps_of_the_recognition_path_are_dated()
    {
        var tasks = province.Plan("S2").GetProperty("content").GetProperty("tasks").EnumerateArray();

        Assert.Equal(
            ["K13 dossier", "K14 dossier", "K15 submission", "K16 survey"],
            tasks
                .Where(task => task.GetProperty("step").ValueKind == JsonValueKind.String)
                .Select(task => $"{task.GetProperty("key")} {task.GetProperty("step")}")
        );
    }

    private void AllThere(
        string section,
        int count,
        IEnumerable<(string Plan, string Key, CsvRow Cells)> rows,
        Func<SeedRow, SeedRow> compare
    )
    {
        var all = rows.ToList();
        var misses = all.SelectMany(row =>
            Find(section, row.Plan, row.Key) is { } answered
                ? compare(new SeedRow(row.Plan, row.Key, row.Cells, answered)).Misses
                : [$"{row.Plan} {row.Key} is missing"]
        );

        Assert.Equal(count, all.Count);
        Assert.Empty(misses);
        Assert.Equal(count, SeedTables.Codes.Sum(plan => province.Plan(plan).GetProperty("content").GetProperty(section).GetArrayLength()));
    }

    private JsonElement? Find(string section, string plan, string key)
    {
        var keys = key.Split('/').Select(part => part[(plan.Length + 1)..]).ToList();
        return province
            .Plan(plan)
            .GetProperty("content")
            .GetProperty(section)
            .EnumerateArray()
            .Where(row => keys is [var target, var place] ? Is(row, "target", target) && Is(row, "place", place) : Is(row, "key", keys[0]))
            .Select(row => (JsonElement?)row)
            .SingleOrDefault();

        static bool Is(JsonElement row, string field, string value) => row.GetProperty(field).GetString() == value;
    }

    private string? Field(FieldRow row)
    {
        var view = province.Plan(row.Plan);
        var content = view.GetProperty("content");
        var main = content.GetProperty("periods").EnumerateArray().Single(period => period.GetProperty("kind").GetString() == "main");
        var head = content.GetProperty("header");
        return row.Field switch
        {
            "number_issued" => head.GetProperty("number").GetString(),
            "number_normalised" => view.GetProperty("number").GetString(),
            "level" => view.GetProperty("level").GetString() == "district" ? "huyen" : "xa",
            "period_from" => main.GetProperty("from").GetString(),
            "period_to" => main.GetProperty("to").GetString(),
            "recipient" => Named("recipients", "text"),
            "attachment" => Named("attachments", "name"),
            "issuer" or "parent_issuer" when row.Value!.StartsWith($"{row.Plan}-", StringComparison.Ordinal) =>
                $"{row.Plan}-{head.GetProperty(NameOf(row.Field)).GetString()}",
            _ => head.GetProperty(NameOf(row.Field)).GetString(),
        };

        string? Named(string list, string field) =>
            head.GetProperty(list)
                .EnumerateArray()
                .Select(item => item.GetProperty(field).GetString())
                .SingleOrDefault(text => text == row.Value);
    }

    private bool IsMarked(FieldRow row) => Marks(row.Plan).Contains((NameOf(row.Field), row.Status, row.AsWritten, row.Note));

    private IEnumerable<(string?, string?, string?, string?)> Marks(string plan) =>
        province
            .Plan(plan)
            .GetProperty("content")
            .GetProperty("header")
            .GetProperty("marks")
            .EnumerateArray()
            .Select(mark => (Text(mark, "field"), Text(mark, "status"), Text(mark, "asWritten"), Text(mark, "note")));

    private static string? Text(JsonElement row, string field) => row.TryGetProperty(field, out var value) ? value.GetString() : null;

    private static string NameOf(string field) =>
        field switch
        {
            "number_issued" => "number",
            "period_from" => "from",
            "period_to" => "to",
            "issued_on" => "issuedOn",
            "parent_number" => "parentNumber",
            "parent_issued_on" => "parentIssuedOn",
            "parent_issuer" => "parentIssuer",
            "signer_office" => "signerOffice",
            _ => field,
        };

    private static IEnumerable<(string Plan, string Key, CsvRow Cells)> Rows(string table, string key) =>
        CsvTable.Embedded(table).Select(row => (row["plan"], row[key], row));
}
