using System.Globalization;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Pages.Administration;

/// <summary>A procedure of the province as a form: shares as fractions, days with how they are counted.</summary>
internal static class ProcedureForms
{
    private static readonly string[] Shares = ["figures.quorum", "figures.majority", "figures.meetingShare"];

    private static (string Name, string Label, bool Needed)[] Periods =>
        [
            ("figures.noticeDays", T("Thời gian công khai lấy ý kiến"), true),
            ("figures.appraisalDays", T("Thời gian thẩm tra, thẩm định"), false),
            ("figures.surveyDays", T("Thời gian lấy ý kiến của Mặt trận"), false),
            ("figures.decisionDays", T("Thời gian quyết định"), false),
            ("figures.announcementDays", T("Thời gian công bố"), false),
        ];

    private static Option[] Counting => [new("Working", T("ngày làm việc")), new("Calendar", T("ngày theo lịch"))];

    /// <summary>A new procedure, with what is known in public beside its figures.</summary>
    public static ActForm New(ProcedureRegisterRecord register)
    {
        string Known(string name) =>
            register.Known.FirstOrDefault(figure => "figures." + figure.Key == name) is { } known
                ? " " + T("Tham khảo: {0}.", known.Value)
                : "";

        ActField Share(string name, string label) => Text(name, label) with { Hint = T("Phân số, ví dụ 2/3 hoặc 90/100.") + Known(name) };

        return new ActForm
        {
            Title = T("Xác nhận quy trình của tỉnh"),
            Consequence =
                T("Hồ sơ mở từ ngày hiệu lực theo các con số này và giữ chúng đến hết, kể cả khi sau đó có văn bản khác.")
                + " "
                + T("Đã ghi thì không sửa; sai thì ghi văn bản sau."),
            Button = T("Chuẩn bị quy trình"),
            Fields =
            [
                Choice("path", T("Quy trình"), [.. register.Paths.Select(path => new Option(path.Key, path.Title))]),
                Text("documentNumber", T("Số văn bản")) with
                {
                    Part = T("Văn bản"),
                },
                Date("documentDate", T("Ngày văn bản")) with
                {
                    Beside = true,
                },
                Date("validFrom", T("Có hiệu lực từ ngày")) with
                {
                    Beside = true,
                },
                Share("figures.quorum", T("Thành viên Hội đồng phải có mặt")) with
                {
                    Part = T("Hội đồng và cuộc họp của xã"),
                },
                Share("figures.majority", T("Phiếu đồng ý Hội đồng cần")),
                Share("figures.meetingShare", T("Tán thành cuộc họp của xã cần")),
                Number("figures.broadcasts", T("Số lần phát thanh")),
                .. Periods.SelectMany(period =>
                    new[]
                    {
                        Number(period.Name, period.Label) with
                        {
                            Part = period.Needed ? T("Thời hạn") : null,
                            Optional = !period.Needed,
                            Hint =
                                (period.Needed ? T("Số ngày; 0 nếu văn bản không quy định.") : T("Số ngày; để trống: không có hạn."))
                                + Known(period.Name),
                        },
                        Select(period.Name + ".kind", T("{0}, tính theo", period.Label), Counting) with
                        {
                            Optional = !period.Needed,
                            Quiet = true,
                            Beside = true,
                        },
                    }
                ),
                Paragraph("figures.cutOffs", T("Hạn nộp hồ sơ")) with
                {
                    Part = T("Hạn nộp và phiếu"),
                    Optional = true,
                    Hint = T("Mỗi năm một dòng, ví dụ 01/10/2027: hồ sơ năm 2027 nộp trước ngày đó.") + Known("figures.cutOffs"),
                },
                Paragraph("figures.ballotText", T("Nội dung phiếu biểu quyết")) with
                {
                    Optional = true,
                },
            ],
        };
    }

    /// <summary>What cannot be read as typed; null when all can.</summary>
    public static ApiProblem? Unreadable(ActInput input)
    {
        var faults = Shares
            .Where(name => Fraction(input.Text(name)) is null)
            .Select(name => new ApiFault(name, T("Ghi phân số, ví dụ 2/3 hoặc 90/100.")))
            .Concat(
                Periods
                    .Where(period => input.Text(period.Name) is not null || period.Needed)
                    .SelectMany(period =>
                        new[]
                        {
                            input.Number(period.Name) is null ? new ApiFault(period.Name, T("Ghi số ngày, ví dụ 15.")) : null,
                            input.Text(period.Name + ".kind") is null
                                ? new ApiFault(period.Name + ".kind", T("Chọn ngày làm việc hoặc ngày theo lịch."))
                                : null,
                        }
                    )
                    .OfType<ApiFault>()
            )
            .Concat(
                input
                    .Lines("figures.cutOffs")
                    .Where(line => Show.ReadDay(line) is null)
                    .Select(line => new ApiFault("figures.cutOffs", T("Dòng “{0}” không phải ngày dạng 01/10/2027.", line)))
            )
            .Concat(input.Number("figures.broadcasts") is null ? [new ApiFault("figures.broadcasts", T("Ghi số lần, ví dụ 5."))] : [])
            .ToList();
        return faults.Count == 0
            ? null
            : new ApiProblem(400, "portal.procedure_unreadable", T("Có ô chưa đọc được"), T("Xem lại các ô được đánh dấu."), faults);
    }

    /// <summary>What is sent, of what can be read.</summary>
    public static object Body(ActInput input, string province) =>
        new
        {
            province,
            path = input.Text("path"),
            documentNumber = input.Text("documentNumber"),
            documentDate = input.Date("documentDate"),
            validFrom = input.Date("validFrom"),
            figures = new
            {
                quorum = Fraction(input.Text("figures.quorum")),
                majority = Fraction(input.Text("figures.majority")),
                meetingShare = Fraction(input.Text("figures.meetingShare")),
                broadcasts = input.Number("figures.broadcasts"),
                noticeDays = Days(input, "figures.noticeDays"),
                appraisalDays = Days(input, "figures.appraisalDays"),
                surveyDays = Days(input, "figures.surveyDays"),
                decisionDays = Days(input, "figures.decisionDays"),
                announcementDays = Days(input, "figures.announcementDays"),
                cutOffs = input
                    .Lines("figures.cutOffs")
                    .Select(line => Show.ReadDay(line)!.Value)
                    .Select(day => new { year = day.Year, before = day }),
                ballotText = input.Text("figures.ballotText"),
            },
        };

    private static object? Days(ActInput input, string name) =>
        input.Number(name) is { } days ? new { days, kind = input.Text(name + ".kind") } : null;

    private static object? Fraction(string? text) =>
        text?.Split('/') is [var over, var under]
        && int.TryParse(
            over,
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var numerator
        )
        && int.TryParse(
            under,
            NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out var denominator
        )
            ? new { numerator, denominator }
            : null;
}
