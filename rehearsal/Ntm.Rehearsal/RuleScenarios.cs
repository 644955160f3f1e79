using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>Stories about the rules that a province makes itself; all figures and numbers of documents are invented.</summary>
internal static class RuleScenarios
{
    private const string National = "XA_NTM_2026_2030";

    private const string Columns = "code,text_vi,type,op,threshold,unit,note,mark";

    private const string Bad =
        Columns
        + "\n20,Khu dân cư kiểu mẫu và vườn mẫu,name,,,,,"
        + "\n20.1,Có khu dân cư nông thôn mới kiểu mẫu,có,=,Đạt,,,"
        + "\n20.2,Tỷ lệ vườn mẫu được công nhận,percent,>=,nhiều,%,,"
        + "\n20.3,Tỷ lệ hộ có hàng rào xanh,percent,gần,50,%,,";

    private const string Good =
        Columns
        + "\n20,Khu dân cư kiểu mẫu và vườn mẫu,name,,,,,"
        + "\n20.1,Có khu dân cư nông thôn mới kiểu mẫu,boolean,=,Đạt,,,"
        + "\n20.2,Tỷ lệ vườn mẫu được công nhận,percent,>=,30,%,,"
        + "\n20.3,Tỷ lệ hộ có hàng rào xanh,percent,>=,50,%,,";

    /// <summary>
    /// The province adds criterion 20 to the national set: the table is imported, refused for three bad cells, mended, published by
    /// somebody else and superseded by a stricter one.
    /// </summary>
    public static async Task ProvinceSetAsync(RehearsalSession rehearsal)
    {
        var officer = rehearsal.As(People.Preparer);
        var leader = rehearsal.As(People.ProvinceLeader);
        var day = await FirstFreeDayAsync(leader, rehearsal.Today);
        var (first, second) = ($"MAU_{day:yyyyMMdd}", $"MAU_{day.AddDays(1):yyyyMMdd}");
        var draft = await officer.PostAsync("/assessment/criteria-sets", Set(first, "MẪU-11/2026", rehearsal.Today, day, Bad));
        var cells = draft.GetProperty("faults").EnumerateArray().Select(Cell).ToList();
        rehearsal.Narrator.Step(People.Preparer, $"Nhập bộ tiêu chí {first}", $"{cells.Count} ô sai: {string.Join(", ", cells)}");
        Expect(cells.Count == 3, "Bản xem trước phải nêu đúng ba ô sai.");
        await RefusedAsync(rehearsal, "Đề nghị công bố bộ tiêu chí còn ô sai", "assessment.criteria_set_faulty", first);

        var mended = await officer.PutAsync($"/assessment/criteria-sets/{first}/content", new { file = File(Good) });
        rehearsal.Narrator.Step(People.Preparer, "Sửa và nhập lại", $"thêm {mended.GetProperty("added").GetArrayLength()} chỉ tiêu");
        await rehearsal.DecideAsync(ProvincePeople.HaTinh, $"/assessment/criteria-sets/{first}/publication");
        rehearsal.Narrator.Step(People.ProvinceLeader, $"Công bố {first} theo MẪU-11/2026", $"áp dụng từ {day:dd/MM/yyyy}");

        var stricter = Good.Replace(",30,", ",40,", StringComparison.Ordinal);
        await officer.PostAsync("/assessment/criteria-sets", Set(second, "MẪU-12/2026", rehearsal.Today, day.AddDays(1), stricter));
        await rehearsal.DecideAsync(ProvincePeople.HaTinh, $"/assessment/criteria-sets/{second}/publication");
        await rehearsal.MoveToAsync(day.AddDays(1));
        var inForce = await leader.GetAsync($"/assessment/criteria-sets?title=xa-ntm&day={rehearsal.Today:yyyy-MM-dd}&province=42");
        var code = inForce.GetProperty("items")[0].GetProperty("code").GetString();
        rehearsal.Narrator.Step(People.ProvinceLeader, $"Công bố {second}, thay thế {first}", $"đang áp dụng: {code}");
        Expect(code == second, "Bộ tiêu chí sau phải thay thế bộ trước.");
    }

    /// <summary>The first day from which no set that was published before is in the way.</summary>
    private static async Task<DateOnly> FirstFreeDayAsync(Person leader, DateOnly today)
    {
        var sets = await leader.GetAsync("/assessment/criteria-sets?title=xa-ntm&province=42");
        var last = sets.GetProperty("items")
            .EnumerateArray()
            .Where(set => set.GetProperty("province").ValueKind == JsonValueKind.String)
            .Select(set => DateOnly.Parse(set.GetProperty("validFrom").GetString()!, CultureInfo.InvariantCulture))
            .DefaultIfEmpty(today)
            .Max();
        return last < today ? today : last.AddDays(1);
    }

    private static async Task RefusedAsync(RehearsalSession rehearsal, string what, string code, string set)
    {
        var why = await rehearsal.As(People.Preparer).IsRefusedAsync(code, HttpMethod.Post, $"/assessment/criteria-sets/{set}/publication");
        rehearsal.Narrator.Refused(People.Preparer, what, why);
    }

    private static string Cell(JsonElement fault) =>
        $"dòng {fault.GetProperty("row").GetInt32()} cột {fault.GetProperty("column").GetString()}";

    private static object Set(string code, string number, DateOnly date, DateOnly from, string table) =>
        new
        {
            code,
            province = "42",
            title = "xa-ntm",
            name = "Bộ tiêu chí mẫu xã nông thôn mới, thêm tiêu chí 20",
            documentNumber = number,
            documentDate = date,
            validFrom = from,
            validTo = (DateOnly?)null,
            extends = National,
            file = File(table),
        };

    private static object File(string table) =>
        new { name = "tieu-chi.csv", content = Convert.ToBase64String(Encoding.UTF8.GetBytes(table)) };

    private static void Expect(bool holds, string words)
    {
        if (!holds)
        {
            throw new RehearsalFailure(words);
        }
    }
}
