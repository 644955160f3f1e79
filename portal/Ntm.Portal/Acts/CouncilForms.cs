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
                Title = "Triệu tập phiên họp",
                Consequence = "Thành viên được báo và biểu quyết được khi phiên họp mở. Trước phiếu đầu tiên còn triệu tập lại được.",
                Button = "Triệu tập",
                Fields =
                [
                    Choice(
                        "councilId",
                        "Hội đồng",
                        [
                            .. choices.Councils.Select(one => new Option(
                                one.Id.ToString(),
                                one.InForce is { } decision ? $"{decision.Name} ({decision.Number})" : "chưa có quyết định đang hiệu lực"
                            )),
                        ]
                    ),
                    Date("heldOn", "Ngày họp") with
                    {
                        Hint = Rules(dossier),
                    },
                    Choice(
                        "mode",
                        "Cách biểu quyết",
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
                Title = "Điểm danh",
                Consequence = "Chỉ người có mặt mới biểu quyết; thiếu số thành viên tối thiểu thì phiên họp không có kết quả.",
                Button = "Ghi người có mặt",
                Fields =
                [
                    Ticks("present", "Có mặt", Members(dossier)) with
                    {
                        Value = string.Join('\n', dossier.Council?.Attending ?? []),
                        Hint = Rules(dossier),
                    },
                ],
                Body = input => new { present = input.Lines("present") },
            },
            "RecuseMember" => new ActForm
            {
                Title = "Xin không tham gia biểu quyết",
                Consequence = "Bạn không biểu quyết hồ sơ này nữa và không tính vào số người có mặt. Không rút lại được.",
                Button = "Không tham gia",
                Grave = true,
                Fields = [Paragraph("reason", "Lý do") with { Hint = "Ví dụ: đã tham gia chuẩn bị hồ sơ này." }],
                Body = input => new { reason = input.Text("reason") },
            },
            "CastBallot" => new ActForm
            {
                Title = "Biểu quyết",
                Consequence = "Mỗi người một phiếu, bỏ rồi không đổi được. Phiếu kín không ai biết bạn chọn gì.",
                Button = "Bỏ phiếu",
                Fields =
                [
                    Choice(
                        "choice",
                        "Công nhận xã này",
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
                Title = "Chốt phiên họp",
                Consequence = "Kết quả biểu quyết được xác định và hồ sơ đi tiếp theo kết quả đó. Biên bản phải có trong tài liệu.",
                Button = "Chốt phiên họp",
                Fields = [Text("number", "Số biên bản"), Date("date", "Ngày biên bản")],
                Body = input => new { number = input.Text("number"), date = input.Date("date") },
            },
        };

    /// <summary>What the vote needs, said before it; null while the province has confirmed nothing.</summary>
    internal static string? Rules(DossierRecord dossier)
    {
        var (quorum, majority) = (dossier.Procedure?.Figure("quorum"), dossier.Procedure?.Figure("majority"));
        var present =
            dossier.Council is { QuorumNeeded: > 0 } session
                ? $"Cần ít nhất {session.QuorumNeeded} thành viên có mặt" + (quorum is null ? "" : $" ({quorum.Value} số thành viên)")
            : quorum is null ? null
            : $"Cần ít nhất {quorum.Value} số thành viên có mặt";
        var votes =
            dossier.Council is { VotesNeeded: > 0, Present: var sitting } known
                ? $"{known.VotesNeeded} trong {sitting} người có mặt đồng ý" + (majority is null ? "" : $" ({majority.Value})")
            : majority is null ? null
            : $"{majority.Value} số có mặt đồng ý";
        var source = majority is null ? "" : $", theo {majority.Source}";
        return (present, votes) switch
        {
            (null, null) => null,
            (null, _) => $"Cần {votes}{source}.",
            (_, null) => $"{present}.",
            _ => $"{present} và {votes}{source}.",
        };
    }

    private static ActForm Count(bool paper) =>
        new()
        {
            Title = "Kiểm phiếu",
            Consequence = "Kết quả kiểm phiếu ghi một lần, không sửa được.",
            Button = "Ghi kết quả kiểm phiếu",
            Fields = paper
                ?
                [
                    Number("issued", "Số phiếu phát ra"),
                    Number("returned", "Số phiếu thu về"),
                    Number("inFavour", "Đồng ý"),
                    Number("against", "Không đồng ý"),
                    Number("invalid", "Không hợp lệ"),
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
