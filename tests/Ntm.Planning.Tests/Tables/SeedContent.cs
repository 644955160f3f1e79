using System.Globalization;
using System.Text.Json;

namespace Ntm.Planning.Tests.Tables;

/// <summary>Turns the rows of one plan into its content.</summary>
internal sealed class SeedContent(string plan)
{
    public PlanContent Build() =>
        new()
        {
            Header = new SeedHeader(plan, Cut).Build(),
            Periods = [.. SeedTables.Periods.Where(row => row.Plan == plan).Select(Period)],
            Bodies = [.. SeedTables.Bodies.Where(row => row.Plan == plan).Select(Body)],
            Places = [.. SeedTables.Places.Where(row => row.Plan == plan).Select(Place)],
            Targets = [.. SeedTables.Targets.Where(row => row.Plan == plan).Select(row => Target(row.Cells))],
            Split = [.. SeedTables.Splits.Where(row => row.Plan == plan).Select(Split)],
            Tasks = [.. SeedTables.Tasks.Where(row => row.Plan == plan).Select(row => Task(row.Cells))],
            Reporting = [.. SeedTables.Reporting.Where(row => row.Plan == plan).Select(row => Reporting(row.Cells))],
            Funding = [.. SeedTables.Funding.Where(row => row.Plan == plan).Select(row => Fund(row.Cells))],
            Documents = [.. SeedTables.Documents.Where(row => row.Plan == plan).Select(row => Document(row.Cells))],
            Rules = [.. SeedTables.Rules.Where(row => row.Plan == plan).Select(row => Rule(row.Cells))],
        };

    private PlanPeriod Period(PeriodRow row) =>
        new()
        {
            Key = Cut(row.Key),
            Name = row.Cells["name_vi"],
            Kind = row.Key switch
            {
                "S0-G1" => PeriodKind.Aim,
                "S3-G1" or "S3-G2" => PeriodKind.Peak,
                "S3-G3" or "S3-G4" => PeriodKind.Upkeep,
                "S2-G1" => PeriodKind.Part,
                _ => PeriodKind.Main,
            },
            Within = CutMaybe(row.Cells.Maybe("within")),
            From = row.Cells.Day("from")!.Value,
            To = row.Cells.Day("to")!.Value,
            StatedLength = row.Cells.Maybe("stated_length"),
            Note = row.Cells.Maybe("note"),
        };

    private PlanBody Body(BodyRow row) =>
        new()
        {
            Key = Cut(row.Key),
            Name = row.Name,
            Short = row.Short,
            Level = row.Level switch
            {
                "tinh" => PlanLevel.Province,
                "huyen" => PlanLevel.District,
                "xa" => PlanLevel.Commune,
                _ => PlanLevel.Village,
            },
            Kind = Named<BodyKind>(row.Kind),
            Role = SeedUnits.RoleOf(Cut(row.Key)),
            Note = row.Note,
        };

    private PlanPlace Place(PlaceRow row) =>
        new()
        {
            Key = Cut(row.Key),
            Name = row.Name,
            Kind = row.Kind,
            Within = CutMaybe(row.Within),
            UnitCode = SeedUnits.CodeOf(row.Key),
            Note = row.Note,
        };

    private PlanTarget Target(CsvRow row) =>
        new()
        {
            Key = Cut(row["target"]),
            Text = row["text_vi"],
            Measure = row.Maybe("unit_of_measure"),
            Kind = row["direction"] switch
            {
                "keep" => TargetKind.KeepAbove,
                "at most" => TargetKind.KeepBelow,
                _ => TargetKind.Reach,
            },
            Operator = row.Maybe("op"),
            Value = row.Number("value"),
            AsWritten = row.Maybe("as_written"),
            Due = Due(row),
            Period = CutMaybe(row.Maybe("period")),
            Place = Cut(row["unit"]),
            Criterion = row.Maybe("criterion"),
            Note = row.Maybe("note"),
        };

