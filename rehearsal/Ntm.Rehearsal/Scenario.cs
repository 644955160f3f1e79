namespace Ntm.Rehearsal;

/// <summary>A story that must always end the same way.</summary>
/// <param name="Name">Name for the command line.</param>
/// <param name="Title">What it shows, in Vietnamese.</param>
/// <param name="Start">Legal day on which it begins; null: now, and the clock is left as it is.</param>
/// <param name="Recognised">Dossiers recognised at its end.</param>
/// <param name="RunAsync">The story.</param>
internal sealed record Scenario(string Name, string Title, DateOnly? Start, int Recognised, Func<RehearsalSession, Task> RunAsync)
{
    public static readonly IReadOnlyList<Scenario> All =
    [
        new("ba-cap", "Xã Sơn Bằng được công nhận năm 2023, ba cấp", new(2023, 2, 6), 1, Scenarios.ThreeTiersAsync),
        new("han-nop", "Nộp trước một khắc, nộp đúng 00:00 ngày 10/4, gia hạn", new(2023, 2, 6), 0, Scenarios.CutOffAsync),
        new("tra-lai", "Huyện trả lại hai tiêu chí, xem thay đổi, đủ điều kiện", new(2023, 2, 6), 1, Scenarios.ReturnedAsync),
        new("chua-hai-long", "Lấy ý kiến chưa đạt, khắc phục, lấy lại", new(2023, 2, 6), 1, Scenarios.DissatisfiedAsync),
        new("song-song", "Hai nhánh song song đều lặp lại, thứ tự bất kỳ", new(2023, 2, 6), 2, Scenarios.BothBranchesLoopAsync),
        new("rut-ho-so", "Xã rút hồ sơ trước khi biểu quyết, mở hồ sơ mới cùng năm", new(2023, 2, 6), 1, EndScenarios.WithdrawnAsync),
        new(
            "tu-choi-khi-khao-sat",
            "Tỉnh kết luận không đạt khi đang lấy ý kiến, cuộc lấy ý kiến dừng",
            new(2023, 2, 6),
            0,
            EndScenarios.RejectedDuringSurveyAsync
        ),
        new("nang-cao-2024", "Xã Sơn Bằng được công nhận nâng cao năm 2024", new(2024, 2, 5), 1, AdvancedCommune.RunAsync),
        new("bieu-quyet-lai", "Hội đồng không thông qua, làm lại từ hồ sơ xã", new(2023, 2, 6), 1, Scenarios.VoteLostAsync),
        new(
            "bo-tieu-chi-tinh",
            "Tỉnh nhập, sửa, công bố và thay thế bộ tiêu chí riêng",
            new(2026, 3, 2),
            0,
            RuleScenarios.ProvinceSetAsync
        ),
        new("sap-xep-xa", "Hồ sơ ở huyện trước 01/7/2025, xong sau khi sáp nhập xã", new(2025, 2, 10), 1, UnitScenarios.DistrictEndsAsync),
        new("sap-nhap-thon", "Hai thôn sáp nhập giữa cuộc lấy ý kiến", new(2023, 2, 6), 1, UnitScenarios.VillagesMergeAsync),
        new("hai-cap", "Xã Hương Sơn được công nhận năm 2026, hai cấp", new(2026, 1, 12), 1, Scenarios.TwoTiersAsync),
        new("nam-2026", "Từ đăng ký đến công bố năm 2026, quy trình do tỉnh xác nhận", new(2026, 3, 2), 1, Year2026.RunAsync),
        new(
            "giu-vung",
            "Xã đã được công nhận giữ vững danh hiệu năm 2026, báo cáo bị trả lại một lần",
            new(2026, 1, 12),
            0,
            Upkeep.RunAsync
        ),
        new(
            "ngoai-bac-trung-bo",
            "Một xã của tỉnh Thái Nguyên, ngoài Bắc Trung Bộ, ngưỡng do tỉnh xác nhận",
            new(2025, 8, 4),
            1,
            OtherRegion.RunAsync
        ),
        new(
            "ke-hoach-huyen",
            "Kế hoạch huyện đặt mốc cho hồ sơ của xã: giữ một mốc, lỡ một mốc",
            new(2023, 2, 6),
            0,
            DistrictPlan.RunAsync
        ),
        new("chien-dich", "Chiến dịch hai tháng của xã Sơn Bằng: năm thôn báo cáo hằng tuần", new(2023, 3, 10), 0, Campaign.RunAsync),
        new(
            "hom-nay",
            "Hôm nay, đồng hồ thật: một hồ sơ của năm nay từ mở đến công bố, theo quy định của tỉnh mẫu",
            null,
            1,
            Today.RunAsync
        ),
    ];
}
