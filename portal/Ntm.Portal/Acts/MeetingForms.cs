using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Acts;

/// <summary>The commune's meeting that proposes it.</summary>
internal static class MeetingForms
{
    public static ActForm Hold() =>
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
                Number("inFavour", "Số người tán thành"),
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
}
