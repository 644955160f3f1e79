using System.Text;

namespace Ntm.Gateway.Tests.Access;

/// <summary>
/// What a request says: enough that the service asks who the caller is, and wrong enough that nothing comes of it where he is let in.
/// <c>$name</c> stands for a value of the subject.
/// </summary>
internal static class Body
{
    private const string Document = """{"number":"1","date":"2099-01-01"}""";
    private const string Decision = """
        "documentNumber":"1","documentDate":"2099-01-01","validFrom":"2099-01-01"
        """;
    private const string Council = """
        {"name":"a","number":"1","date":"2099-01-01","issuer":"a","validFrom":"2099-01-01",
        "members":[{"subject":"a","name":"a","position":"a","department":"a","role":"Chair","countsBallots":false}]}
        """;
    private const string Content = """
        {"header":{"style":"state","issuer":"B","subject":"a"},
        "periods":[{"key":"G","name":"a","kind":"main","from":"2023-01-01","to":"2023-12-31"}]}
        """;
    private const string Workbook = """{"name":"a.xlsx","content":"UEsDBBQAAAAI"}""";
    private const string Figures = """
        {"quorum":{"numerator":2,"denominator":3},"majority":{"numerator":2,"denominator":3},
        "meetingShare":{"numerator":2,"denominator":3},"noticeDays":{"days":15,"kind":"Calendar"},"broadcasts":5}
        """;

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["POST /identity/accounts"] = """{"userName":"quantri.tinh","name":"a","homeUnitCode":"$unit"}""",
        ["POST /identity/accounts/{id:guid}/consents"] = """{"act":"khong-co"}""",
        ["POST /identity/accounts/{id:guid}/external-links"] = """{"subject":"a"}""",
        ["POST /identity/accounts/{id:guid}/grants"] = """{"role":"khong-co","unitCode":"$unit"}""",
        ["POST /identity/accounts/{id:guid}/grants/{grantId:guid}/end"] = """{"lastDay":"2023-01-01"}""",
        ["POST /identity/clients"] = """{"name":"a","unitCode":"$unit","scopes":["khong:co"]}""",
        ["POST /identity/clients/{clientId}/secret"] = """{"keepOldHours":1}""",
        ["POST /identity/me/delegations"] = """
            {"grantId":"$random","userName":"a","documentNumber":"1","documentDate":"2023-01-01","validFrom":"2023-03-13",
            "validTo":"2023-03-13"}
            """,
        ["POST /identity/me/password"] = """{"currentPassword":"","newPassword":""}""",
        ["POST /identity/me/second-factor"] = """{"password":""}""",
        ["POST /identity/me/second-factor/confirmation"] = """{"password":""}""",
        ["POST /identity/me/second-factor/removal"] = """{"password":""}""",
        ["PUT /identity/sample-clock"] = """{"instant":"2200-01-01T00:00:00Z"}""",
        ["POST /identity/unit-merges"] = $$"""
            {"sources":["$unit","$beside"],"target":{"code":"18999","name":"a","parentCode":"$district"},"on":"2023-04-01",
            "document":{{Document}}}
            """,
        ["POST /identity/unit-splits"] = $$"""
            {"source":"$unit","targets":[{"code":"18998","name":"a","parentCode":"$district"},
            {"code":"18999","name":"b","parentCode":"$district"}],"on":"2023-04-01","document":{{Document}}}
            """,
        ["POST /identity/units"] = $$"""
            {"code":"18999","level":"commune","name":"a","parentCode":"$district","validFrom":"2023-04-01","document":{{Document}}}
            """,
        ["POST /identity/units/{code}/end"] = $$"""{"lastDay":"2023-04-01","document":{{Document}}}""",
        ["POST /identity/units/{code}/move"] = $$"""{"parentCode":"$district","from":"2023-04-01","document":{{Document}}}""",
        ["POST /identity/units/{code}/renaming"] = $$"""{"name":"a","from":"2023-04-01","document":{{Document}}}""",
        ["POST /assessment/criteria-sets"] = $$$"""
            {"code":"MAU_KHONG","province":"$unit","title":"xa-ntm","name":"a",{{{Decision}}},"validTo":null,"extends":null,
            "file":{"name":"a.csv","content":""}}
            """,
        ["PUT /assessment/criteria-sets/{code}/content"] = """{"file":{"name":"a.csv","content":""}}""",
        ["POST /assessment/self-assessments/{dossierId:guid}/criteria-set"] = """
            {"code":"KHONG_CO","documentNumber":"1","documentDate":"2023-01-01"}
            """,
        ["PUT /assessment/self-assessments/{dossierId:guid}/values"] = """{"values":[{"code":"1.1","value":null}]}""",
        ["POST /assessment/surveys/{id:guid}/closure"] = """
            {"minutesNumber":"1","minutesDate":"2023-03-01","signatories":[{"name":"a","position":"b"}]}
            """,
        ["PUT /assessment/surveys/{id:guid}/villages/{code}"] = """
            {"households":1,"issued":1,"returned":1,"valid":1,"invalid":0,"answers":[]}
            """,
        ["POST /assessment/threshold-confirmations"] = $$"""
            {"province":"$unit",{{Decision}},"thresholds":[{"rule":"a","item":"1","threshold":"1"}]}
            """,
        ["POST /assessment/unit-groups/{unitCode}"] = $$"""{"group":1,{{Decision}}}""",
        ["PUT /planning/difficulties/{id:guid}"] = """
            {"planId":"$plan","unitCode":"$village","text":"a","wantedBy":"2020-01-01"}
            """,
        ["POST /planning/difficulties/{id:guid}/answer"] = """{"text":"a"}""",
        ["PUT /planning/model-sites/{id:guid}"] = """
            {"planId":"$plan","kind":"area","villageCode":"$village","number":5}
            """,
        ["POST /planning/model-sites/{id:guid}/criteria"] = """{"criterion":"VM-1","met":true,"day":"2023-03-01"}""",
        ["POST /planning/model-sites/{id:guid}/recognition"] = """{"documentNumber":"1","day":"2099-01-01"}""",
        ["POST /planning/plans"] = $$"""{"unitCode":"$unit","year":2023,"content":{{Content}}}""",
        ["POST /planning/plans/import"] = $$"""{"unitCode":"$unit","year":2023,"file":{{Workbook}}}""",
        ["POST /planning/plans/preview"] = $$"""{"unitCode":"$unit","year":2023,"file":{{Workbook}}}""",
        ["PUT /planning/plans/{id:guid}/content"] = Content,
        ["PUT /planning/plans/{id:guid}/workbook"] = $$"""{"file":{{Workbook}}}""",
        ["PUT /planning/plans/{id:guid}/consolidations/{rule}/{start}"] = """{"words":"a"}""",
        ["PUT /planning/plans/{id:guid}/contributions/{entry:guid}"] = """
            {"fund":"khong-co","villageCode":"$village","measure":"land","amount":1,"donor":"other","day":"2023-03-01"}
            """,
        ["PUT /planning/plans/{id:guid}/fund-entries/{entry:guid}"] = """
            {"fund":"khong-co","kind":"spent","amount":1,"documentNumber":"1","documentDay":"2023-03-01"}
            """,
        ["PUT /planning/plans/{id:guid}/weeks/{start}/work"] = """
            {"unitCode":"$village","items":[{"id":"$random","text":"a"},{"id":"$random","text":"a"}]}
            """,
        ["PUT /planning/reports/{id:guid}"] = """
            {"planId":"$plan","rule":"khong-co","unitCode":"$village","start":"2023-03-01","figures":[],"words":"a"}
            """,
        ["POST /planning/duties/reminders"] = """{"planId":"$random"}""",
        ["PUT /planning/supports/{id:guid}"] = """
            {"planId":"$plan","fund":"khong-co","villageCode":"$village","category":"a","householdCode":"a","head":"a","address":"a"}
            """,
        ["POST /planning/supports/{id:guid}/payment"] = """{"voucher":"1","day":"2023-03-01"}""",
        ["PUT /planning/visits/{id:guid}"] = """
            {"planId":"$plan","unitCode":"$village","team":"khong-co","day":"2023-03-01"}
            """,
        ["POST /planning/visits/{id:guid}/findings/{number:int}/follow-up"] = """{"day":"2023-03-01","text":"a"}""",
        ["POST /dossiers/"] = """{"unitCode":"$unit","title":"khong-co","year":2023}""",
        ["PUT /dossiers/{id:guid}/opinions/{number:int}/answer"] = """{"text":"a"}""",
        ["POST /dossiers/councils"] = Council,
        ["POST /dossiers/councils/{id:guid}/decisions"] = Council,
        ["POST /dossiers/procedures"] = $$"""{"province":"$unit","path":"khong-co",{{Decision}},"figures":{{Figures}}}""",
        ["POST /dossiers/titles"] = """
            {"province":"$unit","unitCode":"18175","since":"2099-01-01","documentNumber":"1","documentDate":"2099-01-01"}
            """,
        ["announcement"] = """{"on":"2099-01-01","where":"a"}""",
        ["claim/handover"] = """{"to":"khong-co"}""",
        ["conclusion"] = """{"outcome":"KhongCo","items":[]}""",
        ["council"] = """{"councilId":"$council","heldOn":"2023-03-13","mode":"Open"}""",
        ["council/attendance"] = """{"present":[]}""",
        ["council/ballots"] = """{"choice":"InFavour"}""",
        ["council/closing"] = """{"number":"1","date":"2099-01-01"}""",
        ["council/count"] = """{"paper":null}""",
        ["council/recusals"] = """{"reason":"a"}""",
        ["decision"] = """{"outcome":"KhongCo","number":"1","date":"2023-03-13"}""",
        ["explanations"] = """{"kind":"document","key":"khong-co","text":"a"}""",
        ["extensions"] = """{"before":"2020-01-01","documentNumber":"1","documentDate":"2023-01-01"}""",
        ["meeting"] = """
            {"heldOn":"2023-03-13","invited":1,"present":1,"inFavour":1,"against":0,"minutesNumber":"1"}
            """,
        ["notice"] = """{"startedOn":"2023-03-13","places":["a"]}""",
        ["notice/broadcasts"] = """{"at":"2023-03-13T01:00:00Z","place":"a"}""",
        ["notice/comments"] = """{"from":"a","text":"a","receivedOn":"2023-03-13"}""",
        ["notice/comments/{number:int}/answer"] = """{"text":"a"}""",
        ["opinions"] = """{"to":"khong-co","question":"a","workingDays":1}""",
        ["verdict"] = """{"release":true,"reason":"a"}""",
        ["verdicts"] = """{"acceptRest":false,"items":[{"kind":"criterion","key":"khong-co","accepted":true}]}""",
        ["withdrawal"] = """{"reason":"a"}""",
        ["POST /notifications/subscriptions/"] = """{"url":"khong-co"}""",
        ["PUT /notifications/subscriptions/{id:guid}"] = """{"url":"khong-co"}""",
        ["POST /notifications/subscriptions/{id:guid}/secret"] = """{"keepOldHours":1}""",
        ["POST /notifications/subscriptions/{id:guid}/recovery"] = """{"preview":true}""",
        ["PUT /notifications/views"] = """{"page":"khong-co","name":"a","query":"a=b"}""",
    };

    private static readonly string[] Reasons =
    [
        "counter-entry",
        "drop",
        "refusal",
        "reopening",
        "rejection",
        "repayment",
        "return",
        "transfer",
        "withdrawal",
    ];

    /// <summary>Whether a file comes with it.</summary>
    public static bool IsUpload(EndpointRow row) =>
        row.Method == "POST"
        && row.Pattern.Split('/')[^1] is var last
        && (last is "evidence" or "files" or "photos" || row.Pattern is "/planning/supports/{id:guid}/documents" || last == "document");

    /// <summary>The body of a request; null for one without.</summary>
    public static HttpContent? Of(EndpointRow row, Func<string, string> fill)
    {
        if (row.Method is "GET" or "DELETE")
        {
            return null;
        }

        if (IsUpload(row))
        {
            return new MultipartFormDataContent { { new StringContent("a"), "note" } };
        }

        var last = row.Pattern.Split('/')[^1];
        var text =
            Texts.GetValueOrDefault(row.Pattern.Contains("/stages/", StringComparison.Ordinal) ? StageRule.ActOf(row) : row.Name)
            ?? Texts.GetValueOrDefault(last)
            ?? (Reasons.Contains(last) ? """{"reason":"a"}""" : "{}");
        return new StringContent(fill(text), Encoding.UTF8, "application/json");
    }
}
