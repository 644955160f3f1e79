using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>
/// A dossier of the current year on the clock as it is. No day passes in it, so it follows what the sample province decided: a procedure
/// that names no shortest time of the public notice and no cut-off. Nothing is dated back, no stage is left out, and what each stage must
/// have is there: the report is posted and read out, the households are asked, the council votes. Campaigns are known up to 2030; a later
/// year is refused until its period has rules.
/// </summary>
internal static class Today
{
    public static async Task RunAsync(RehearsalSession rehearsal)
    {
        await FollowSampleAsync(rehearsal);
        if (!rehearsal.OnItsOwn)
        {
            // Another set may have taken the place of the sample's there, with figures that nobody has confirmed yet.
            await new OpenFigures(rehearsal, ProvincePeople.HaTinh).ConfirmAsync(
                "xa-ntm",
                "XA_NTM_2026_2030",
                new Dictionary<string, string>(),
                AgainBy(rehearsal)
            );
        }

        var year = rehearsal.Today.Year;
        var story = await DossierStory.OpenAsync(rehearsal, People.HuongSon, year);
        var byProcedure = (await story.GetAsync()).GetProperty("procedure").ValueKind == JsonValueKind.Object;
        if (byProcedure)
        {
            await story.RegisterAsync();
        }

        await story.PrepareAsync();
        if (byProcedure)
        {
            await NoticeAsync(story);
            await story.MeetAsync(inFavour: 56);
        }

        await story.SubmitAsync("commune-submission");
        await story.Survey.RunAsync(satisfied: 94);
        await story.AppraiseAsync();
        await story.AtAsync("council-vote");
        await story.VoteInSecretAsync(inFavour: 7);
        await Scenarios.DecideAndAnnounceAsync(story, $"MẪU-04/{year}");
    }

    /// <summary>The procedure in force, which says by which document all of it may happen on one day.</summary>
    private static async Task FollowSampleAsync(RehearsalSession rehearsal)
    {
        var leader = rehearsal.As(People.ProvinceLeader);
        var procedures = (await leader.GetAsync("/dossiers/procedures?province=42")).GetProperty("items").EnumerateArray().ToList();
        if (procedures.Find(IsInForce) is not { ValueKind: JsonValueKind.Object } inForce)
        {
            return;
        }

        if (!IsSample(inForce))
        {
            await ConfirmAgainAsync(rehearsal, procedures.First(IsSample));
            return;
        }

        var procedure = inForce.GetProperty("procedure");
        var notice = procedure
            .GetProperty("figures")
            .EnumerateArray()
            .Single(figure => figure.GetProperty("key").GetString() == "noticeDays");
        rehearsal.Narrator.Step(
            People.ProvinceLeader,
            $"Quy trình của tỉnh theo {procedure.GetProperty("documentNumber").GetString()}",
            $"công khai: {notice.GetProperty("value").GetString()}"
        );
    }

    /// <summary>On a platform where the province has confirmed another procedure since, that of the sample is confirmed anew.</summary>
    private static async Task ConfirmAgainAsync(RehearsalSession rehearsal, JsonElement sample)
    {
        var number = AgainBy(rehearsal);
        await rehearsal.DecideAsync(
            ProvincePeople.HaTinh,
            "/dossiers/procedures",
            new
            {
                province = "42",
                path = sample.GetProperty("path").GetString(),
                documentNumber = number,
                documentDate = rehearsal.Today,
                validFrom = rehearsal.Today,
                figures = sample.GetProperty("procedure").GetProperty("confirmed"),
            }
        );
        rehearsal.Narrator.Step(
            People.ProvinceLeader,
            $"Xác nhận lại quy trình mẫu theo {number}",
            "công khai không có thời gian tối thiểu"
        );
    }

    private static string AgainBy(RehearsalSession rehearsal) => $"MẪU-05/{rehearsal.Today.Year}";

    private static bool IsInForce(JsonElement item) => item.GetProperty("inForce").GetBoolean();

    private static bool IsSample(JsonElement item) => item.GetProperty("procedure").GetProperty("sample").GetBoolean();

    /// <summary>Posted, read out and closed on one day; not before it was read out.</summary>
    private static async Task NoticeAsync(DossierStory story)
    {
        var officer = story.People.Officer;
        await story.PostNoticeAsync();
        await story.PutDocumentsAsync(officer, "public-notice");
        await story.RefusedAsync(
            officer,
            "Kết thúc công khai khi chưa phát thanh",
            "dossier.notice_too_few_broadcasts",
            "public-notice",
            "completion"
        );
        await story.BroadcastAsync(story.Rehearsal.Now);
        await story.ActAsync(officer, "Kết thúc công khai, đã phát thanh", "public-notice", "completion");
    }
}
