namespace Ntm.Files;

/// <summary>What makes a file unsafe, and what its sender can do about it.</summary>
/// <param name="Reason">Vietnamese: what was found, as part of a sentence.</param>
/// <param name="Advice">Vietnamese: whole sentences.</param>
internal sealed record Danger(string Reason, string Advice)
{
    private const string SaveAgain = "Mở tệp bằng Word, Excel hoặc LibreOffice, lưu lại rồi tải lại.";
    private const string PrintAgain = "Mở tệp, in lại thành PDF (Print to PDF) rồi tải lại.";

    public static readonly Danger Macro = new(
        "có macro",
        "Trong Word hoặc Excel chọn Lưu thành (Save As) loại .docx hoặc .xlsx không có macro, hoặc lưu thành PDF, rồi tải lại."
    );

    public static readonly Danger Object = new(
        "có đối tượng nhúng hoặc liên kết (OLE)",
        "Cắt đối tượng rồi dán lại dạng hình ảnh, ngắt liên kết (Break Link), hoặc lưu thành PDF, rồi tải lại."
    );

    public static readonly Danger Control = new(
        "có điều khiển ActiveX",
        "Xóa nút bấm, ô điều khiển trong tệp hoặc lưu thành PDF, rồi tải lại."
    );

    public static readonly Danger Dde = new(
        "có liên kết DDE, thứ mở được chương trình khác",
        "Xóa trường hoặc công thức đó (trong Word: chọn hết, bấm Ctrl+Shift+F9) hoặc lưu thành PDF, rồi tải lại."
    );

    public static readonly Danger Remote = new(
        "lấy mẫu hoặc nội dung từ máy khác",
        "Trong Word mở Tệp, Tùy chọn, Phần bổ trợ, Mẫu (Templates), gỡ mẫu đính kèm; hoặc lưu thành PDF, rồi tải lại."
    );

    public static readonly Danger Script = new(
        "có mã lệnh, trang web hoặc tiện ích chạy kèm",
        "Chép nội dung sang một tệp mới hoặc lưu thành PDF, rồi tải lại."
    );

    public static readonly Danger Embedded = new(
        "có tệp nén, chương trình hoặc tệp lạ nhúng bên trong",
        "Bỏ tệp nhúng ra và tải riêng từng tệp, hoặc lưu thành PDF, rồi tải lại."
    );

    public static readonly Danger Locked = new(
        "tệp đặt mật khẩu hoặc thuộc định dạng cũ (.doc, .xls)",
        "Bỏ mật khẩu, chọn Lưu thành (Save As) loại .docx, .xlsx hoặc PDF, rồi tải lại."
    );

    public static readonly Danger Paths = new("thành phần bên trong tệp trùng tên hoặc có đường dẫn không hợp lệ", SaveAgain);

    public static readonly Danger FalseSize = new("kích thước ghi trong tệp không đúng", SaveAgain);

    public static readonly Danger TooManyParts = new("có quá nhiều thành phần bên trong", SaveAgain);

    public static readonly Danger TooLarge = new(
        "giải nén ra quá 200 MB",
        "Nén ảnh trong tệp (Compress Pictures), chia nhỏ tệp hoặc lưu thành PDF, rồi tải lại."
    );

    public static readonly Danger TooManyPixels = new(
        "ảnh có quá 100 triệu điểm ảnh",
        "Chụp lại ở độ phân giải thường hoặc thu nhỏ ảnh, rồi tải lại."
    );

    public static readonly Danger ActivePdf = new(
        "PDF có mã lệnh, biểu mẫu động, tệp đính kèm hoặc lệnh mở tệp khác",
        PrintAgain + " Tệp đính kèm thì tải riêng."
    );

    public static readonly Danger UnreadablePdf = new(
        "bên trong PDF có phần không đọc được vì đặt mật khẩu hoặc hạn chế quyền",
        PrintAgain
    );
}
