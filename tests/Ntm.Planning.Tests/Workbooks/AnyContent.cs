using System.Text.Json;
using Ntm.Messaging;

namespace Ntm.Planning.Tests.Workbooks;

/// <summary>Contents that hold everything a content can hold, odd texts among it; they need not make sense.</summary>
internal sealed class AnyContent(int seed)
{
    private static readonly string[] Pieces =
    [
        "thôn Yên Quý",
        "MTTQ; LHPN",
        ";;",
        "_x000D_",
        "=1+1",
        "<&>\"'",
        "dòng 1\ndòng 2",
        "dòng 1\r\ndòng 2",
        "0,7km",
        "1/3/2021",
        "TRUE",
        "👩‍🌾",
        "\uFFFF",
        "[x]",
        "có",
        "a\tb",
        "08-KH/BCĐ",
        "trước ngày 30/4/2021",
    ];

    private static readonly decimal[] Figures = [0, 1, 0.7m, 3200, 0.38m, -5, 1_000_000_000, 123_456_789.123456m];

    private readonly Random random = new(seed);

    /// <summary>A content as JSON, to compare.</summary>
    public static string Json(PlanContent content) =>
        JsonSerializer.Serialize(content, new JsonSerializerOptions(EventJson.Options) { WriteIndented = true });

    /// <summary>The content with words for each due that has none, as its workbook gives it back.</summary>
    public static PlanContent Worded(PlanContent content) =>
        content with
        {
            Targets = [.. content.Targets.Select(target => target with { Due = Worded(target.Due) })],
            Tasks = [.. content.Tasks.Select(task => task with { Due = Worded(task.Due) })],
        };

    public PlanContent Build() =>
        new()
        {
            Header = Header(),
            Periods = Some(Period, 1),
            Bodies = Some(Body),
            Places = Some(Place),
            Targets = Some(Target),
            Split = Some(Split),
            Tasks = Some(Task),
            Reporting = Some(Rule),
            Funding = Some(Fund),
            Documents = Some(Document),
            Rules = Some(Standing),
        };

    private static Due Worded(Due due) => due is { IsSet: true, Text: null } ? due with { Text = DueText.WordsOf(due) } : due;

