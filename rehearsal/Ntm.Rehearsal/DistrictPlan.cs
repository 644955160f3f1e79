using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>A district's plan dates the steps of its communes' dossiers: one date is kept, another missed, and the law's own day alone
/// refuses.</summary>
internal static class DistrictPlan
{
    private const string Drafter = "canbo.camxuyen";

    public static async Task RunAsync(RehearsalSession rehearsal)
    {
        var plan = await PublishAsync(rehearsal);
        var story = await DossierStory.OpenAsync(rehearsal, People.CamHa, 2023);
        await DatedAsync(story, plan);
        await rehearsal.MoveToAsync(27, 2, 2023);
        await story.PrepareAsync();
        rehearsal.Narrator.Step(People.CamHa.Officer, "Hoàn thiện hồ sơ xã trước mốc 20/3 của kế hoạch huyện", "đúng hạn");
        await rehearsal.MoveToAsync(15, 3, 2023);
        await story.ExamineAsync();

        await rehearsal.MoveToAsync(4, 4, 2023);
        await MissedAsync(story);
        await story.PutDocumentsAsync(story.People.Submitter, "district-submission");
        await rehearsal.MoveToAsync(new DateTimeOffset(2023, 4, 10, 0, 0, 0, TimeSpan.FromHours(7)));
        await story.RefusedAsync(
            story.People.Submitter,
            "Trình hồ sơ lúc 00:00 ngày 10/4",
            "dossier.submission_closed",
            "district-submission",
            "submission"
        );
    }

    private static async Task<Guid> PublishAsync(RehearsalSession rehearsal)
    {
        var officer = rehearsal.As(Drafter);
        var draft = await RehearsalSession.OnceKnownAsync(
            "planning.unit",
            () =>
                officer.PostAsync(
                    "/planning/plans",
                    new
                    {
                        unitCode = "446",
                        year = 2023,
                        content = Content(),
                    }
                )
        );
        var path = $"/planning/plans/{draft.GetProperty("id").GetGuid()}";
        rehearsal.Narrator.Step(Drafter, "Soạn kế hoạch huyện năm 2023 với ba mốc của quy trình", draft.GetProperty("number").GetString()!);
        var why = await officer.IsRefusedAsync("planning.forbidden", HttpMethod.Post, path + "/publication", new { });
        rehearsal.Narrator.Refused(Drafter, "Tự ban hành kế hoạch mình soạn", why);
        var published = await rehearsal.As(People.CamHa.Submitter).PostAsync(path + "/publication", new { });
        rehearsal.Narrator.Step(People.CamHa.Submitter, "Ban hành kế hoạch", published.GetProperty("status").GetString()!);
        return draft.GetProperty("id").GetGuid();
    }

    /// <summary>Waits until the dossier reads its dates from the plan; the event travels in its own time.</summary>
    private static async Task DatedAsync(DossierStory story, Guid plan)
    {
        var planned = await RehearsalSession.WaitAsync<JsonElement>(
            "mốc thời gian của kế hoạch trong hồ sơ",
            async () =>
            {
                var dates = (await story.GetAsync()).GetProperty("planned");
                return dates.EnumerateArray().Any(date => date.GetProperty("planId").GetGuid() == plan) ? dates : null;
            }
        );
        var words = planned.EnumerateArray().Select(date => date.GetProperty("text").GetString());
        story.Rehearsal.Narrator.Step(story.People.Officer, "Xem mốc thời gian theo kế hoạch", string.Join("; ", words));
    }

    private static async Task MissedAsync(DossierStory story)
    {
        var leader = story.Rehearsal.As(story.People.Submitter);
        await RehearsalSession.WaitAsync<bool>(
            "thông báo lỡ mốc của kế hoạch",
            async () =>
            {
                var inbox = await leader.GetAsync("/notifications/inbox?limit=100");
                var missed = inbox
                    .GetProperty("items")
                    .EnumerateArray()
                    .Any(notice =>
                        notice.GetProperty("kind").GetString() == "DeadlineMissed"
                        && notice.GetProperty("dossierId").ValueKind == JsonValueKind.String
                        && notice.GetProperty("dossierId").GetGuid() == story.Id
                    );
                return missed ? true : null;
            }
        );
        story.Rehearsal.Narrator.Step(
            story.People.Submitter,
            "Lỡ mốc trình “trước ngày 03/4” của kế hoạch huyện",
            "được báo, chưa bị khóa"
        );
    }

    private static object Content() =>
        new
        {
            header = new
            {
                style = "party",
                number = $"{Guid.CreateVersion7():N}"[^6..] + "-KH/BCĐ",
                issuedOn = "2023-02-01",
                issuer = "BCD",
                subject = "Xây dựng nông thôn mới năm 2023 (dữ liệu mẫu)",
            },
            periods = new[]
            {
                new
                {
                    key = "G0",
                    name = "năm 2023",
                    kind = "main",
                    from = "2023-02-01",
                    to = "2023-12-31",
                },
            },
            bodies = new[]
            {
                new
                {
                    key = "BCD",
                    name = "Ban chỉ đạo huyện",
                    @short = "BCĐ huyện",
                    level = "district",
                    kind = "steering",
                },
            },
            places = new[]
            {
                new
                {
                    key = "HUYEN",
                    name = "huyện Cẩm Xuyên",
                    kind = "district",
                    unitCode = "446",
                },
            },
            tasks = new[]
            {
                Task("K13", "Hoàn thiện hồ sơ xã", "dossier", Due("trước ngày 20/3/2023", "before-day", "2023-03-20")),
                Task("K15", "Trình hồ sơ", "submission", Due("trước ngày 03/4/2023", "before-day", "2023-04-03")),
                Task("K16", "Lấy phiếu hài lòng", "survey", Due("tháng 4/2023", "within-month", "2023-04-30")),
            },
        };

    private static object Due(string text, string kind, string day) =>
        new
        {
            text,
            kind,
            day,
        };

    private static object Task(string key, string text, string step, object due) =>
        new
        {
            key,
            text,
            accountable = new[] { "BCD" },
            places = new[] { "HUYEN" },
            due,
            step,
        };
}
