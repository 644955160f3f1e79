using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>The appraisal council: set up once by the province's leader, then its sessions on dossiers.</summary>
internal static class CouncilStory
{
    /// <summary>The secretary convenes the council, which votes on paper; the given number of its seven members is in favour.</summary>
    public static async Task VoteAsync(this DossierStory story, int inFavour)
    {
        await story.ConveneAsync("Paper");
        await story.CountAsync(
            new
            {
                issued = story.People.Province.Council.Count,
                returned = story.People.Province.Council.Count,
                inFavour,
                against = story.People.Province.Council.Count - inFavour,
                invalid = 0,
            }
        );
        await story.CloseAsync($"Hội đồng bỏ phiếu giấy: {inFavour}/{story.People.Province.Council.Count} đồng ý");
    }

    /// <summary>As <see cref="VoteAsync"/>, each member by himself and in secret.</summary>
    public static async Task VoteInSecretAsync(this DossierStory story, int inFavour)
    {
        await story.ConveneAsync("Secret");
        await Task.WhenAll(
            story.People.Province.Council.Select(
                (member, place) =>
                    story
                        .Rehearsal.As(member)
                        .PostAsync($"{PathOf(story)}/ballots", new { choice = place < inFavour ? "InFavour" : "Against" })
            )
        );
        await story.CountAsync(null);
        await story.CloseAsync($"Hội đồng bỏ phiếu kín: {inFavour}/{story.People.Province.Council.Count} đồng ý");
    }

    /// <summary>One member votes and the session is closed: it decides nothing, and the council may meet again.</summary>
    public static async Task EndWithoutResultAsync(this DossierStory story)
    {
        await story.ConveneAsync("Secret");
        await story.Rehearsal.As(story.People.Province.Chair).PostAsync($"{PathOf(story)}/ballots", new { choice = "InFavour" });
        await story.CloseAsync("Khép phiên họp khi mới một người bỏ phiếu: chưa có kết quả");
    }

    private static string PathOf(DossierStory story) => $"{story.Path}/stages/council-vote/council";

    private static async Task ConveneAsync(this DossierStory story, string mode)
    {
        var council = await InForceAsync(story) ?? await SetUpAsync(story);
        var secretary = story.Rehearsal.As(story.People.Province.Secretary);
        await secretary.PutAsync(
            PathOf(story),
            new
            {
                councilId = council.GetProperty("id").GetGuid(),
                heldOn = story.Rehearsal.Today,
                mode,
            }
        );
        var present = council
            .GetProperty("inForce")
            .GetProperty("members")
            .EnumerateArray()
            .Select(member => member.GetProperty("subject").GetString());
        await secretary.PutAsync($"{PathOf(story)}/attendance", new { present });
    }

    private static Task CountAsync(this DossierStory story, object? paper) =>
        story.Rehearsal.As(story.People.Province.Counter).PutAsync($"{PathOf(story)}/count", new { paper });

    private static async Task CloseAsync(this DossierStory story, string what)
    {
        await story.PutDocumentAsync(story.People.Province.Secretary, "council-vote", "council-minutes", "Biên bản họp Hội đồng thẩm định");
        await story.ActAsync(
            story.People.Province.Chair,
            what,
            "council-vote",
            "council/closing",
            new { number = "12/BB-HĐTĐ", date = story.Rehearsal.Today }
        );
    }

    private static async Task<JsonElement?> InForceAsync(DossierStory story)
    {
        var list = await story.Rehearsal.As(story.People.Province.Secretary).GetAsync("/dossiers/councils");
        foreach (var council in list.GetProperty("items").EnumerateArray())
        {
            if (council.GetProperty("inForce").ValueKind == JsonValueKind.Object)
            {
                return council;
            }
        }

        return null;
    }

    private static async Task<JsonElement> SetUpAsync(DossierStory story)
    {
        var (rehearsal, province) = (story.Rehearsal, story.People.Province);
        var members = new List<object>();
        foreach (var userName in province.Council)
        {
            var me = await rehearsal.As(userName).GetAsync("/identity/me");
            members.Add(
                new
                {
                    subject = me.GetProperty("subject").GetString(),
                    name = me.GetProperty("name").GetString(),
                    position = "Thành viên Hội đồng",
                    department = "UBND tỉnh",
                    role = userName == province.Chair ? "Chair"
                    : userName == province.Secretary ? "Secretary"
                    : "Member",
                    countsBallots = userName == province.Counter,
                }
            );
        }

        var decision = new
        {
            name = "Hội đồng thẩm định xét công nhận xã nông thôn mới (diễn tập)",
            number = $"DT-{Guid.CreateVersion7():N}/QĐ-UBND",
            date = rehearsal.Today,
            issuer = "Chủ tịch UBND tỉnh",
            validFrom = rehearsal.Today,
            members,
        };
        var council = await rehearsal.DecideAsync(province, "/dossiers/councils", decision);
        rehearsal.Narrator.Step(province.Leader, "Thành lập Hội đồng thẩm định", $"{members.Count} thành viên");
        return council;
    }
}
