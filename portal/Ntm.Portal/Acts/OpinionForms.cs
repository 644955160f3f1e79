using Ntm.Portal.Api;
using Ntm.Web;
using static Ntm.Portal.Acts.ActField;

namespace Ntm.Portal.Acts;

/// <summary>Opinions asked of others (xin ý kiến phối hợp), as forms.</summary>
internal static class OpinionForms
{
    private const string UsualDays = "5";

    public static ActForm Of(ActionRecord action, DossierRecord dossier) =>
        action.Name switch
        {
            "AskOpinion" => new ActForm
            {
                Title = T("Xin ý kiến phối hợp"),
                Consequence = T(
                    "Nơi được hỏi thấy câu hỏi trong Việc của tôi và được nhắc trước hạn. Ý kiến để tham khảo: hồ sơ không dừng lại chờ."
                ),
                Button = T("Gửi câu hỏi"),
                Fields =
                [
                    Select("to", T("Hỏi"), [.. (action.Items ?? []).Select(party => new Option(party, PartyOf(party, dossier)))]),
                    Paragraph("question", T("Câu hỏi")),
                    Number("workingDays", T("Trả lời trong bao nhiêu ngày làm việc")) with
                    {
                        Hint = T("Từ 1 đến 15, không tính hôm nay."),
                        Value = UsualDays,
                    },
                ],
                Body = input => new
                {
                    to = input.Text("to"),
                    question = input.Text("question"),
                    workingDays = input.Number("workingDays"),
                },
            },
            "RemindOpinion" => new ActForm
            {
                Title = T("Nhắc cho ý kiến"),
                Consequence = T("Nơi được hỏi nhận một thông báo nhắc; mỗi ngày làm việc nhắc được một lần."),
                Button = T("Nhắc"),
            },
            _ => Answer(Find(action, dossier)),
        };

    /// <summary>A party in words: its role, its level and its department.</summary>
    public static string PartyOf(string key, DossierRecord dossier)
    {
        if (Grant.Parse(key) is not { } party)
        {
            return key;
        }

        var level =
            UnitScope.IsProvince(party.UnitPath) ? "province"
            : party.UnitPath == dossier.UnitPath ? "commune"
            : "district";
        return T("{0} cấp {1}", Words.RoleOf(party.Role), Words.Lower(Words.LevelOf(level)))
            + (party.Department is null ? "" : $", {party.Department}");
    }

    /// <summary>What may be done with an opinion now; null where it is not for the person.</summary>
    public static ActionRecord? ActionOn(DossierRecord dossier, OpinionRecord opinion, string name) =>
        dossier.Actions.FirstOrDefault(action => action.Name == name && IsOn(action, opinion));

    private static OpinionRecord? Find(ActionRecord action, DossierRecord dossier) =>
        dossier.Opinions.FirstOrDefault(opinion => IsOn(action, opinion));

    private static bool IsOn(ActionRecord action, OpinionRecord opinion) =>
        action.Href.Contains($"/opinions/{Show.Input(opinion.Number)}/", StringComparison.Ordinal);

    private static ActForm Answer(OpinionRecord? asked) =>
        new()
        {
            Title = asked is null ? T("Trả lời xin ý kiến") : T("Trả lời xin ý kiến, câu hỏi số {0}", asked.Number),
            Consequence = T("Nơi hỏi được báo ngay. Câu trả lời gửi một lần và không sửa được; chỉ nơi hỏi và nơi được hỏi đọc được."),
            Button = T("Gửi câu trả lời"),
            Fields = [Paragraph("text", T("Ý kiến")) with { Hint = asked is null ? null : T("Câu hỏi: {0}", asked.Question) }],
            Body = input => new { text = input.Text("text") },
        };
}
