using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Rules;
using Ntm.Assessment.Tests.Rules;

namespace Ntm.Assessment.Tests.Domain;

public sealed class CriteriaSheetTests
{
    [Fact]
    public void A_good_table_gives_indicators_names_and_no_fault()
    {
        var sheet = Read(Sheets.Good);

        Assert.Empty(sheet.Faults);
        Assert.Equal(["1.1", "3.1", "20.1"], sheet.Indicators.Select(row => row.Indicator.Code));
        Assert.Equal("Khu dân cư kiểu mẫu", sheet.Names["20"]);
        Assert.Equal(
            [60m, 50m, 40m],
            new int[] { 1, 2, 3 }.Select(group => sheet.Indicators[2].Indicator.Threshold!.For(2026, null, group)!.Value)
        );
    }

    [Theory]
    [InlineData("1 1,Chữ,boolean,=,Đạt,,,,,,", "code")]
    [InlineData(",Chữ,boolean,=,Đạt,,,,,,", "code")]
    [InlineData("12345678901,Chữ,boolean,=,Đạt,,,,,,", "code")]
    [InlineData("1.1,,boolean,=,Đạt,,,,,,", "text_vi")]
    [InlineData("1.1,Chữ,bool,=,Đạt,,,,,,", "type")]
    [InlineData("1.1,Chữ,percent,=>,80,%,,,,,", "op")]
    [InlineData("1.1,Chữ,boolean,>=,Đạt,,,,,,", "op")]
    [InlineData("1.1,Chữ,percent,>=,,%,,,,,", "threshold")]
    [InlineData("1.1,Chữ,percent,>=,tám mươi,%,,,,,", "threshold")]
    [InlineData("1.1,Chữ,percent,>=,101,%,,,,,", "threshold")]
    [InlineData("1.1,Chữ,percent,>=,\"80,5\",%,,,,,", "threshold")]
    [InlineData("1.1,Chữ,count,>=,1.5,nhà,,,,,", "threshold")]
    [InlineData("1.1,Chữ,growth,>=,8,triệu,,,,,", "unit")]
    [InlineData("1.1,Chữ,growth,>=,-101,%,,,,,", "threshold")]
    [InlineData("1.1,Chữ,percent,>=,80,%,,,60,50,40", "threshold")]
    [InlineData("1.1,Chữ,percent,>=,,%,,,60,50,", "level_group_3")]
    [InlineData("1.1,Chữ,percent,>=,,%,,,60,nhiều,40", "level_group_2")]
    [InlineData("1.1,Chữ,boolean,=,Đạt,,,một dấu nguồn quá dài,,,", "mark")]
    [InlineData("20.1,Chữ,name,,,,,,,,", "code")]
    [InlineData("20,,name,,,,,,,,", "text_vi")]
    [InlineData("1.1,Chữ,boolean,=,Đạt,,,,,,,thừa", "")]
    public void Each_bad_cell_is_named_by_row_and_column(string row, string column)
    {
        var fault = Assert.Single(Read($"{Sheets.Titles}\n{row}").Faults);

        Assert.Equal((2, column), (fault.Row, fault.Column));
        Assert.NotEmpty(fault.Message);
    }

    [Fact]
    public void Every_bad_cell_of_a_table_is_named_at_once()
    {
        var sheet = Read(
            $"{Sheets.Titles}\n1.1,,bool,=,Đạt,,,,,,\n1.2,Chữ,percent,>=,x,%,,,,,\n1.3,Chữ,boolean,=,Đạt,,,,,,\n1.3,Hai,boolean,=,Đạt,,,,,,"
        );

        Assert.Equal([(2, "type"), (2, "text_vi"), (3, "threshold"), (5, "code")], sheet.Faults.Select(fault => (fault.Row, fault.Column)));
        Assert.Equal("1.3", Assert.Single(sheet.Indicators).Indicator.Code);
    }

