using System.Text.Json;

namespace Ntm.Dossier.Tests.Features;

/// <summary>What a person has done, by the audit of every dossier.</summary>
public sealed class ReadDoneTests
{
    private const string Examination = "district-examination";

    [Fact]
    public async Task What_a_person_decided_is_listed_with_its_stage_and_its_document_and_nobody_elses()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, app.Today);
        await app.RecogniseAsync(id, app.Today);

        var leader = await DoneAsync(app, "province-leader");
        var chair = await DoneAsync(app, "chair");

        Assert.Equal(["announcement.published", "decision.made"], leader.Take(2).Select(item => Text(item, "action")));
        var decision = leader.Single(item => Text(item, "action") == "decision.made");
        Assert.Equal(
            (id, "Xã Sơn Bằng", "Recognised"),
            (Text(decision, "dossierId"), Text(decision, "unitName"), Text(decision, "outcome"))
        );
        Assert.NotNull(Text(decision, "document"));
        Assert.Equal(app.Today, Text(decision, "documentDate"));
        Assert.NotEmpty(Text(decision, "stageTitle")!);
        Assert.Contains(chair, item => Text(item, "action")!.StartsWith("council.", StringComparison.Ordinal));
        Assert.DoesNotContain(chair, item => Text(item, "action") == "decision.made");
        Assert.Empty(await DoneAsync(app, "auditor"));
    }

    [Fact]
    public async Task Claims_and_files_are_no_decisions_and_a_conclusion_is_one()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.PutAsync("reviewer", id, Examination, "claim", new { })).Ok();
        Assert.Empty(await DoneAsync(app, "reviewer"));

        var returned = new[]
        {
            new
            {
                kind = "criterion",
                key = "1",
                reason = "Thiếu số liệu.",
            },
        };
        (await app.PostAsync("reviewer", id, Examination, "conclusion", new { outcome = "Returned", items = returned })).Ok();

        var done = await DoneAsync(app, "reviewer");
        Assert.Equal(("review.concluded", "Returned"), (Text(done[0], "action"), Text(done[0], "outcome")));
        Assert.DoesNotContain(await DoneAsync(app, "officer"), item => Text(item, "action") == "document.file_added");
    }

    [Fact]
    public async Task Pages_cover_everything_once_the_latest_first_and_a_search_what_fits()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToExaminationAsync();

        var all = await DoneAsync(app, "officer");
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = (await app.ReadAsync("officer", $"/dossiers/inbox/done?limit=1&after={after}")).Ok().Body;
            seen.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetRawText()));
            after = page.GetProperty("next").GetString();
        } while (after is not null);

        Assert.True(all.Count > 1);
        Assert.Equal(all.Select(item => item.GetRawText()), seen);
        Assert.Equal(all.Select(At).OrderDescending(), all.Select(At));
        Assert.Equal(all.Count, (await DoneAsync(app, "officer", "?q=son%20bang")).Count);
        Assert.Empty(await DoneAsync(app, "officer", "?q=tu%20my"));
    }

    [Fact]
    public async Task Who_may_no_longer_see_a_dossier_does_not_see_what_he_did_there()
    {
        await using var app = await DossierApp.StartAsync();
        await app.ToExaminationAsync();
        using var moved = app.AsNew("officer", "officer@42/439/99999");

        var done = await DossierApp.SendAsync(moved, HttpMethod.Get, "/dossiers/inbox/done", null);

        Assert.Equal(0, done.Ok().Body.GetProperty("items").GetArrayLength());
    }

    private static DateTimeOffset At(JsonElement item) => item.GetProperty("at").GetDateTimeOffset();

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();

    private static async Task<List<JsonElement>> DoneAsync(DossierApp app, string person, string query = "") =>
        [.. (await app.ReadAsync(person, "/dossiers/inbox/done" + query)).Ok().Body.GetProperty("items").EnumerateArray()];
}
