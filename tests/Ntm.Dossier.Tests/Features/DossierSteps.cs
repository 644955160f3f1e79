namespace Ntm.Dossier.Tests.Features;

/// <summary>Stretches of the path that many tests walk.</summary>
internal static class DossierSteps
{
    private static readonly string[] CommuneDocuments =
    [
        "result-report",
        "opinions-summary",
        "commune-meeting-minutes",
        "commune-proposal",
        "illustrations",
    ];

    /// <summary>Opens a dossier and has it assessed: the commune prepares it.</summary>
    public static async Task<string> ToPreparationAsync(
        this DossierApp app,
        string person = "officer",
        string unit = "18175",
        int year = 2023
    )
    {
        var id = (await app.OpenAsync(person, unit, year: year)).Ok().Id;
        await app.AssessesAsync(id);
        return id;
    }

    /// <summary>Brings a two-tier dossier of 2026 to its submission by the commune's leader.</summary>
    public static async Task<string> ToTwoTierSubmissionAsync(this DossierApp app)
    {
        var id = await app.ToPreparationAsync("officer2", "18180", 2026);
        await app.PrepareAsync(id, "officer2");
        return id;
    }

    public static async Task PrepareAsync(this DossierApp app, string id, string person = "officer")
    {
        foreach (var document in CommuneDocuments)
        {
            (await app.UploadAsync(person, id, "commune-dossier", document)).Ok();
        }

        (await app.PostAsync(person, id, "commune-dossier", "completion")).Ok();
    }

    public static async Task<string> ToExaminationAsync(this DossierApp app)
    {
        var id = await app.ToPreparationAsync();
        await app.PrepareAsync(id);
        return id;
    }

    public static async Task ExamineAsync(this DossierApp app, string id)
    {
        (await app.PutAsync("reviewer", id, "district-examination", "verdicts", new { acceptRest = true })).Ok();
        (await app.UploadAsync("reviewer", id, "district-examination", "examination-report")).Ok();
        (await app.PostAsync("reviewer", id, "district-examination", "conclusion", new { outcome = "Approved" })).Ok();
    }

    public static async Task<string> ToSubmissionAsync(this DossierApp app)
    {
        var id = await app.ToExaminationAsync();
        await app.ExamineAsync(id);
        await app.ProposeAsync(id);
        return id;
    }

    /// <summary>The district puts in what its submission needs.</summary>
    public static async Task ProposeAsync(this DossierApp app, string id)
    {
        (await app.UploadAsync("district-leader", id, "district-submission", "district-meeting-minutes")).Ok();
        (await app.UploadAsync("district-leader", id, "district-submission", "district-proposal")).Ok();
    }

    /// <summary>The commune remedies what residents were dissatisfied with, with a plan and its proof.</summary>
    public static async Task RemedyAsync(this DossierApp app, string id)
    {
        (await app.UploadAsync("officer", id, "survey-remedy", "remedy-plan")).Ok();
        (await app.UploadAsync("officer", id, "survey-remedy", "remedy-proof")).Ok();
        (await app.PostAsync("officer", id, "survey-remedy", "completion")).Ok();
    }

    /// <summary>The audit ends with these acts.</summary>
    public static async Task ActedAsync(this DossierApp app, string id, params string[] actions) =>
        Assert.Equal(actions, (await app.ActsAsync(id)).TakeLast(actions.Length));

    /// <summary>What the audit says was done, in order.</summary>
    public static async Task<IEnumerable<string>> ActsAsync(this DossierApp app, string id) =>
        (await app.ReadAsync("auditor", $"/dossiers/{id}/audit"))
            .Ok()
            .Body.GetProperty("entries")
            .EnumerateArray()
            .Select(entry => entry.GetProperty("action").GetString()!);

    /// <summary>A review returns one item.</summary>
    public static Task<Answer> ReturnAsync(
        this DossierApp app,
        string id,
        string kind,
        string key,
        string person = "reviewer",
        string stage = "district-examination"
    ) =>
        app.PostAsync(
            person,
            id,
            stage,
            "conclusion",
            new
            {
                outcome = "Returned",
                items = new[]
                {
                    new
                    {
                        kind,
                        key,
                        reason = "Chưa đủ",
                    },
                },
            }
        );

    public static async Task<string> ToAppraisalAsync(this DossierApp app)
    {
        var id = await app.ToSubmissionAsync();
        (await app.PostAsync("district-leader", id, "district-submission", "submission")).Ok();
        return id;
    }

    /// <summary>Every department accepts its criteria, the coordinating office the rest, and it approves.</summary>
    public static async Task AppraiseAsync(this DossierApp app, string id)
    {
        await app.DepartmentsAcceptAsync(id);
        (await app.UploadAsync("appraiser", id, "province-appraisal", "appraisal-report")).Ok();
        (await app.PostAsync("appraiser", id, "province-appraisal", "conclusion", new { outcome = "Approved" })).Ok();
    }

    public static async Task DepartmentsAcceptAsync(this DossierApp app, string id)
    {
        var departments = (await app.GetAsync("appraiser", id))
            .Ok()
            .Body.GetProperty("reviews")
            .EnumerateArray()
            .Single(review => review.GetProperty("stage").GetString() == "province-appraisal")
            .GetProperty("items")
            .EnumerateArray()
            .Where(item => item.GetProperty("accepted").ValueKind == System.Text.Json.JsonValueKind.Null)
            .Select(item => item.GetProperty("department").GetString() ?? "VPDP")
            .Distinct()
            .ToList();
        foreach (var department in departments)
        {
            using var client = app.AsNew("of-" + department, $"appraiser@42#{department}");
            (
                await DossierApp.SendAsync(
                    client,
                    HttpMethod.Put,
                    $"/dossiers/{id}/stages/province-appraisal/verdicts",
                    new { acceptRest = true }
                )
            ).Ok();
        }
    }

    public static async Task<string> ToCouncilAsync(this DossierApp app)
    {
        var id = await app.ToAppraisalAsync();
        await app.AppraiseAsync(id);
        await app.SurveyClosesAsync(id, 1, met: true);
        return id;
    }

    public static async Task<Answer> RecogniseAsync(this DossierApp app, string id, string day)
    {
        (await app.UploadAsync("province-leader", id, "decision", "recognition-decision")).Ok();
        (
            await app.PostAsync(
                "province-leader",
                id,
                "decision",
                "decision",
                new
                {
                    outcome = "Recognised",
                    number = "1234/QĐ-UBND",
                    date = day,
                }
            )
        ).Ok();
        return (
            await app.PostAsync(
                "province-leader",
                id,
                "announcement",
                "announcement",
                new { on = day, where = "Cổng thông tin điện tử tỉnh" }
            )
        ).Ok();
    }
}