    [Theory]
    [InlineData("code,text_vi,type,op,threshold,unit,note", "mark")]
    [InlineData("code,text_vi,type,op,threshold,unit,note,mark,ngưỡng", "ngưỡng")]
    [InlineData("code,code,text_vi,type,op,threshold,unit,note,mark", "code")]
    [InlineData("code,text,type,op,threshold,unit,note,mark", "text_vi")]
    public void A_column_that_is_missing_unknown_or_twice_is_named(string titles, string column) =>
        Assert.Contains(Read(titles).Faults, fault => fault.Row == 1 && fault.Column == column);

    [Fact]
    public void The_column_set_holds_the_code_of_the_set_or_nothing()
    {
        const string Titles = "set,code,text_vi,type,op,threshold,unit,note,mark";

        Assert.Empty(Read($"{Titles}\nT,1.1,Chữ,boolean,=,Đạt,,,\n,1.2,Chữ,boolean,=,Đạt,,,").Faults);
        Assert.Equal((2, "set"), Read($"{Titles}\nX,1.1,Chữ,boolean,=,Đạt,,,").Faults.Select(fault => (fault.Row, fault.Column)).Single());
    }

    [Theory]
    [InlineData("60,60,60", "60", false)]
    [InlineData("60,?,40", "nhóm 1: 60; nhóm 2: ?; nhóm 3: 40", true)]
    [InlineData("?,?,?", null, false)]
    public void Levels_by_group_are_one_where_they_are_the_same_and_open_where_unknown(string levels, string? text, bool byGroup)
    {
        var indicator = Read($"{Sheets.Titles}\n1.1,Chữ,percent,>=,,%,,,{levels}").Indicators.Single().Indicator;

        Assert.Equal((text, byGroup), (indicator.Threshold?.Text, indicator.ByGroup));
    }

