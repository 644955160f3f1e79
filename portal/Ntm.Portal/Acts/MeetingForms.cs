using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Acts;

/// <summary>The commune's meeting that proposes it.</summary>
internal static class MeetingForms
{
    public static ActForm Hold(DossierRecord dossier) =>
        new()
        {
            Title = "Ghi kết quả họp đề nghị",
            Consequence = "Đủ tỷ lệ tán thành thì hồ sơ đi tiếp; thiếu thì xã họp lại. Tỷ lệ tính trên số người có mặt.",
            Button = "Ghi kết quả họp",
            Fields =
            [
                Date("heldOn", "Ngày họp"),
                Number("invited", "Số người được mời"),
                Number("present", "Số người có mặt"),
                Number("inFavour", "Số người tán thành") with
                {
                    Hint = Needed(dossier.Procedure?.Figure("meetingShare")),
                },
                Number("against", "Số người không tán thành"),
                Text("minutesNumber", "Số biên bản"),
            ],
            Body = input => new
            {
                heldOn = input.Date("heldOn"),
                invited = input.Number("invited"),
                present = input.Number("present"),
                inFavour = input.Number("inFavour"),
                against = input.Number("against"),
                minutesNumber = input.Text("minutesNumber"),
            },
        };

    private static string? Needed(FigureRecord? share) =>
        share is null ? null : $"Cần ít nhất {share.Value} số người có mặt tán thành, theo {share.Source}.";
}