    private PlanHeader Header() =>
        new()
        {
            Number = Maybe(Text),
            Style = Any<DocumentStyle>(),
            IssuedOn = MaybeDay(),
            Issuer = Text(),
            SignerOffice = Maybe(Text),
            Subject = Text(),
            Purpose = Maybe(Text),
            ParentNumber = Maybe(Text),
            ParentIssuedOn = MaybeDay(),
            ParentIssuer = Maybe(Text),
            ParentId = Chance() ? new Guid(random.Next(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) : null,
            Recipients = Some(() => new PlanRecipient { Text = Text(), Bodies = Some(Text) }),
            Attachments = Some(() =>
                new PlanAttachment
                {
                    Name = Text(),
                    Document = Maybe(Text),
                    Present = Chance(),
                }
            ),
            Marks = Some(() =>
                new FieldMark
                {
                    Field = Chance() ? "issuedOn" : Text(),
                    Status = Any<FieldStatus>(),
                    AsWritten = Maybe(Text),
                    Note = Maybe(Text),
                }
            ),
        };

    private PlanPeriod Period() =>
        new()
        {
            Key = Text(),
            Name = Text(),
            Kind = Any<PeriodKind>(),
            Within = Maybe(Text),
            From = Day(),
            To = Day(),
            StatedLength = Maybe(Text),
            Note = Maybe(Text),
        };

    private PlanBody Body() =>
        new()
        {
            Key = Text(),
            Name = Text(),
            Short = Text(),
            Level = Any<PlanLevel>(),
            Kind = Any<BodyKind>(),
            Role = Chance() ? "officer" : Maybe(Text),
            Department = Maybe(Text),
            Note = Maybe(Text),
        };

    private PlanPlace Place() =>
        new()
        {
            Key = Text(),
            Name = Text(),
            Kind = Chance() ? "village" : Text(),
            Within = Maybe(Text),
            UnitCode = Maybe(Text),
            Note = Maybe(Text),
        };

    private PlanTarget Target() =>
        new()
        {
            Key = Text(),
            Text = Text(),
            Measure = Maybe(Text),
            Kind = Any<TargetKind>(),
            Operator = Chance() ? ">=" : null,
            Value = MaybeFigure(),
            Upper = MaybeFigure(),
            Baseline = MaybeFigure(),
            Total = MaybeFigure(),
            AsWritten = Maybe(Text),
            Due = Due(),
            Period = Maybe(Text),
            Place = Text(),
            Criterion = Maybe(Text),
            Counting = Any<Counting>(),
            Above = Maybe(Text),
            Note = Maybe(Text),
        };

    private TargetSplit Split() =>
        new()
        {
            Target = Text(),
            Place = Text(),
            Value = Figure(),
            Basis = Any<SplitBasis>(),
            Note = Maybe(Text),
        };

    private PlanTask Task() =>
        new()
        {
            Key = Text(),
            Text = Text(),
            Accountable = Some(Text),
            Responsible = Some(Text),
            Coordinating = Some(Text),
            Places = Some(Text),
            Due = Due(),
            Serves = Some(Text),
            DependsOn = Some(Text),
            Step = Chance() ? Any<PathStep>() : null,
            Note = Maybe(Text),
        };

    private ReportingRule Rule() =>
        new()
        {
            Key = Text(),
            Reporters = Some(Text),
            With = Some(Text),
            Receivers = Some(Text),
            Via = Maybe(Text),
            Rhythm = Any<Rhythm>(),
            Weekday = Chance() ? Any<DayOfWeek>() : null,
            DayOfMonth = Chance() ? random.Next(1, 32) : null,
            Time = Chance() ? new TimeOnly(random.Next(24), random.Next(60)) : null,
            CutOff = Any<DueKind>(),
            OnHoliday = Any<HolidayRule>(),
            Periods = Some(Text),
            Media = Some(Any<ReportMedium>),
            Channel = Maybe(Text),
            Note = Maybe(Text),
        };

    private PlanFund Fund() =>
        new()
        {
            Key = Text(),
            Source = Text(),
            Document = Maybe(Text),
            Amount = MaybeFigure(),
            Unit = Maybe(Text),
            Purpose = Maybe(Text),
            Eligibility = Some(Text),
            Note = Maybe(Text),
        };

    private PlanDocument Document() =>
        new()
        {
            Key = Text(),
            Kind = Text(),
            AsWritten = Maybe(Text),
            Number = Maybe(Text),
            IssuedOn = MaybeDay(),
            Issuer = Maybe(Text),
            Role = Any<DocumentRole>(),
            Note = Maybe(Text),
        };

    private PlanRule Standing() =>
        new()
        {
            Key = Text(),
            Kind = Text(),
            Text = Text(),
            Trigger = Maybe(Text),
            Operator = Chance() ? "=" : null,
            Value = MaybeFigure(),
            Measure = Maybe(Text),
            Criterion = Maybe(Text),
            Note = Maybe(Text),
        };

    private Due Due()
    {
        var (kind, day, text) = (Any<DueKind>(), Day(), Maybe(Text));
        return kind switch
        {
            DueKind.None => new Due { Text = text },
            DueKind.WithinMonth => new Due
            {
                Kind = kind,
                Text = text,
                Day = new DateOnly(day.Year, 6, 30),
            },
            DueKind.QuarterEnd => new Due
            {
                Kind = kind,
                Text = text,
                Day = new DateOnly(day.Year, 9, 30),
            },
            DueKind.BeforeInstant => new Due
            {
                Kind = kind,
                Text = text,
                Day = day,
                Time = new TimeOnly(14, 30),
            },
            _ => new Due
            {
                Kind = kind,
                Text = text,
                Day = day,
            },
        };
    }

    private IReadOnlyList<T> Some<T>(Func<T> item, int least)
    {
        var count = random.Next(least, 4);
        return [.. Enumerable.Range(0, count).Select(_ => item())];
    }

    private IReadOnlyList<T> Some<T>(Func<T> item) => Some(item, 0);

    private string? Maybe(Func<string> text) => Chance() ? text() : null;

    /// <summary>Not the Vietnamese word of a code: word and code are one.</summary>
    private string Text() => $"m{random.Next(1000)} {Pieces[random.Next(Pieces.Length)]}";

    private decimal Figure() => Figures[random.Next(Figures.Length)];

    private decimal? MaybeFigure() => Chance() ? Figure() : null;

    private DateOnly Day() => new DateOnly(2010, 1, 1).AddDays(random.Next(33_000));

    private DateOnly? MaybeDay() => Chance() ? Day() : null;

    private T Any<T>()
        where T : struct, Enum
    {
        var values = Enum.GetValues<T>();
        return values[random.Next(values.Length)];
    }

    private bool Chance() => random.Next(2) == 0;
}
