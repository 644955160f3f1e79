using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Integration;

/// <summary>States, outcomes and causes in the words of people.</summary>
internal static class SubscriptionWords
{
    public static string StateOf(SubscriptionRow row) =>
        (row.State, row.Reason) switch
        {
            ("Active", _) => T("đang gửi"),
            ("Unverified", _) => T("chờ xác minh"),
            (_, "ByHand") => T("đã tạm dừng"),
            (_, "Gone") => T("đã dừng: nơi nhận báo không còn"),
            (_, "Failing") => T("đã dừng: lỗi suốt 120 giờ"),
            (_, "Revoked") => T("đã dừng: chương trình bị thu hồi"),
            _ => row.State,
        };

    public static string KindOf(SubscriptionRow row) =>
        row.State switch
        {
            "Active" => "ok",
            "Unverified" => "soon",
            _ => row.Reason == "ByHand" ? "none" : "no",
        };

    public static string OutcomeOf(AttemptRow row) =>
        row.Outcome switch
        {
            "Received" => T("đã nhận"),
            "Refused" => T("bị từ chối"),
            "TimedOut" => T("quá giờ"),
            "Unreachable" => T("không kết nối được"),
            "Forbidden" => T("địa chỉ không được phép"),
            _ => row.Outcome,
        };

    public static string CauseOf(AttemptRow row) =>
        row.Cause switch
        {
            "Feed" => T("theo dòng sự kiện"),
            "Resend" => T("gửi lại"),
            "Recovery" => T("gửi lại sau khi thôi"),
            "Verification" => T("xác minh"),
            "Test" => T("thử"),
            _ => row.Cause,
        };
}
