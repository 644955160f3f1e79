using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>A recognised commune shows that it still deserves its title, first with a report that is sent back to it.</summary>
internal static class Upkeep
{
    public static async Task RunAsync(RehearsalSession rehearsal)
    {
        var people = await rehearsal.SettleAsync(People.HuongSon);
        await RehearsalSession.OnceKnownAsync("dossier.title_unit", () => RecordAsync(rehearsal, people.UnitCode));
        rehearsal.Narrator.Step(People.ProvinceLeader, "Ghi danh hiệu xã đã được công nhận theo MẪU-07/2025", "");
        var story = await DossierStory.OpenAsync(rehearsal, people, 2026, upkeep: true);
        await story.Assessment.FillAndSubmitAsync();
        await story.AtAsync("upkeep-report");
        await ReportAsync(story);
        await story.VerdictsAsync(
            People.Consolidator,
            "upkeep-review",
            new
            {
                acceptRest = true,
                items = new[]
                {
                    new
                    {
                        kind = "document",
                        key = "upkeep-report",
                        accepted = false,
                        reason = "Báo cáo chưa nêu số hộ nghèo cuối năm",
                    },
                },
            }
        );
        await ConcludeAsync(story, "Trả lại báo cáo để bổ sung", "Returned");
        await rehearsal.MoveToAsync(19, 1, 2026);
        await story.PutDocumentAsync(story.People.Officer, "upkeep-report", "upkeep-report", "Báo cáo đã bổ sung");
        await ReportAsync(story);
        await story.VerdictsAsync(People.Consolidator, "upkeep-review", new { acceptRest = true, items = Array.Empty<object>() });
        await ConcludeAsync(story, "Kết luận: giữ vững các tiêu chí", "Approved");
        await story.RefusedAsync(People.ProvinceLeader, "Ghi nhận khi chưa có văn bản", "dossier.document_missing", "upkeep", "completion");
        await story.PutDocumentsAsync(People.ProvinceLeader, "upkeep");
        await story.ActAsync(People.ProvinceLeader, "Ghi nhận xã giữ vững danh hiệu", "upkeep", "completion");
    }

    /// <summary>The province records the title that the commune was given before.</summary>
    private static Task<JsonElement> RecordAsync(RehearsalSession rehearsal, string unitCode) =>
        rehearsal.DecideAsync(
            ProvincePeople.HaTinh,
            "/dossiers/titles",
            new
            {
                province = "42",
                unitCode,
                title = "xa-ntm",
                since = "2025-12-15",
                documentNumber = "MẪU-07/2025",
                documentDate = "2025-12-15",
            }
        );

    private static async Task ReportAsync(DossierStory story)
    {
        await story.PutDocumentsAsync(story.People.Officer, "upkeep-report");
        await story.ActAsync(story.People.Officer, "Gửi báo cáo giữ vững tiêu chí", "upkeep-report", "completion");
    }

    private static Task ConcludeAsync(DossierStory story, string what, string outcome) =>
        story.ActAsync(People.Consolidator, what, "upkeep-review", "conclusion", new { outcome, items = Array.Empty<object>() });
}
