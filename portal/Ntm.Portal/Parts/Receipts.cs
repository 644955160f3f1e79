using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Work;

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
            "phien" => "Đã kết thúc phiên đăng nhập đó.",
            "phien-khac" => CountOf(count) is { } ended
                ? $"Đã kết thúc {ended} phiên đăng nhập khác."
                : "Không còn phiên đăng nhập nào khác.",
            "lien-ket" => "Đã liên kết. Từ nay đăng nhập được bằng danh tính bên ngoài đó.",
            "go-lien-ket" => "Đã gỡ liên kết. Các phiên đăng nhập khác đã kết thúc.",
            "da-doc" => CountOf(count) is { } read ? $"Đã đánh dấu đã đọc {read} thông báo." : "Chưa chọn thông báo nào.",
            "mo" => "Đã mở hồ sơ.",
            "tep" => "Đã tải tệp lên.",
            "bo-tep" => "Đã bỏ tệp khỏi tài liệu.",
            "gop-y" => "Đã gửi ý kiến. Cán bộ xã xem và trả lời trong thời gian niêm yết.",
            "bo-loc" => "Đã lưu bộ lọc.",
            "xoa-bo-loc" => "Đã xóa bộ lọc.",
            "luu" => "Đã lưu.",
            "nop" => "Đã nộp. Còn tiêu chí chưa đạt nên hồ sơ chưa chuyển bước.",
            "tu-danh-gia" => "Đã nộp bản tự đánh giá đạt mọi tiêu chí.",
            "phieu" => "Đã ghi phiếu của thôn.",
            "tai-khoan" => "Đã ghi thay đổi của tài khoản.",
            "gui-lai" => "Đã gửi lại sự kiện; xem lại sau ít giây.",
            "bo" => "Đã bỏ sự kiện.",
            "doi-soat" => "Đã đối soát.",
            "don-vi" => "Đã ghi thay đổi của đơn vị.",
            "nhap-don-vi" => "Đã ghi việc nhập đơn vị.",
            "tach-don-vi" => "Đã ghi việc tách đơn vị.",
            "hoi-dong" => "Đã ghi quyết định về Hội đồng.",
            "bo-tieu-chi" => "Đã ghi bộ tiêu chí.",
            "cong-bo" => "Đã công bố bộ tiêu chí.",
            "xoa-bo" => "Đã xóa bản dự thảo.",
            "nguong" => "Đã ghi ngưỡng của tỉnh.",
            "nhom-xa" => "Đã ghi nhóm của xã.",
            "quy-trinh" => "Đã xác nhận quy trình.",
            "danh-hieu" => "Đã ghi danh hiệu của xã.",
            "chot" => "Đã chốt và công khai kết quả.",
            "GiveVerdicts" => "Đã ghi kết luận từng mục.",
            "giai-trinh" => "Đã ghi giải trình.",
            _ => ActForms.Of(new ActionRecord(act, "", "", "", [], []), new DossierRecord(), new ActChoices([], [])) is { } form
                ? $"Đã xong: {(act == "CompleteStage" ? "hoàn thành bước" : Words.Lower(form.Title))}."
                : null,
        };

    /// <summary>How many it was about; null for what an address cannot mean.</summary>
    private static int? CountOf(string? count) => int.TryParse(count, out var number) && number is > 0 and <= Ticked.Most ? number : null;
}
