using System.Text;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Rules;

namespace Ntm.Assessment.Tests.Rules;

public sealed class RuleBookTests
{
    private const string Commune = "criteria/XA_NTM_2021_2025.csv";

    [Theory]
    [InlineData("XA_NTM_2021_2025", 19, 57)]
    [InlineData("XA_NC_2021_2025", 19, 75)]
    [InlineData("HUYEN_NTM_2021_2025", 9, 36)]
    [InlineData("XA_NTM_2016_2020", 19, 23)]
    [InlineData("XA_NTM_2026_2030", 10, 16)]
    [InlineData("VUON_MAU_HATINH", 5, 5)]
    [InlineData("KDC_KIEU_MAU_HATINH", 10, 10)]
    public void Every_criteria_set_loads_with_all_its_criteria_and_indicators(string code, int criteria, int indicators)
    {
        var set = TestRules.Book.FindSet(code);

        Assert.NotNull(set);
        Assert.Equal(criteria, set.Criteria.Count);
        Assert.Equal(indicators, set.Indicators.Count());
        Assert.All(set.Criteria, criterion => Assert.NotEmpty(criterion.Name));
    }

    [Theory]
    [InlineData("xa-ntm", "2020-12-31", "XA_NTM_2016_2020")]
    [InlineData("xa-ntm", "2021-01-01", "XA_NTM_2021_2025")]
    [InlineData("xa-ntm", "2026-02-14", "XA_NTM_2021_2025")]
    [InlineData("xa-ntm", "2026-02-15", "XA_NTM_2026_2030")]
    [InlineData("xa-ntm-nang-cao", "2026-02-15", null)]
    [InlineData("xa-ntm-hien-dai", "2026-06-01", null)]
    [InlineData("xa-ntm-nang-cao", "2023-06-01", "XA_NC_2021_2025")]
    [InlineData("xa-ntm-nang-cao", "2020-06-01", null)]
    public void The_set_of_a_title_is_the_one_in_force_on_the_day(string title, string day, string? expected) =>
        Assert.Equal(expected, TestRules.Book.SetFor(title, DateOnly.Parse(day, null))?.Code);

    [Theory]
    [InlineData("2019-01-15", "hd-78-xa")]
    [InlineData("2019-01-16", "hd-122-xa")]
    [InlineData("2022-09-19", "hd-122-xa")]
    [InlineData("2022-09-20", "hd-90-xa")]
    [InlineData("2026-02-14", "hd-90-xa")]
    [InlineData("2026-02-15", "mttq-2026-xa")]
    public void The_survey_rule_of_a_title_is_the_one_in_force_on_the_day(string day, string? expected) =>
        Assert.Equal(expected, TestRules.Book.SurveyRuleFor("xa-ntm", DateOnly.Parse(day, null))?.Code);

    [Theory]
    [InlineData("xa-ntm")]
    [InlineData("xa-ntm-hien-dai")]
    public void Nothing_of_the_survey_of_2026_decides_before_a_province_acts(string title)
    {
        var day = new DateOnly(2026, 2, 15);

        Assert.All(TestRules.Book.SurveyRuleFor(title, day)!.Demands, demand => Assert.True(demand.NeedsConfirmation));
        Assert.Contains("dự thảo", TestRules.Book.QuestionsFor(title, day)!.Source);
    }

    [Fact]
    public void Types_by_sex_if_any_and_conditions_are_read_from_the_rows()
    {
        var set = TestRules.Book.FindSet("XA_NTM_2021_2025")!;

        Assert.True(set.Find("15.1")!.BySex);
        Assert.True(set.Find("13.4")!.Optional);
        Assert.Equal(4, set.Find("14.1")!.Parts.Count);
        Assert.True(set.Find("2.1")!.SetByProvince);
        Assert.Equal(IndicatorKind.Percent2, set.Find("17.1")!.Kind);
        Assert.Equal(48m, set.Find("10")!.Threshold!.For(2024, "BAC_TRUNG_BO")!.Value);
        Assert.Null(set.Find("10")!.Threshold!.For(2026, "BAC_TRUNG_BO"));
    }

    [Theory]
    [InlineData("XA_NTM_2021_2025", "1.1 1.2 15.2 18.4")]
    [InlineData("XA_NTM_2016_2020", "15.2")]
    [InlineData("XA_NTM_2026_2030", "")]
    public void Only_what_rests_on_a_document_by_its_own_text_needs_evidence_nationally(string set, string codes) =>
        Assert.Equal(
            codes,
            string.Join(' ', TestRules.Book.FindSet(set)!.Indicators.Where(indicator => indicator.NeedsEvidence).Select(x => x.Code))
        );

