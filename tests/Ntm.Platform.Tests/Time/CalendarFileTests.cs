using System.Text;
using System.Text.Json.Nodes;
using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Platform.Tests.Time;

public sealed class CalendarFileTests
{
    [Fact]
    public void The_shipped_file_loads()
    {
        var calendar = CalendarFile.Load(AsStream(Shipped()));
        Assert.Equal(new DateOnly(2020, 1, 1), calendar.FirstDay);
        Assert.Equal(new DateOnly(2027, 12, 31), calendar.LastDay);
    }

    [Fact]
    public void All_faults_of_a_damaged_file_are_named_at_once()
    {
        var file = Shipped();
        var days = file["days"]!.AsArray();
        Remove(days, "2021-05-01");
        Remove(days, "2022-02-01");
        Remove(days, "2023-09-04");
        Remove(days, "2024-04-18");
        Remove(days, "2024-05-04");
        days.Add(Entry("2020-01-01", "holiday", "Tết Dương lịch", "M"));
        days.Add(Entry("2028-01-01", "holiday", "Tết Dương lịch", "M"));
        days.Add(Entry("2025-03-03", "workedInExchange", " ", "sure"));

        var faults = Assert.Throws<CalendarDataException>(() => CalendarFile.Load(AsStream(file))).Faults;

        string[] expected =
        [
            "2020-01-01: khai hai lần",
            "2028-01-01: ngoài khoảng năm",
            "2025-03-03: thiếu tên",
            "2025-03-03: dấu tin cậy 'sure'",
            "2025-03-03: loại WorkedInExchange",
            "2021: thiếu ngày nghỉ lễ 1/5",
            "2022: Tết Nguyên đán phải có đủ 5 ngày",
            "2023: số ngày nghỉ bù",
            "2024: thiếu ngày Giỗ Tổ",
            "2024: số ngày nghỉ hoán đổi",
        ];
        Assert.All(expected, e => Assert.Contains(faults, f => f.StartsWith(e, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"firstYear\":2020,\"lastYear\":2020}")]
    [InlineData("{\"firstYear\":2020,\"lastYear\":2020,\"days\":null}")]
    [InlineData("{\"firstYear\":2020,\"lastYear\":2020,\"days\":[],\"extra\":1}")]
    [InlineData("{\"firstYear\":2021,\"lastYear\":2020,\"days\":[]}")]
    [InlineData(
        "{\"firstYear\":2020,\"lastYear\":2020,"
            + "\"days\":[{\"date\":\"2020-02-30\",\"kind\":\"holiday\",\"name\":\"a\",\"source\":\"b\",\"mark\":\"M\"}]}"
    )]
    [InlineData(
        "{\"firstYear\":2020,\"lastYear\":2020,"
            + "\"days\":[{\"date\":\"2020-02-03\",\"kind\":\"1\",\"name\":\"a\",\"source\":\"b\",\"mark\":\"M\"}]}"
    )]
    public void A_file_of_another_shape_is_refused(string text) =>
        Assert.Throws<CalendarDataException>(() => CalendarFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    private static JsonObject Shipped()
    {
        using var stream = typeof(WorkingDayCalendar).Assembly.GetManifestResourceStream("Ntm.LegalTime.calendar-vn.json")!;
        return JsonNode.Parse(stream)!.AsObject();
    }

    private static MemoryStream AsStream(JsonObject file) => new(Encoding.UTF8.GetBytes(file.ToJsonString()));

    private static void Remove(JsonArray days, string date) => days.Remove(days.Single(d => (string?)d!["date"] == date));

    private static JsonObject Entry(string date, string kind, string name, string mark) =>
        new()
        {
            ["date"] = date,
            ["kind"] = kind,
            ["name"] = name,
            ["source"] = "x",
            ["mark"] = mark,
        };
}