    [Theory]
    [InlineData(1, 59, nameof(Verdict.Failed))]
    [InlineData(1, 60, nameof(Verdict.Passed))]
    [InlineData(2, 60, nameof(Verdict.Undecidable))]
    [InlineData(3, 40, nameof(Verdict.Passed))]
    [InlineData(null, 100, nameof(Verdict.Undecidable))]
    public void The_group_of_the_commune_says_which_level_decides(int? group, int percent, string expected)
    {
        var indicator = Read($"{Sheets.Titles}\n1.1,Chữ,percent,>=,,%,,,60,?,40").Indicators.Single().Indicator;

        var result = Judgement.Judge(indicator, JudgementTests.Share(percent, 100), new JudgedFor(2026, null, group), null);

        Assert.Equal(Enum.Parse<Verdict>(expected), result.Verdict);
        Assert.Equal(group is null, result.Reason?.Contains("nhóm", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void What_a_national_document_decided_is_not_replaced_by_an_extension()
    {
        var national = TestRules.Book.FindSet("XA_NTM_2021_2025")!;
        var own = Own("3.1,Tưới tiêu,percent,>=,10,%,,,,,\n2.1,Đường xã,percent,>=,90,%,,,,,");

        var composed = ComposedSet.Of(own, national, new Dictionary<string, string>());

        Assert.Equal((2, "code"), composed.Faults.Select(fault => (fault.Row, fault.Column)).Single());
        Assert.Equal("90", composed.Set.Find("2.1")!.Threshold!.Text);
        Assert.Equal(57, composed.Set.Indicators.Count());
    }

    [Fact]
    public void A_table_demands_evidence_of_its_own_indicators_and_of_those_it_inherits()
    {
        var national = TestRules.Book.FindSet("XA_NTM_2021_2025")!;
        var titles = Sheets.Titles.Replace("mark,", "mark,evidence,", StringComparison.Ordinal);
        var own = Own("2.1,Đường xã,percent,>=,90,%,,,required,,,\n3.1,,evidence,,,,,,,,,\n8.1,,evidence,,,,,,,,,", national.Code, titles);
        var wrong = Own("2.1,Đường xã,percent,>=,90,%,,,có,,,\n2.2,,evidence,,,,,,,,,\n99,,evidence,,,,,,,,,", national.Code, titles);

        var composed = ComposedSet.Of(own, national, new Dictionary<string, string>());
        var faulty = ComposedSet.Of(wrong, national, new Dictionary<string, string>());

        Assert.Empty(composed.Faults);
        Assert.Equal(
            ["1.1", "1.2", "2.1", "3.1", "8.1", "15.2", "18.4"],
            composed.Set.Indicators.Where(indicator => indicator.NeedsEvidence).Select(indicator => indicator.Code)
        );
        Assert.Equal(["2.1", "3.1", "8.1"], SetComparison.Between(national, composed.Set).Changed.Select(change => change.Code));
        Assert.Equal([(2, "evidence"), (4, "code")], faulty.Faults.Select(fault => (fault.Row, fault.Column)));
    }

    [Fact]
    public void A_criterion_without_a_name_and_a_table_without_an_indicator_are_faults()
    {
        var none = new Dictionary<string, string>();

        var nameless = ComposedSet.Of(Own("7.1,Chữ,boolean,=,Đạt,,,,,,"), null, none);
        var empty = ComposedSet.Of(Own("7,Tên,name,,,,,,,,"), null, none);

        Assert.Equal((2, "code"), nameless.Faults.Select(fault => (fault.Row, fault.Column)).Single());
        Assert.Equal((0, ""), empty.Faults.Select(fault => (fault.Row, fault.Column)).Single());
        Assert.Empty(ComposedSet.Of(Own("7.1,Chữ,boolean,=,Đạt,,,,,,"), null, new Dictionary<string, string> { ["7"] = "Tên" }).Faults);
    }

    [Fact]
    public void A_set_that_extends_what_is_no_longer_there_is_faulty()
    {
        var own = Own("7,Tên,name,,,,,,,,\n7.1,Chữ,boolean,=,Đạt,,,,,,", "XA_2050");

        Assert.Contains(
            "XA_2050",
            Assert.Single(ComposedSet.Of(own, null, new Dictionary<string, string>()).Faults).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_comparison_names_what_was_added_removed_and_changed()
    {
        var national = TestRules.Book.FindSet("XA_NTM_2026_2030")!;
        var own = ComposedSet.Of(
            Own("1,Quy hoạch,criterion,=,Đạt,,,,,,\n20.1,Mới,boolean,=,Đạt,,,,,,\n20,Tên,name,,,,,,,,"),
            null,
            new Dictionary<string, string>()
        );

        var found = SetComparison.Between(national, own.Set);

        Assert.Equal(["20.1"], found.Added);
        Assert.Equal(15, found.Removed.Count);
        var changed = Assert.Single(found.Changed);
        Assert.Equal(("1", "threshold"), (changed.Code, Assert.Single(changed.Columns)));
        Assert.Contains("47", SetComparison.CountNote(own.Set, national), StringComparison.Ordinal);
        Assert.Null(SetComparison.CountNote(own.Set, TestRules.Book.FindSet("XA_NTM_2021_2025")));
        Assert.Empty(SetComparison.Between(null, own.Set).Removed);
    }

    [Fact]
    public void The_hash_tells_apart_what_a_separator_would_not()
    {
        Assert.NotEqual(SheetHash.Of([new SheetRow(1, ["ab", "c"])]), SheetHash.Of([new SheetRow(1, ["a", "bc"])]));
        Assert.NotEqual(SheetHash.Of([new SheetRow(1, ["a"])]), SheetHash.Of([new SheetRow(2, ["a"])]));
        Assert.Equal(64, SheetHash.Of([]).Length);
    }

    private static CriteriaSheet Read(string csv) => CriteriaSheet.Read(SheetFile.Read("t.csv", Sheets.Csv(csv).Content).Value!.Rows, "T");

    private static ProvinceSet Own(string rows, string? extends = null, string titles = Sheets.Titles)
    {
        var own = new ProvinceSet
        {
            Code = "T",
            Province = "42",
            Header = new SetHeader
            {
                Title = "xa-ntm",
                Name = "Bộ thử",
                DocumentNumber = "thử",
                DocumentDate = new DateOnly(2026, 3, 1),
                ValidFrom = new DateOnly(2026, 3, 1),
                Extends = extends,
            },
        };
        var table = SheetFile.Read("t.csv", Sheets.Csv($"{titles}\n{rows}").Content).Value!;
        own.Take(table.FileName, table.Rows, new Ntm.Web.Caller("a", "A", []), DateTimeOffset.UnixEpoch);
        return own;
    }
}