    [Fact]
    public void Only_uncertain_thresholds_and_those_left_to_the_province_need_confirmation()
    {
        var open = TestRules.Book.FindSet("XA_NTM_2021_2025")!.Indicators.Where(indicator => indicator.NeedsConfirmation).ToList();

        Assert.All(open, indicator => Assert.True(indicator.Mark == "M?" || indicator.SetByProvince));
        Assert.Contains(open, indicator => indicator.Code == "2.1");
        Assert.Contains(open, indicator => indicator.Code == "17.1");
        Assert.DoesNotContain(open, indicator => indicator.Code is "3.1" or "1.1" or "15.1");
    }

    [Fact]
    public void Nothing_of_the_national_set_of_2026_decides_before_a_province_acts()
    {
        var set = TestRules.Book.FindSet("XA_NTM_2026_2030")!;

        Assert.Equal(47, set.OfficialIndicators);
        Assert.All(set.Indicators, indicator => Assert.True(indicator.NeedsConfirmation, indicator.Code));
        Assert.Equal(10, set.Indicators.Count(indicator => indicator.Kind == IndicatorKind.Criterion));
        Assert.Equal(IndicatorKind.Growth, set.Find("3.1")!.Kind);
    }

    [Fact]
    public void A_damaged_file_stops_the_start_with_every_fault_named_by_file_row_and_column()
    {
        var files = TestRules
            .Files()
            .With(Commune, "8.1,Xã có điểm phục vụ bưu chính,boolean", "8.1,Xã có điểm phục vụ bưu chính,yesno")
            .With(Commune, ",percent,>=,98,%,", ",percent,>=,ninety,%,")
            .With(Commune, "9.1,\"Nhà tạm", "8.3,\"Nhà tạm")
            .With("surveys/rules.json", "\"value\": 60, \"mark\": \"V45\"", "\"value\": 160, \"mark\": \"V45\"")
            .With("criteria/XA_NC_2021_2025.json", "\"title\": \"xa-ntm-nang-cao\"", "\"title\": \"xa-ntm\"");
        files.Remove("regions.json");

        var faults = RuleBook.Read(files).Faults;

        Assert.Contains(faults, fault => fault is { File: Commune, Row: 17, Column: "type" });
        Assert.Contains(faults, fault => fault is { File: Commune, Row: 11, Column: "threshold" });
        Assert.Contains(faults, fault => fault is { File: Commune, Row: 21, Column: "code" });
        Assert.Contains(faults, fault => fault is { File: "surveys/rules.json", Row: 1, Column: "demands.value" });
        Assert.Contains(faults, fault => fault.File == "regions.json");
    }

    [Fact]
    public void Two_sets_of_one_title_on_one_day_are_refused()
    {
        var files = TestRules.Files().With("criteria/XA_NTM_2016_2020.json", "2020-12-31", "2021-01-01");

        Assert.Contains(RuleBook.Read(files).Faults, fault => fault.Column == "validFrom");
    }

    [Fact]
    public void Broken_encoding_an_open_quote_and_an_unknown_property_are_faults()
    {
        var files = TestRules.Files().With("surveys/questions.json", "\"mark\": \"M?\"", "\"marks\": \"M?\"");
        files["criteria/XA_NC_2021_2025.csv"][40] = 0xFF;
        files["criteria/KDC_KIEU_MAU_HATINH.csv"] =
        [
            .. files["criteria/KDC_KIEU_MAU_HATINH.csv"],
            .. Encoding.UTF8.GetBytes("K11,\"không đóng"),
        ];

        var faults = RuleBook.Read(files).Faults;

        Assert.Contains(
            faults,
            fault => fault.File == "criteria/XA_NC_2021_2025.csv" && fault.Message.Contains("UTF-8", StringComparison.Ordinal)
        );
        Assert.Contains(
            faults,
            fault => fault.File == "criteria/KDC_KIEU_MAU_HATINH.csv" && fault.Message.Contains("nháy", StringComparison.Ordinal)
        );
        Assert.Contains(faults, fault => fault.File == "surveys/questions.json");
    }

    [Theory]
    [InlineData("a,b\n1,2\n", "a|b/1|2")]
    [InlineData("a,b\r\n1,\"x, y\"\r\n", "a|b/1|x, y")]
    [InlineData("a\n\"say \"\"yes\"\"\"", "a/say \"yes\"")]
    [InlineData("a,b\n,", "a|b/|")]
    [InlineData("a\n\"two\nlines\"\nz", "a/two\nlines/z")]
    public void Rows_are_split_as_RFC_4180_says(string text, string expected) =>
        Assert.Equal(expected, string.Join("/", CsvRows.Read(text).Select(row => string.Join("|", row.Cells))));
}
