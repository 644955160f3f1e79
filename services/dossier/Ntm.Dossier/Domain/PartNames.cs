namespace Ntm.Dossier.Domain;

/// <summary>How people name the stored parts of a dossier.</summary>
public static class PartNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["about"] = "đơn vị, danh hiệu hoặc trạng thái",
        ["path"] = "vị trí trên quy trình",
        ["actors"] = "đơn vị thực hiện",
        ["formerUnits"] = "đơn vị trước đây",
        ["open"] = "bước đang mở",
        ["completed"] = "bước đã xong",
        ["heldTitle"] = "danh hiệu đang giữ",
        ["procedure"] = "quy trình đã được tỉnh xác nhận",
        ["planned"] = "mốc thời gian theo kế hoạch",
        ["notices"] = "niêm yết công khai",
        ["meetings"] = "kết quả họp",
        ["opinions"] = "ý kiến phối hợp",
        ["preparers"] = "người tham gia lập hồ sơ",
        ["files"] = "thành phần hồ sơ",
        ["assessment"] = "tự đánh giá",
        ["surveyHash"] = "kết quả lấy ý kiến",
        ["lateRevision"] = "bản tự đánh giá đến muộn",
        ["lostCriteria"] = "tiêu chí rớt chuẩn",
        ["verdicts"] = "kết luận từng nội dung",
        ["returned"] = "nội dung trả lại",
        ["suspensions"] = "thời gian tạm dừng",
        ["extensions"] = "gia hạn",
        ["receipts"] = "giấy biên nhận",
        ["council"] = "phiên họp hội đồng",
        ["earlierSessions"] = "phiên họp hội đồng trước đây",
        ["decision"] = "quyết định",
        ["announcement"] = "công bố",
        ["withdrawal"] = "việc rút hồ sơ",
    };

    /// <summary>The name of a part; the key itself where it is none of a dossier.</summary>
    /// <param name="key">Key of the part, as the audit chain has it.</param>
    public static string Of(string key) =>
        Names.TryGetValue(key, out var name)
            ? $"{name} ({key})"
            : key.Split('/') switch
            {
                ["assessments", var revision] => $"bản tự đánh giá {revision} ({key})",
                ["event", var number] => $"bản tin {number} ({key})",
                _ => key,
            };
}
