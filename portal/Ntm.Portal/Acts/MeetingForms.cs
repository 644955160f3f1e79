using Ntm.Portal.Api;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Acts;

/// <summary>The commune's meeting that proposes it.</summary>
internal static class MeetingForms
{
    public static ActForm Hold(DossierRecord dossier) =>
        new()
        {
            Title = T("Ghi kết quả họp đề nghị"),
            Consequence = T("Đủ tỷ lệ tán thành thì hồ sơ đi tiếp; thiếu thì xã họp lại. Tỷ lệ tính trên số người có mặt."),
            Button = T("Ghi kết quả họp"),
            Fields =
            [
                Date("heldOn", T("Ngày họp")),
                Number("invited", T("Số người được mời")),
                Number("present", T("Số người có mặt")),
                Number("inFavour", T("Số người tán thành")) with
                {
                    Hint = Needed(dossier.Procedure?.Figure("meetingShare")),
                },
                Number("against", T("Số người không tán thành")),
                Text("minutesNumber", T("Số biên bản")),
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
        share is null ? null : T("Cần ít nhất {0} số người có mặt tán thành, theo {1}.", share.Value, share.Source);
}
