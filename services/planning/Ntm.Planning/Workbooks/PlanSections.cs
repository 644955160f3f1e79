namespace Ntm.Planning.Workbooks;

/// <summary>The sheets of a plan below its head, in order, each with its columns.</summary>
internal static class PlanSections
{
    private const string InPlan = "Mã trong kế hoạch, mỗi mã một lần.";
    private static readonly ColumnFormat Text = new TextFormat();
    private static readonly ColumnFormat Number = new NumberFormat();
    private static readonly ColumnFormat Day = new DayFormat();
    private static readonly ColumnFormat Keys = new ListFormat();

    private static readonly Column Key = new("Mã", "key", Text, 12, InPlan);
    private static readonly Column Note = new("Ghi chú", "note", Text, 40, "Ghi chú, nếu có.");
    private static readonly Column Due = new("Hạn", "due", new DueFormat(), 28, "Hạn như trong văn bản:");
    private static readonly Column Criterion = new("Tiêu chí", "criterion", Text, 12, "Mã tiêu chí hoặc bộ tiêu chí: XA-17.");
    private static readonly Column Operator = new("So sánh", "operator", new OpenWordFormat(PlanWords.Operator), 12, "Dấu so sánh với số.");
    private static readonly Column Measure = new("Đơn vị tính", "measure", Text, 16, "Như km, hộ, % hộ.");

    public static readonly Section Periods = Section.Of(
        "Thời gian",
        "periods",
        content => content.Periods,
        required: false,
        Key,
        new("Tên", "name", Text, 36, "Tên đợt, giai đoạn."),
        new("Loại", "kind", new WordFormat(PlanWords.Period), 14, "Phải có đúng một dòng chung."),
        new("Thuộc", "within", Text, 12, "Mã của thời gian chứa nó."),
        new("Từ ngày", "from", Day, 14, "Ngày đầu."),
        new("Đến ngày", "to", Day, 14, "Ngày cuối, tính cả ngày ấy."),
        new("Độ dài trong văn bản", "statedLength", Text, 26, "Như văn bản ghi: 90 ngày."),
        Note
    );

    public static readonly Section Bodies = Section.Of(
        "Cơ quan",
        "bodies",
        content => content.Bodies,
        required: false,
        Key,
        new("Tên", "name", Text, 60, "Tên cơ quan hoặc chức danh; không ghi tên người."),
        new("Tên ngắn", "short", Text, 24, "Tên ngắn cho danh sách."),
        new("Cấp", "level", new WordFormat(PlanWords.Level), 10, "Cấp."),
        new("Loại", "kind", new WordFormat(PlanWords.Body), 22, "Loại cơ quan."),
        new("Vai trò", "role", new OpenWordFormat(PlanWords.Role), 18, "Vai trò của tài khoản thay mặt cơ quan; trống khi không có."),
        new("Phòng, ban", "department", Text, 14, "Mã phòng, ban của tài khoản ấy; trống khi mọi người giữ vai trò."),
        Note
    );

    public static readonly Section Places = Section.Of(
        "Địa điểm",
        "places",
        content => content.Places,
        required: false,
        Key,
        new("Tên", "name", Text, 44, "Tên như văn bản ghi."),
        new("Loại", "kind", new OpenWordFormat(PlanWords.Place), 18, "Loại địa điểm."),
        new("Thuộc", "within", Text, 14, "Mã của địa điểm chứa nó."),
        new("Mã đơn vị", "unitCode", Text, 14, "Mã đơn vị hành chính, nếu là đơn vị."),
        Note
    );

    public static readonly Section Targets = Section.Of(
        "Chỉ tiêu",
        "targets",
        content => content.Targets,
        required: true,
        Key,
        new("Nội dung", "text", Text, 50, "Việc phải đạt."),
        Measure,
        new("Hướng", "kind", new WordFormat(PlanWords.Target), 18, "Đạt tới, giảm còn hay giữ."),
        Operator,
        new("Số", "value", Number, 12, "Mức phải đạt; trống khi văn bản không nêu số."),
        new("Mức trên", "upper", Number, 12, "Chỉ khi giữ trong khoảng."),
        new("Hiện trạng", "baseline", Number, 12, "Trước kế hoạch."),
        new("Mẫu số", "total", Number, 12, "Tổng để tính tỷ lệ."),
        new("Như trong văn bản", "asWritten", Text, 24, "Số như văn bản ghi: 0,7km."),
        new("Thời gian", "period", Text, 12, "Mã trong trang Thời gian; trống là thời gian chung."),
        Due,
        new("Địa điểm", "place", Text, 14, "Mã trong trang Địa điểm."),
        Criterion,
        new("Cách cộng", "counting", new WordFormat(PlanWords.Counting), 14, "Báo cáo cộng dồn từng kỳ hay lũy kế; trống là cộng dồn."),
        new("Chỉ tiêu cấp trên", "above", Text, 18, "Mã chỉ tiêu của kế hoạch cấp trên mà chỉ tiêu này góp vào."),
        Note
    );

    public static readonly Section Split = Section.Of(
        "Giao chỉ tiêu",
        "split",
        content => content.Split,
        required: true,
        new("Chỉ tiêu", "target", Text, 14, "Mã trong trang Chỉ tiêu."),
        new("Địa điểm", "place", Text, 16, "Mã trong trang Địa điểm."),
        new("Số giao", "value", Number, 12, "Theo đơn vị tính của chỉ tiêu; tổng không quá chỉ tiêu."),
        new("Cơ sở", "basis", new WordFormat(PlanWords.Basis), 18, "Vì sao giao; mỗi đơn vị thì không cộng lại. Trống là nêu tên."),
        Note
    );

