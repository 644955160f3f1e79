namespace Ntm.Rehearsal;

/// <summary>Stories in which administrative units change while a dossier runs.</summary>
internal static class UnitScenarios
{
    /// <summary>
    /// A dossier waits at the district when districts end and its commune goes up into another: the province examines it, the new
    /// commune submits it, and it is recognised.
    /// </summary>
    public static async Task DistrictEndsAsync(RehearsalSession rehearsal)
    {
        var story = await Scenarios.StartAsync(rehearsal, People.SonBang, 2025);
        await rehearsal.MoveToAsync(3, 3, 2025);
        await story.PrepareAsync();
        await story.AtAsync("district-examination");

        var successors = rehearsal.OnItsOwn ? People.HuongSonAfterDistrict : await NewCommune.LeaveDistrictAsync(rehearsal, story.People);
        await rehearsal.MoveToAsync(1, 7, 2025);
        var after = story.For(successors);
        var view = await after.AtAsync("district-examination");
        rehearsal.Narrator.Step("", $"Hồ sơ chuyển về {view.GetProperty("unitName").GetString()}", "thẩm tra tiếp ở tỉnh");
        await RefusedToFormerAsync(rehearsal, story);
        await after.ExamineAsync();
        await rehearsal.MoveToAsync(14, 7, 2025);
        await after.ActAsync(
            People.ProvinceLeader,
            "Gia hạn đến trước ngày 01/9 theo MẪU-03/2025",
            "district-submission",
            "extensions",
            new
            {
                before = "2025-09-01",
                documentNumber = "MẪU-03/2025",
                documentDate = "2025-07-14",
            }
        );
        await after.SubmitAsync();
        await after.AppraiseAsync();
        await after.Survey.RunAsync(satisfied: 94);
        await after.AtAsync("council-vote");
        await rehearsal.MoveToAsync(15, 9, 2025);
        await after.VoteAsync(inFavour: 7);
        await after.DecideAsync("MẪU-04/2025");
        await after.AnnounceAsync();
    }

    /// <summary>Two villages become one in the middle of the survey: its count stands for the households of both, once.</summary>
    public static async Task VillagesMergeAsync(RehearsalSession rehearsal)
    {
        // The register of the sample knows the merge of 2025 already, and takes no earlier change of the villages that it moved.
        var people = await NewCommune.MakeAsync(rehearsal, People.SonBang);
        var story = await Scenarios.ToSubmissionAsync(rehearsal, people);
        await story.SubmitAsync();
        await rehearsal.MoveToAsync(18, 4, 2023);
        var villages = await story.Survey.VillagesAsync();
        var (one, other) = (villages[0], villages[1]);
        var merged = one[..^2] + "99";
        await rehearsal
            .As(People.Administrator)
            .PostAsync(
                "/identity/unit-merges",
                new
                {
                    sources = new[] { one, other },
                    target = new
                    {
                        code = merged,
                        name = "Thôn Mẫu Mới",
                        parentCode = story.People.UnitCode,
                    },
                    on = rehearsal.Today.AddDays(1),
                    document = new { number = "MẪU-05/2023", date = rehearsal.Today },
                }
            );
        rehearsal.Narrator.Step(People.Administrator, $"Sáp nhập thôn {one} và {other} thành {merged}", "giữa cuộc lấy ý kiến");
        await rehearsal.MoveToAsync(24, 4, 2023);
        await story.Survey.RunAsync(satisfied: 95, instead: new() { [one] = merged, [other] = merged });
        await story.AppraiseAsync();
        await rehearsal.MoveToAsync(12, 6, 2023);
        await Scenarios.ToRecognitionAsync(rehearsal, story, "MẪU-06/2023");
    }

    private static async Task RefusedToFormerAsync(RehearsalSession rehearsal, DossierStory story)
    {
        var former = rehearsal.As(story.People.Reviewer);
        var why = await former.IsRefusedAsync("dossier.not_found", HttpMethod.Get, story.Path);
        rehearsal.Narrator.Refused(story.People.Reviewer, "Huyện cũ xem hồ sơ", why);
    }
}
