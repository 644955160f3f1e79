using Ntm.Portal.Acts;
using Ntm.Portal.Api;

namespace Ntm.Portal.Parts;

/// <summary>What is said after an act: one sentence that it was done.</summary>
internal static class Receipts
{
    /// <summary>The sentence of an act; null for one that there is not, so that an address puts no words into the page.</summary>
    public static string? Of(string? act, string? count) =>
        act switch
        {
            null or "" => null,
            "mat-khau" => "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.",
            "tat-ma" => "Đã tắt xác thực hai lớp.",
            "nhan" => int.TryParse(count, out var number) && number is > 0 and <= 500 ? $"Đã nhận {number} việc." : "Chưa nhận việc nào.",
            "mo" => "Đã mở hồ sơ.",
            "tep" => "Đã tải tệp lên.",
            "bo-tep" => "Đã bỏ tệp khỏi tài liệu.",
            "luu" => "Đã lưu.",
            "nop" => "Đã nộp. Còn tiêu chí chưa đạt nên hồ sơ chưa chuyển bước.",
            "tu-danh-gia" => "Đã nộp bản tự đánh giá đạt mọi tiêu chí.",
            "phieu" => "Đã ghi phiếu của thôn.",
            "tai-khoan" => "Đã ghi thay đổi của tài khoản.",
            "gui-lai" => "Đã gửi lại sự kiện; xem lại sau ít giây.",
            "bo" => "Đã bỏ sự kiện.",
            "doi-soat" => "Đã đối soát.",
            "chot" => "Đã chốt và công khai kết quả.",
            "GiveVerdicts" => "Đã ghi kết luận từng mục.",
            _ => ActForms.Of(new ActionRecord(act, "", "", "", [], []), new DossierRecord(), new ActChoices([], [])) is { } form
                ? $"Đã xong: {(act == "CompleteStage" ? "hoàn thành bước" : Words.Lower(form.Title))}."
                : null,
        };
}
