using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Acts;

/// <summary>The acts of a council's session (hội đồng thẩm định).</summary>
internal static class CouncilForms
{
    public static ActForm Of(ActionRecord action, DossierRecord dossier, ActChoices choices) =>
        action.Name switch
        {
            "ConveneCouncil" => new ActForm
            {
                Title = T("Triệu tập phiên họp"),
                Consequence = T("Thành viên được báo và biểu quyết được khi phiên họp mở. Trước phiếu đầu tiên còn triệu tập lại được."),
                Button = T("Triệu tập"),
                Fields =
                [
                    Choice(
                        "councilId",
                        T("Hội đồng"),
                        [
                            .. choices.Councils.Select(one => new Option(
                                one.Id.ToString(),
                                one.InForce is { } decision ? $"{decision.Name} ({decision.Number})" : T("chưa có quyết định đang hiệu lực")
                            )),
                        ]
                    ),
                    Date("heldOn", T("Ngày họp")) with
                    {
                        Hint = Rules(dossier),
                    },
                    Choice(
                        "mode",
                        T("Cách biểu quyết"),
                        [.. new[] { "Open", "Secret", "Paper" }.Select(mode => new Option(mode, Words.BallotModeOf(mode)))]
                    ),
                ],
                Body = input => new
                {
                    councilId = input.Text("councilId"),
                    heldOn = input.Date("heldOn"),
                    mode = input.Text("mode"),
                },
            },
            "RecordAttendance" => new ActForm
            {
                Title = T("Điểm danh"),
                Consequence = T("Chỉ người có mặt mới biểu quyết; thiếu số thành viên tối thiểu thì phiên họp không có kết quả."),
                Button = T("Ghi người có mặt"),
                Fields =
                [
                    Ticks("present", Words.Capital(T("có mặt")), Members(dossier)) with
                    {
                        Value = string.Join('\n', dossier.Council?.Attending ?? []),
                        Hint = Rules(dossier),
                    },
                ],
                Body = input => new { present = input.Lines("present") },
            },
            "RecuseMember" => new ActForm
            {
                Title = T("Xin không tham gia biểu quyết"),
                Consequence = T("Bạn không biểu quyết hồ sơ này nữa và không tính vào số người có mặt. Không rút lại được."),
                Button = T("Không tham gia"),
                Grave = true,
                Fields = [Paragraph("reason", T("Lý do")) with { Hint = T("Ví dụ: đã tham gia chuẩn bị hồ sơ này.") }],
                Body = input => new { reason = input.Text("reason") },
            },
            "CastBallot" => new ActForm
            {
                Title = T("Biểu quyết"),
                Consequence = T("Mỗi người một phiếu, bỏ rồi không đổi được. Phiếu kín không ai biết bạn chọn gì."),
                Button = T("Bỏ phiếu"),
                Fields =
                [
                    Choice(
                        "choice",
                        T("Công nhận xã này"),
                        [.. new[] { "InFavour", "Against", "Blank" }.Select(one => new Option(one, Words.BallotOf(one)))]
                    ) with
                    {
                        Hint = Rules(dossier),
                    },
                ],
                Body = input => new { choice = input.Text("choice") },
            },
            "CountBallots" => Count(dossier.Council?.Mode == "Paper"),
            _ => new ActForm
            {
                Title = T("Chốt phiên họp"),
                Consequence = T("Kết quả biểu quyết được xác định và hồ sơ đi tiếp theo kết quả đó. Biên bản phải có trong tài liệu."),
                Button = T("Chốt phiên họp"),
                Fields = [Text("number", T("Số biên bản")), Date("date", T("Ngày biên bản"))],
                Body = input => new { number = input.Text("number"), date = input.Date("date") },
            },
        };

    /// <summary>What the vote needs, said before it; null while the province has confirmed nothing.</summary>
    internal static string? Rules(DossierRecord dossier)
    {
        var (quorum, majority) = (dossier.Procedure?.Figure("quorum"), dossier.Procedure?.Figure("majority"));
        var present = (dossier.Council, quorum) switch
        {
            ({ QuorumNeeded: > 0 and var needed }, null) => T("Cần ít nhất {0} thành viên có mặt", needed),
            ({ QuorumNeeded: > 0 and var needed }, { Value: var share }) => T(
                "Cần ít nhất {0} thành viên có mặt ({1} số thành viên)",
                needed,
                share
            ),
            (_, { Value: var share }) => T("Cần ít nhất {0} số thành viên có mặt", share),
            _ => null,
        };
        var votes = (dossier.Council, majority) switch
        {
            ({ VotesNeeded: > 0 and var needed, Present: var sitting }, null) => T("{0} trong {1} người có mặt đồng ý", needed, sitting),
            ({ VotesNeeded: > 0 and var needed, Present: var sitting }, { Value: var share, Source: var source }) => T(
                "{0} trong {1} người có mặt đồng ý ({2}), theo {3}",
                needed,
                sitting,
                share,
                source
            ),
            (_, { Value: var share, Source: var source }) => T("{0} số có mặt đồng ý, theo {1}", share, source),
            _ => null,
        };
        return (present, votes) switch
        {
            (null, null) => null,
            (null, _) => T("Cần {0}.", votes),
            (_, null) => $"{present}.",
            _ => T("{0} và {1}.", present, votes),
        };
    }

    private static ActForm Count(bool paper) =>
        new()
        {
            Title = T("Kiểm phiếu"),
            Consequence = T("Kết quả kiểm phiếu ghi một lần, không sửa được."),
            Button = T("Ghi kết quả kiểm phiếu"),
            Fields = paper
                ?
                [
                    Number("issued", T("Số phiếu phát ra")),
                    Number("returned", T("Số phiếu thu về")),
                    Number("inFavour", T("Đồng ý")),
                    Number("against", T("Không đồng ý")),
                    Number("invalid", T("Không hợp lệ")),
                ]
                : [],
            Body = input =>
                paper
                    ? new
                    {
                        paper = new
                        {
                            issued = input.Number("issued"),
                            returned = input.Number("returned"),
                            inFavour = input.Number("inFavour"),
                            against = input.Number("against"),
                            invalid = input.Number("invalid"),
                        },
                    }
                    : new { },
        };

    private static IReadOnlyList<Option> Members(DossierRecord dossier) =>
        [.. (dossier.Council?.Members ?? []).Select(member => new Option(member.Subject, $"{member.Name}, {member.Position}"))];
}
