using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>The appraisal council: set up once by the province's leader, then its sessions on dossiers.</summary>
internal static class CouncilStory
{
    private static string Chair => People.Council[0];

    private static string Secretary => People.Council[1];

    private static string Counter => People.Council[2];

    /// <summary>The secretary convenes the council, which votes on paper; the given number of its seven members is in favour.</summary>
    public static async Task VoteAsync(this DossierStory story, int inFavour)
    {
        await story.ConveneAsync("Paper");
        await story.CountAsync(
            new
            {
                issued = People.Council.Count,
                returned = People.Council.Count,
                inFavour,
                against = People.Council.Count - inFavour,
                invalid = 0,
            }
        );
        await story.CloseAsync($"Hội đồng bỏ phiếu giấy: {inFavour}/{People.Council.Count} đồng ý");
    }

    /// <summary>As <see cref="VoteAsync"/>, each member by himself and in secret.</summary>
    public static async Task VoteInSecretAsync(this DossierStory story, int inFavour)
    {
        await story.ConveneAsync("Secret");
        await Task.WhenAll(
            People.Council.Select(
                (member, place) =>
                    story
                        .Rehearsal.As(member)
                        .PostAsync($"{PathOf(story)}/ballots", new { choice = place < inFavour ? "InFavour" : "Against" })
            )
        );
        await story.CountAsync(null);
        await story.CloseAsync($"Hội đồng bỏ phiếu kín: {inFavour}/{People.Council.Count} đồng ý");
    }

    /// <summary>One member votes and the session is closed: it decides nothing, and the council may meet again.</summary>
    public static async Task EndWithoutResultAsync(this DossierStory story)
    {
        await story.ConveneAsync("Secret");
        await story.Rehearsal.As(Chair).PostAsync($"{PathOf(story)}/ballots", new { choice = "InFavour" });
        await story.CloseAsync("Khép phiên họp khi mới một người bỏ phiếu: chưa có kết quả");
    }

    private static string PathOf(DossierStory story) => $"{story.Path}/stages/council-vote/council";

    private static async Task ConveneAsync(this DossierStory story, string mode)
    {
        var council = await InForceAsync(story.Rehearsal) ?? await SetUpAsync(story.Rehearsal);
        var secretary = story.Rehearsal.As(Secretary);
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
        story.Rehearsal.As(Counter).PutAsync($"{PathOf(story)}/count", new { paper });

    private static async Task CloseAsync(this DossierStory story, string what)
    {
        await story.PutDocumentAsync(Secretary, "council-vote", "council-minutes", "Biên bản họp Hội đồng thẩm định");
        await story.ActAsync(Chair, what, "council-vote", "council/closing", new { number = "12/BB-HĐTĐ", date = story.Rehearsal.Today });
    }

    private static async Task<JsonElement?> InForceAsync(RehearsalSession rehearsal)
    {
        var list = await rehearsal.As(Secretary).GetAsync("/dossiers/councils");
        foreach (var council in list.GetProperty("items").EnumerateArray())
        {
            if (council.GetProperty("inForce").ValueKind == JsonValueKind.Object)
            {
                return council;
            }
        }

        return null;
    }

    private static async Task<JsonElement> SetUpAsync(RehearsalSession rehearsal)
    {
        var members = new List<object>();
        foreach (var userName in People.Council)
        {
            var me = await rehearsal.As(userName).GetAsync("/identity/me");
            members.Add(
                new
                {
                    subject = me.GetProperty("subject").GetString(),
                    name = me.GetProperty("name").GetString(),
                    position = "Thành viên Hội đồng",
                    department = "UBND tỉnh",
                    role = userName == Chair ? "Chair"
                    : userName == Secretary ? "Secretary"
                    : "Member",
                    countsBallots = userName == Counter,
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
        var council = await rehearsal.As(People.ProvinceLeader).PostAsync("/dossiers/councils", decision);
        rehearsal.Narrator.Step(People.ProvinceLeader, "Thành lập Hội đồng thẩm định", $"{members.Count} thành viên");
        return council;
    }
}
