using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Pages.Administration;

/// <summary>What is done with a criteria set of the province, as forms.</summary>
internal static class CriteriaForms
{
    public static readonly ApiProblem NotPreparer = new(
        403,
        "portal.not_preparer",
        "Việc của cơ quan lập bộ tiêu chí",
        "Cán bộ hoặc cơ quan thẩm định của tỉnh lập bộ tiêu chí; lãnh đạo tỉnh công bố. Bạn xem được các bộ đang áp dụng ở trang trước.",
        []
    );

    public static readonly ApiProblem NoFile = new(
        400,
        "portal.file_missing",
        "Chưa chọn tệp",
        "Chọn tệp bảng tiêu chí rồi gửi lại; những ô khác vẫn còn.",
        [new ApiFault("file", "Chọn tệp .csv hoặc .xlsx.")]
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

    private static readonly ActField Table = File("file", "Tệp bảng tiêu chí") with
    {
        Hint =
            "CSV (UTF-8) hoặc trang đầu của tệp .xlsx, tối đa 512 KB. Cột: code, text_vi, type, op, threshold, unit, note, mark; thêm "
            + "được set, sex, applies, parts, evidence, level_group_1 đến level_group_3.",
    };

    /// <summary>A new set.</summary>
    /// <param name="sets">Sets that it may extend.</param>
    public static ActForm New(IReadOnlyList<CriteriaSetRow> sets) =>
        new()
        {
            Title = "Lập bộ tiêu chí của tỉnh",
            Consequence =
                "Bộ mới là bản dự thảo, chưa áp dụng cho hồ sơ nào. Sửa bằng cách nạp lại tệp. Người lập không tự công bố: "
                + "lãnh đạo khác công bố.",
            Button = "Nạp và xem trước",
            Fields =
            [
                Text("code", "Mã bộ tiêu chí") with
                {
                    Hint = "Chữ in không dấu, số, gạch dưới. Ví dụ: HT_XA_NTM_2027.",
                },
                Select("title", "Danh hiệu", [.. Titles.Select(title => new Option(title, Words.Capital(Words.TitleOf(title))))]),
                Text("name", "Tên bộ tiêu chí"),
                Text("documentNumber", "Số văn bản của tỉnh"),
                Date("documentDate", "Ngày văn bản"),
                Date("validFrom", "Có hiệu lực từ ngày"),
                Date("validTo", "Đến hết ngày") with
                {
                    Optional = true,
                },
                Select(
                    "extends",
                    "Thêm vào bộ quốc gia",
                    [.. sets.Where(set => set.Province is null).Select(set => new Option(set.Code, $"{set.Name} ({set.Code})"))]
                ) with
                {
                    Optional = true,
                    Hint = "Chọn khi tỉnh chỉ bổ sung chỉ tiêu. Chọn Không khi tệp có đủ mọi chỉ tiêu.",
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
                Title = $"Nạp lại bảng của bộ {set.Code}",
                Consequence = "Bảng mới thay toàn bộ bảng đang có; văn bản và ngày hiệu lực giữ nguyên. Bạn được ghi là người lập.",
                Button = "Nạp và xem trước",
                Fields = [Table],
            },
            "cong-bo" => new ActForm
            {
                Title = $"Công bố bộ {set.Code}",
                Consequence =
                    $"Hồ sơ mở từ {Show.Day(set.ValidFrom)} theo bộ này; hồ sơ mở trước giữ bộ cũ. Công bố rồi không sửa, không xóa "
                    + $"được, chỉ thay bằng bộ sau. Người lập: {set.PreparedByName}.",
                Button = "Công bố",
                Grave = true,
            },
            "xoa" => new ActForm
            {
                Title = $"Xóa bản dự thảo {set.Code}",
                Consequence = "Bản dự thảo và bảng đã nạp mất hẳn. Chưa hồ sơ nào dùng bản này.",
                Button = "Xóa bản dự thảo",
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
