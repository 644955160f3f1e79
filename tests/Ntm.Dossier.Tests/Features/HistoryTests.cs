using System.Net;
using System.Text.Json;

namespace Ntm.Dossier.Tests.Features;

/// <summary>What was done, by whom and with which words, as everybody who sees the dossier may know it.</summary>
public sealed class HistoryTests
{
    private const string Examination = "district-examination";

    [Fact]
    public async Task Each_act_names_its_person_its_body_and_what_they_wrote()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await ReturnAsync(app, id)).Ok();

        var history = await HistoryAsync(app, id, "officer");

        Assert.Equal("dossier.opened", history[0].GetProperty("action").GetString());
        var concluded = history[^1];
        Assert.Equal("review.concluded", concluded.GetProperty("action").GetString());
        Assert.Equal(("reviewer", "district"), (Text(concluded, "role"), Text(concluded, "unit")));
        Assert.Equal(("Returned", "Còn thiếu nhiều."), (Text(concluded, "outcome"), Text(concluded, "note")));
        Assert.False(string.IsNullOrEmpty(Text(concluded, "byName")));
        Assert.Contains(history, entry => Text(entry, "document") is { } name && !name.Contains('-', StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_review_in_progress_and_the_members_of_the_council_are_not_told()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        await app.VoteAsync(id, "2023-02-01");

        var history = await HistoryAsync(app, id, "officer");

        Assert.DoesNotContain(history, entry => Text(entry, "action") is "review.verdicts_given" or "council.ballot_cast");
        var closed = Assert.Single(history, entry => Text(entry, "action") == "council.closed");
        Assert.Null(Text(closed, "byName"));
        (await app.ReadAsync("stranger", $"/dossiers/{id}/history")).Refused(HttpStatusCode.NotFound, "dossier.not_found");
    }

    [Fact]
    public async Task A_return_says_what_it_is_about_as_a_whole_and_when_the_review_would_be_due()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();

        var dossier = (await ReturnAsync(app, id)).Ok().Body;

        var returned = dossier.GetProperty("returned")[0];
        Assert.Equal("Còn thiếu nhiều.", Text(returned, "overall"));
        Assert.False(string.IsNullOrEmpty(Text(returned, "byName")));
        var pause = dossier.GetProperty("suspensions")[0];
        Assert.True(pause.GetProperty("dueIfResumedNow").GetDateTimeOffset() > app.Platform.Clock.GetUtcNow());
    }

    [Fact]
    public async Task The_check_of_the_audit_is_that_of_the_exported_document_and_for_the_same_people()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();

        var check = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit/check")).Ok().Body;

        Assert.True(check.GetProperty("verified").GetBoolean());
        Assert.True(check.GetProperty("verifiedEntries").GetInt64() > 1);
        (await app.ReadAsync("officer", $"/dossiers/{id}/audit/check")).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
        (await app.ReadAsync("stranger", $"/dossiers/{id}/audit/check")).Refused(HttpStatusCode.NotFound, "dossier.not_found");
    }

    [Fact]
    public async Task A_refusal_names_a_document_as_people_do()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.ReturnAsync(id, "document", "commune-proposal")).Ok();

        var refused = await app.PostAsync("officer", id, "commune-dossier", "completion");

        Assert.DoesNotContain("commune-proposal", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("tài liệu “", refused.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static Task<Answer> ReturnAsync(DossierApp app, string id) =>
        app.PostAsync(
            "reviewer",
            id,
            Examination,
            "conclusion",
            new
            {
                outcome = "Returned",
                reason = "Còn thiếu nhiều.",
                items = new[]
                {
                    new
                    {
                        kind = "criterion",
                        key = "2",
                        reason = "Chưa đủ",
                    },
                },
            }
        );

    private static async Task<List<JsonElement>> HistoryAsync(DossierApp app, string id, string person) =>
        [.. (await app.ReadAsync(person, $"/dossiers/{id}/history")).Ok().Body.EnumerateArray()];

    private static string? Text(JsonElement entry, string name) =>
        entry.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
