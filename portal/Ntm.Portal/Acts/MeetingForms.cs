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
            Doubt = input => TooFew(dossier.Procedure?.Figure("meetingShare"), input),
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

    /// <summary>That the votes do not reach the share, where both can be read: the meeting then has to be held again.</summary>
    private static string? TooFew(FigureRecord? share, ActInput input)
    {
        if (
            share?.Value.Split('/') is not [var part, var whole]
            || !long.TryParse(part, out var above)
            || !long.TryParse(whole, out var below)
            || below < 1
            || input.Number("present") is not { } present
            || input.Number("inFavour") is not { } votes
        )
        {
            return null;
        }

        var needed = ((present * above) + below - 1) / below;
        return votes >= needed
            ? null
            : T(
                "{0}/{1} người có mặt tán thành, cần {2}: chưa đủ tỷ lệ, ghi xong thì xã phải họp lại và lập biên bản mới.",
                votes,
                present,
                needed
            );
    }

    private static string? Needed(FigureRecord? share) =>
        share is null ? null : T("Cần ít nhất {0} số người có mặt tán thành, theo {1}.", share.Value, share.Source);
}
