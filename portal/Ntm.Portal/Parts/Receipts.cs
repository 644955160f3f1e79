using System.Globalization;
using Microsoft.AspNetCore.Http;
using Ntm.LegalTime;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using Ntm.Portal.Pages;
using Ntm.Portal.Pages.Work;

namespace Ntm.Portal.Parts;

/// <summary>What is said after an act.</summary>
/// <param name="Words">One sentence, or two.</param>
/// <param name="Warns">Whether it was done and still did not bring the matter on.</param>
public sealed record Receipt(string Words, bool Warns = false);

/// <summary>What is said after an act: that it was done.</summary>
internal static class Receipts
{
    /// <summary>What the address says was done; nothing on the answer to a form, which says what was not.</summary>
    public static Receipt? Of(Visit visit) =>
        HttpMethods.IsGet(visit.Http.Request.Method) && Of(visit.Http.Request.Query["xong"], visit.Http.Request.Query["so"]) is { } words
            ? new Receipt(words, visit.Http.Request.Query["xong"] == "nop")
            : null;

    /// <summary>The sentence of an act; null for one that there is not, so that an address puts no words into the page.</summary>
    public static string? Of(string? act, string? count) =>
        act switch
        {
            null or "" => null,
            "mat-khau" => T("Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc."),
            "tat-ma" => T("Đã tắt xác thực hai lớp."),
            "phien" => T("Đã kết thúc phiên đăng nhập đó."),
            "phien-khac" => CountOf(count) is { } ended
                ? T("Đã kết thúc {0} phiên đăng nhập khác.", ended)
                : T("Không còn phiên đăng nhập nào khác."),
            "lien-ket" => T("Đã liên kết. Từ nay đăng nhập được bằng danh tính bên ngoài đó."),
            "go-lien-ket" => T("Đã gỡ liên kết. Các phiên đăng nhập khác đã kết thúc."),
            "da-doc" => CountOf(count) is { } read ? T("Đã đánh dấu đã đọc {0} thông báo.", read) : T("Chưa chọn thông báo nào."),
            "mo" => T("Đã mở hồ sơ."),
            "tep" => T("Đã tải tệp lên."),
            "bo-tep" => T("Đã bỏ tệp khỏi tài liệu."),
            "gop-y" => T("Đã gửi ý kiến. Cán bộ xã xem và trả lời trong thời gian niêm yết."),
            "bo-loc" => T("Đã lưu bộ lọc."),
            "xoa-bo-loc" => T("Đã xóa bộ lọc."),
            "luu" => MinuteOf(count) is { } minute
                ? T("Đã lưu lúc {0}.", minute.ToString("HH:mm", CultureInfo.InvariantCulture))
                : T("Đã lưu."),
            "nop" => T("Đã lưu bản nộp, hồ sơ chưa chuyển bước: còn tiêu chí chưa đạt."),
            "tu-danh-gia" => T("Đã nộp bản tự đánh giá đạt mọi tiêu chí."),
            "phieu" => T("Đã ghi phiếu của thôn."),
            "tai-khoan" => T("Đã ghi thay đổi của tài khoản."),
            "gui-lai" => T("Đã gửi lại sự kiện; xem lại sau ít giây."),
            "bo" => T("Đã bỏ sự kiện."),
            "chuong-trinh" => T("Đã thu hồi chương trình."),
            "dang-ky-nhan" => T("Đã ghi thay đổi của nơi nhận."),
            "doi-soat" => T("Đã đối soát."),
            "don-vi" => T("Đã ghi thay đổi của đơn vị."),
            "nhap-don-vi" => T("Đã ghi việc nhập đơn vị."),
            "tach-don-vi" => T("Đã ghi việc tách đơn vị."),
            "chuan-bi" => T("Đã chuẩn bị. Đính kèm tệp của văn bản để lãnh đạo tỉnh quyết định."),
            "van-ban" => T("Đã đính kèm văn bản; chờ lãnh đạo tỉnh quyết định."),
            "hieu-luc" => T("Đã đưa vào hiệu lực."),
            "tu-choi" => T("Đã từ chối."),
            "rut" => T("Đã rút bản chuẩn bị."),
            "bo-tieu-chi" => T("Đã ghi bộ tiêu chí."),
            "xoa-bo" => T("Đã xóa bản dự thảo."),
            "chot" => T("Đã chốt và công khai kết quả."),
            "GiveVerdicts" => T("Đã ghi kết luận từng mục."),
            "giai-trinh" => T("Đã ghi giải trình."),
            _ => ActForms.Of(new ActionRecord(act, "", "", "", [], []), new DossierRecord(), new ActChoices([], [])) is { } form
                ? T("Đã xong: {0}.", Words.Lower(act == "CompleteStage" ? T("Hoàn thành bước") : form.Title))
                : null,
        };

    /// <summary>The minute of something that was done, as an address carries it.</summary>
    public static string Minute(DateTimeOffset at) => at.ToOffset(VietnamTime.Offset).ToString("HHmm", CultureInfo.InvariantCulture);

    private static TimeOnly? MinuteOf(string? minute) =>
        TimeOnly.TryParseExact(minute, "HHmm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;

    /// <summary>How many it was about; null for what an address cannot mean.</summary>
    private static int? CountOf(string? count) => int.TryParse(count, out var number) && number is > 0 and <= Ticked.Most ? number : null;
}