    public static readonly Section Tasks = Section.Of(
        "Nhiệm vụ",
        "tasks",
        content => content.Tasks,
        required: true,
        Key,
        new("Nội dung", "text", Text, 60, "Việc phải làm."),
        new("Chỉ đạo", "accountable", Keys, 18, "Mã cơ quan chỉ đạo, chịu trách nhiệm."),
        new("Thực hiện", "responsible", Keys, 18, "Mã cơ quan tham mưu, thực hiện."),
        new("Phối hợp", "coordinating", Keys, 18, "Mã cơ quan phối hợp."),
        new("Địa điểm", "places", Keys, 18, "Mã trong trang Địa điểm."),
        Due,
        new("Phục vụ", "serves", Keys, 18, "Mã chỉ tiêu hoặc tiêu chí."),
        new("Sau việc", "dependsOn", Keys, 14, "Mã nhiệm vụ phải xong trước."),
        new(
            "Bước công nhận",
            "step",
            new WordFormat(PlanWords.Step),
            20,
            "Bước của quy trình công nhận mà hạn này đặt mốc; trống khi không."
        ),
        Note
    );

    public static readonly Section Reporting = Section.Of(
        "Báo cáo",
        "reporting",
        content => content.Reporting,
        required: true,
        Key,
        new("Người báo cáo", "reporters", Keys, 24, "Mã trong trang Cơ quan."),
        new("Cùng với", "with", Keys, 18, "Mã cơ quan cùng báo cáo."),
        new("Nơi nhận", "receivers", Keys, 18, "Mã cơ quan nhận."),
        new("Qua", "via", Text, 14, "Mã cơ quan chuyển báo cáo."),
        new("Nhịp", "rhythm", new WordFormat(PlanWords.Rhythm), 16, "Bao lâu một lần."),
        new("Thứ", "weekday", new WordFormat(PlanWords.Weekday), 12, "Chỉ báo cáo hằng tuần."),
        new("Ngày trong tháng", "dayOfMonth", new NumberFormat(whole: true), 16, "Chỉ báo cáo hằng tháng, 1 đến 31."),
        new("Giờ", "time", new HourFormat(), 10, "Chỉ khi hạn là trước giờ."),
        new("Hạn báo cáo", "cutOff", new WordFormat(PlanWords.CutOff), 16, "Hết ngày, trước giờ, hay không nêu. Trống là không nêu."),
        new("Ngày nghỉ", "onHoliday", new WordFormat(PlanWords.OnHoliday), 20, "Khi hạn rơi vào ngày nghỉ. Trống là giữ nguyên."),
        new("Thời gian", "periods", Keys, 14, "Mã trong trang Thời gian; trống là thời gian chung."),
        new("Loại", "media", new ListFormat(PlanWords.Medium), 24, "Báo cáo gì."),
        new("Kênh", "channel", Text, 20, "Nơi khác: Facebook, Zalo."),
        Note
    );

    public static readonly Section Funding = Section.Of(
        "Nguồn vốn",
        "funding",
        content => content.Funding,
        required: false,
        Key,
        new("Nguồn", "source", Text, 44, "Nguồn tiền, vật liệu, công."),
        new("Văn bản", "document", Text, 12, "Mã trong trang Văn bản."),
        new("Số tiền, khối lượng", "amount", Number, 20, "Trống khi văn bản không nêu."),
        new("Đơn vị", "unit", Text, 14, "Như VND/hộ, ngày công."),
        new("Dùng cho", "purpose", Text, 40, "Dùng vào việc gì."),
        new("Đối tượng", "eligibility", Keys, 40, "Ai được hưởng."),
        Note
    );

    public static readonly Section Documents = Section.Of(
        "Văn bản",
        "documents",
        content => content.Documents,
        required: false,
        Key,
        new("Loại", "kind", Text, 24, "QĐ, NQ, KH hoặc tên tài liệu."),
        new("Như trong văn bản", "asWritten", Text, 30, "Số như kế hoạch ghi."),
        new("Số đúng", "number", Text, 26, "Số viết đúng; trống khi không biết."),
        new("Ngày ban hành", "issuedOn", Day, 16, "Trống khi không biết."),
        new("Cơ quan ban hành", "issuer", Text, 36, "Tên cơ quan."),
        new("Vai trò", "role", new WordFormat(PlanWords.Document), 20, "Văn bản ấy là gì với kế hoạch."),
        Note
    );

    public static readonly Section Rules = Section.Of(
        "Quy tắc",
        "rules",
        content => content.Rules,
        required: false,
        Key,
        new("Loại", "kind", Text, 22, "Loại quy tắc: hard-criterion, minimum, carry-over."),
        new("Nội dung", "text", Text, 60, "Quy tắc nói gì."),
        new("Khi nào", "trigger", Text, 30, "Khi nào áp dụng."),
        Operator,
        new("Số", "value", Number, 12, "Số trong quy tắc, nếu có."),
        Measure,
        Criterion,
        Note
    );

    /// <summary>Every section, in the order of the workbook.</summary>
    public static readonly IReadOnlyList<Section> All =
    [
        Periods,
        Bodies,
        Places,
        Targets,
        Split,
        Tasks,
        Reporting,
        Funding,
        Documents,
        Rules,
    ];
}