    private TargetSplit Split(SplitRow row) =>
        new()
        {
            Target = Cut(row.Target),
            Place = Cut(row.Place),
            Value = row.Value,
            Basis = Named<SplitBasis>(row.Basis),
            Note = row.Note,
        };

    private PlanTask Task(CsvRow row) =>
        new()
        {
            Key = Cut(row["task"]),
            Text = row["text_vi"],
            Accountable = CutAll(row, "accountable"),
            Responsible = CutAll(row, "responsible"),
            Coordinating = CutAll(row, "coordinating"),
            Places = CutAll(row, "place"),
            Due = Due(row),
            Serves = CutAll(row, "serves"),
            DependsOn = CutAll(row, "depends_on"),
            Step = row["task"] switch
            {
                "S2-K13" or "S2-K14" => PathStep.Dossier,
                "S2-K15" => PathStep.Submission,
                "S2-K16" => PathStep.Survey,
                _ => null,
            },
            Note = row.Maybe("note"),
        };

    private ReportingRule Reporting(CsvRow row) =>
        new()
        {
            Key = Cut(row["rule"]),
            Reporters = CutAll(row, "reporter"),
            With = CutAll(row, "with"),
            Receivers = CutAll(row, "receiver"),
            Via = CutMaybe(row.Maybe("via")),
            Rhythm = Named<Rhythm>(row["rhythm"]),
            Weekday = row.Maybe("weekday") is { } day ? Enum.Parse<DayOfWeek>(day) : null,
            Time = row.Maybe("time") is { } time ? TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture) : null,
            CutOff = Named<DueKind>(row["cutoff_kind"]),
            Media = row["medium"] switch
            {
                "report + next-week plan" => [ReportMedium.Report, ReportMedium.NextWeek],
                "registration" => [ReportMedium.NextWeek],
                "photos (Facebook, Zalo)" => [ReportMedium.Photos],
                var medium => [Named<ReportMedium>(medium)],
            },
            Channel = row["medium"] == "photos (Facebook, Zalo)" ? "Facebook, Zalo" : null,
            Note = row.Maybe("note"),
        };

    private PlanFund Fund(CsvRow row) =>
        new()
        {
            Key = Cut(row["fund"]),
            Source = row["source"],
            Document = CutMaybe(row.Maybe("document")),
            Amount = row.Number("amount"),
            Unit = row.Maybe("unit"),
            Purpose = row.Maybe("purpose"),
            Eligibility = row.List("eligibility"),
            Note = row.Maybe("note"),
        };

    private PlanDocument Document(CsvRow row) =>
        new()
        {
            Key = Cut(row["document"]),
            Kind = row["kind"],
            AsWritten = row.Maybe("as_written"),
            Number = row.Maybe("normalised"),
            IssuedOn = row.Day("issued_on"),
            Issuer = row.Maybe("issuer"),
            Role = Named<DocumentRole>(row["role"]),
            Note = row.Maybe("note"),
        };

    private PlanRule Rule(CsvRow row) =>
        new()
        {
            Key = Cut(row["rule"]),
            Kind = row["kind"],
            Text = row["text_vi"],
            Trigger = row.Maybe("trigger"),
            Operator = row.Maybe("op"),
            Value = row.Number("value"),
            Measure = row.Maybe("unit"),
            Criterion = row.Maybe("criterion"),
            Note = row.Maybe("note"),
        };

    private static Due Due(CsvRow row) =>
        new()
        {
            Text = row.Maybe("due_text"),
            Kind = Named<DueKind>(row["due_kind"]),
            Day = row.Day("due_date"),
        };

    private static T Named<T>(string text) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(text))!;

    private IReadOnlyList<string> CutAll(CsvRow row, string column) => [.. row.List(column).Select(Cut)];

    private string? CutMaybe(string? key) => key is null ? null : Cut(key);

    private string Cut(string key) => key.StartsWith($"{plan}-", StringComparison.Ordinal) ? key[(plan.Length + 1)..] : key;
}
