namespace Ntm.Rehearsal;

/// <summary>The second title of the years 2021–2025: a commune is recognised as xã NTM nâng cao.</summary>
internal static class AdvancedCommune
{
    private const string Title = "xa-ntm-nang-cao";
    private const string Set = "XA_NC_2021_2025";

    /// <summary>What the province confirms; the other open indicators get a figure of their type.</summary>
    private static readonly Dictionary<string, string> Figures = new()
    {
        ["10"] = "2024 58",
        ["11"] = "2",
        ["12.1"] = "75",
        ["17.10"] = "5",
        ["18.2"] = "60",
    };

    public static async Task RunAsync(RehearsalSession rehearsal)
    {
        await new OpenFigures(rehearsal, ProvincePeople.HaTinh).ConfirmAsync(Title, Set, Figures, "MẪU-07/2024");
        var story = await DossierStory.OpenAsync(rehearsal, People.SonBang, 2024, Title);
        await rehearsal.MoveToAsync(26, 2, 2024);
        await story.PrepareAsync();
        await rehearsal.MoveToAsync(18, 3, 2024);
        await story.ExamineAsync();
        await rehearsal.MoveToAsync(1, 4, 2024);
        await story.SubmitAsync();
        await rehearsal.MoveToAsync(22, 4, 2024);
        await story.AppraiseAsync();
        await story.Survey.RunAsync(satisfied: 97);
        await story.AtAsync("council-vote");
        await rehearsal.MoveToAsync(10, 6, 2024);
        await story.VoteAsync(inFavour: 7);
        await Scenarios.DecideAndAnnounceAsync(story, "1600/QĐ-UBND");
    }
}
