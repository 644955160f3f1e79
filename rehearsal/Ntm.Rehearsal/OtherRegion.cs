namespace Ntm.Rehearsal;

/// <summary>
/// A province outside Bắc Trung Bộ. The figures that the national set holds are those of that region and decide nothing elsewhere: the
/// leader of the other province confirms its own, and a commune of it is recognised by its own people.
/// </summary>
internal static class OtherRegion
{
    private const string Set = "XA_NTM_2021_2025";

    /// <summary>The sample has no commune there: one is made for the rehearsal.</summary>
    private static readonly People Like = new("", "19", new(2025, 7, 1), "", "", "", "", "mttq.thainguyen")
    {
        Province = ProvincePeople.ThaiNguyen,
    };

    /// <summary>Besides those that Hà Tĩnh has to confirm too, what is decided for Bắc Trung Bộ alone.</summary>
    private static readonly Dictionary<string, string> Figures = new(SelfAssessmentStory.Thresholds)
    {
        ["5"] = "100",
        ["6.3"] = "100",
        ["9.1"] = "0",
        ["10"] = "2025 53",
        ["15.1"] = "92",
        ["17.7"] = "100",
        ["17.10"] = "100",
        ["18.3"] = "100",
    };

    public static async Task RunAsync(RehearsalSession rehearsal)
    {
        var province = ProvincePeople.ThaiNguyen;
        var elsewhere = await OpenAsync(rehearsal, People.ProvinceLeader);
        var here = await OpenAsync(rehearsal, province.Leader);
        rehearsal.Narrator.Step(
            province.Leader,
            $"Xem {Set}: ngoài Bắc Trung Bộ",
            $"{here} ngưỡng chưa xác định; ở Hà Tĩnh {elsewhere}, tỉnh đã xác nhận"
        );
        if (rehearsal.OnItsOwn && here <= elsewhere)
        {
            throw new RehearsalFailure("Số liệu của Bắc Trung Bộ không được quyết định thay tỉnh ngoài vùng.");
        }

        await RefusedToNeighbourAsync(rehearsal, province);
        await new OpenFigures(rehearsal, province).ConfirmAsync("xa-ntm", Set, Figures, "MẪU-08/2025");

        var story = await DossierStory.OpenAsync(rehearsal, await NewCommune.MakeAsync(rehearsal, Like), 2025);
        await rehearsal.MoveToAsync(18, 8, 2025);
        await story.PrepareAsync();
        await rehearsal.MoveToAsync(8, 9, 2025);
        await story.SubmitAsync("commune-submission");
        await rehearsal.MoveToAsync(22, 9, 2025);
        await story.Survey.RunAsync(satisfied: 96);
        await story.AppraiseAsync();
        await story.AtAsync("council-vote");
        await rehearsal.MoveToAsync(13, 10, 2025);
        await story.VoteAsync(inFavour: 7);
        await Scenarios.DecideAndAnnounceAsync(story, "MẪU-09/2025");
    }

    private static async Task<int> OpenAsync(RehearsalSession rehearsal, string leader) =>
        (await rehearsal.As(leader).GetAsync($"/assessment/criteria-sets/{Set}")).GetProperty("undecidable").GetArrayLength();

    private static async Task RefusedToNeighbourAsync(RehearsalSession rehearsal, ProvincePeople province)
    {
        var confirmation = new
        {
            province = province.Code,
            documentNumber = "MẪU-08/2025",
            documentDate = rehearsal.Today,
            validFrom = rehearsal.Today,
            thresholds = new[]
            {
                new
                {
                    rule = Set,
                    item = "11",
                    threshold = "5",
                },
            },
        };
        var why = await rehearsal
            .As(People.Preparer)
            .IsRefusedAsync("entry.preparers_only", HttpMethod.Post, "/assessment/threshold-confirmations", confirmation);
        rehearsal.Narrator.Refused(People.Preparer, "Chuẩn bị ngưỡng thay tỉnh khác", why);
    }
}
