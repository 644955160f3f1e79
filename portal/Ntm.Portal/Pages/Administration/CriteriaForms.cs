using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Pages.Administration;

/// <summary>What is done with a criteria set of the province, as forms.</summary>
internal static class CriteriaForms
{
    public static ApiProblem NotPreparer =>
        new(
            403,
            "portal.not_preparer",
            T("Việc của cơ quan lập bộ tiêu chí"),
            T("Cán bộ hoặc cơ quan thẩm định của tỉnh lập bộ tiêu chí; lãnh đạo tỉnh công bố.")
                + " "
                + T("Bạn xem được các bộ đang áp dụng ở trang trước."),
            []
        );

    public static ApiProblem NoFile =>
        new(
            400,
            "portal.file_missing",
            T("Chưa chọn tệp"),
            T("Chọn tệp bảng tiêu chí rồi gửi lại; những ô khác vẫn còn."),
            [new ApiFault("file", T("Chọn tệp .csv hoặc .xlsx."))]
        );

    private static readonly string[] Titles =
    [
        "xa-ntm",
        "xa-ntm-nang-cao",
        "xa-ntm-kieu-mau",
        "xa-ntm-hien-dai",
        "kdc-kieu-mau",
        "vuon-mau",
    ];

    private static ActField Table =>
        File("file", T("Tệp bảng tiêu chí")) with
        {
            Hint =
                T("CSV (UTF-8) hoặc trang đầu của tệp .xlsx, tối đa 512 KB.")
                + " "
                + T(
                    "Cột: {0}; thêm được {1}, {2} đến {3}.",
                    "code, text_vi, type, op, threshold, unit, note, mark",
                    "set, sex, applies, parts, evidence",
                    "level_group_1",
                    "level_group_3"
                ),
        };

    /// <summary>A new set.</summary>
    /// <param name="sets">Sets that it may extend.</param>
    public static ActForm New(IReadOnlyList<CriteriaSetRow> sets) =>
        new()
        {
            Title = T("Lập bộ tiêu chí của tỉnh"),
            Consequence =
                T("Bộ mới là bản dự thảo, chưa áp dụng cho hồ sơ nào. Sửa bằng cách nạp lại tệp.")
                + " "
                + T("Người lập không tự công bố: lãnh đạo khác công bố."),
            Button = T("Nạp và xem trước"),
            Fields =
            [
                Text("code", T("Mã bộ tiêu chí")) with
                {
                    Hint = T("Chữ in không dấu, số, gạch dưới. Ví dụ: HT_XA_NTM_2027."),
                },
                Select("title", T("Danh hiệu"), [.. Titles.Select(title => new Option(title, Words.Capital(Words.TitleOf(title))))]),
                Text("name", T("Tên bộ tiêu chí")),
                Text("documentNumber", T("Số văn bản của tỉnh")) with
                {
                    Part = T("Văn bản"),
                },
                Date("documentDate", T("Ngày văn bản")) with
                {
                    Beside = true,
                },
                Date("validFrom", T("Có hiệu lực từ ngày")),
                Date("validTo", T("Đến hết ngày")) with
                {
                    Optional = true,
                    Beside = true,
                },
                Select(
                    "extends",
                    T("Thêm vào bộ quốc gia"),
                    [.. sets.Where(set => set.Province is null).Select(set => new Option(set.Code, $"{set.Name} ({set.Code})"))]
                ) with
                {
                    Optional = true,
                    Part = T("Nội dung"),
                    Hint = T("Chọn khi tỉnh chỉ bổ sung chỉ tiêu. Chọn Không khi tệp có đủ mọi chỉ tiêu."),
                },
                Table,
            ],
        };

    /// <summary>The form of an act on a set; null for one that there is not.</summary>
    public static ActForm? Of(string act, CriteriaPreviewRecord set) =>
        act switch
        {
            "nap-lai" => new ActForm
            {
                Title = T("Nạp lại bảng của bộ {0}", set.Code),
                Consequence = T("Bảng mới thay toàn bộ bảng đang có; văn bản và ngày hiệu lực giữ nguyên. Bạn được ghi là người lập."),
                Button = T("Nạp và xem trước"),
                Fields = [Table],
            },
            "cong-bo" => new ActForm
            {
                Title = T("Đề nghị công bố bộ {0}", set.Code),
                Consequence =
                    T("Lãnh đạo tỉnh đưa vào hiệu lực thì hồ sơ mở từ {0} theo bộ này; hồ sơ mở trước giữ bộ cũ.", Show.Day(set.ValidFrom))
                    + " "
                    + T("Công bố rồi không sửa, không xóa được, chỉ thay bằng bộ sau. Người lập: {0}.", set.PreparedByName),
                Button = T("Đề nghị công bố"),
            },
            "xoa" => new ActForm
            {
                Title = T("Xóa bản dự thảo {0}", set.Code),
                Consequence = T("Bản dự thảo và bảng đã nạp mất hẳn. Chưa hồ sơ nào dùng bản này."),
                Button = T("Xóa bản dự thảo"),
                Grave = true,
            },
            _ => null,
        };

    /// <summary>The file that was chosen, as the API takes it; null where none was.</summary>
    public static async Task<object?> FileAsync(Visit visit)
    {
        if (visit.Form!.Files["file"] is not { Length: > 0 } file)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, visit.Http.RequestAborted);
        return new { name = file.FileName, content = Convert.ToBase64String(bytes.ToArray()) };
    }
}
