namespace Ntm.Dossier.Tests.Features;

/// <summary>The appraisal council of the tests: a chair, a secretary and two members, of whom the second counts the ballots.</summary>
internal static class CouncilSteps
{
    public static readonly IReadOnlyList<string> Everyone = ["chair", "secretary", "member1", "member2"];

    private const string Vote = "council-vote";

    /// <summary>Sets up the council by a decision of the same day, and gives its id.</summary>
    public static async Task<string> SetUpCouncilAsync(this DossierApp app, string number = "1/QĐ-UBND", object[]? members = null) =>
        (await app.DecideAsync("/dossiers/councils", app.Decision(number, members))).Ok().Id;

    public static object Decision(this DossierApp app, string number, object[]? members = null, string? validFrom = null) =>
        new
        {
            name = "Hội đồng thẩm định",
            number,
            date = app.Today,
            issuer = "Chủ tịch UBND tỉnh",
            validFrom = validFrom ?? app.Today,
            members = members
                ?? [Member("chair", "Chair"), Member("secretary", "Secretary"), Member("member1"), Member("member2", countsBallots: true)],
        };

    public static object Member(string subject, string role = "Member", bool countsBallots = false, string? name = null) =>
        new
        {
            subject,
            name = name ?? "Thành viên " + subject,
            position = "Giám đốc",
            department = "Sở của " + subject,
            role,
            countsBallots,
        };

    /// <summary>Convenes the council that is in force, which is set up if there is none.</summary>
    public static async Task<Answer> ConveneAsync(
        this DossierApp app,
        string id,
        string by = "secretary",
        string mode = "Open",
        string? councilId = null,
        string? heldOn = null
    ) =>
        await app.PutAsync(
            by,
            id,
            Vote,
            "council",
            new
            {
                councilId = councilId ?? await app.CouncilInForceAsync() ?? await app.SetUpCouncilAsync(),
                heldOn = heldOn ?? app.Today,
                mode,
            }
        );

    public static Task<Answer> AttendAsync(this DossierApp app, string id, params IEnumerable<string> present) =>
        app.PutAsync("secretary", id, Vote, "council/attendance", new { present });

    public static Task<Answer> RecuseAsync(this DossierApp app, string id, string member) =>
        app.PostAsync(member, id, Vote, "council/recusals", new { reason = "Có người thân ở xã." });

    public static Task<Answer> CastAsync(this DossierApp app, string id, string member, string choice = "InFavour") =>
        app.PostAsync(member, id, Vote, "council/ballots", new { choice });

    public static Task<Answer> CountAsync(this DossierApp app, string id, object? paper = null, string by = "member2") =>
        app.PutAsync(by, id, Vote, "council/count", new { paper });

    /// <summary>Uploads minutes and closes the session with them.</summary>
    public static async Task<Answer> CloseAsync(this DossierApp app, string id)
    {
        (await app.UploadAsync("secretary", id, Vote, "council-minutes")).Ok();
        return await app.CloseOnlyAsync(id);
    }

    public static Task<Answer> CloseOnlyAsync(this DossierApp app, string id, string by = "chair", string number = "12/BB-HĐTĐ") =>
        app.PostAsync(by, id, Vote, "council/closing", new { number, date = app.Today });

    /// <summary>Convenes the council and has everyone attend.</summary>
    public static async Task AssembleAsync(this DossierApp app, string id, string mode = "Open")
    {
        (await app.ConveneAsync(id, mode: mode)).Ok();
        (await app.AttendAsync(id, Everyone)).Ok();
    }

    public static async Task<string> ToAssembledAsync(this DossierApp app, string mode = "Open")
    {
        var id = await app.ToCouncilAsync();
        await app.AssembleAsync(id, mode);
        return id;
    }

    /// <summary>The whole session: the first of the members vote against, as many as is asked for.</summary>
    public static async Task<Answer> VoteAsync(this DossierApp app, string id, string heldOn, int against = 0)
    {
        (await app.ConveneAsync(id, heldOn: heldOn)).Ok();
        (await app.AttendAsync(id, Everyone)).Ok();
        foreach (var (member, place) in Everyone.Select((member, place) => (member, place)))
        {
            (await app.CastAsync(id, member, place < against ? "Against" : "InFavour")).Ok();
        }

        return (await app.CloseAsync(id)).Ok();
    }

    private static async Task<string?> CouncilInForceAsync(this DossierApp app) =>
        (await app.ReadAsync("secretary", "/dossiers/councils"))
            .Ok()
            .Body.GetProperty("items")
            .EnumerateArray()
            .Where(council => council.GetProperty("inForce").ValueKind == System.Text.Json.JsonValueKind.Object)
            .Select(council => council.GetProperty("id").GetString())
            .FirstOrDefault();
}
