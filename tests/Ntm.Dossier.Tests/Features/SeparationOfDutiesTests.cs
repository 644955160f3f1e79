using System.Net;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Who prepared a dossier has no hand in what is decided on it, whatever role he is given later.</summary>
public sealed class SeparationOfDutiesTests
{
    private const string Day = "2023-02-01";

    /// <summary>Who opened and filled it, whose figures were assessed and who submitted it, written in more than one way.</summary>
    private static readonly string[] Preparers = ["officer", "Officer", "clerk", "district-leader", "DISTRICT-LEADER"];

    [Fact]
    public async Task Who_prepared_it_neither_decides_announces_nor_extends()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToCouncilAsync();
        var extension = new
        {
            before = "2023-05-01",
            documentNumber = "1/UBND-NL",
            documentDate = Day,
        };
        await RefusedAsync(app, id, HttpMethod.Post, "district-submission/extensions", extension);
        await app.VoteAsync(id, Day);
        var refusal = new
        {
            outcome = "Refused",
            number = "1/QĐ",
            date = Day,
            reason = "Lý do",
        };
        await RefusedAsync(app, id, HttpMethod.Post, "decision/decision", refusal);
        (await app.UploadAsync("province-leader", id, "decision", "recognition-decision")).Ok();
        var decision = new
        {
            outcome = "Recognised",
            number = "1/QĐ-UBND",
            date = Day,
        };
        (await app.PostAsync("province-leader", id, "decision", "decision", decision)).Ok();

        await RefusedAsync(app, id, HttpMethod.Post, "announcement/announcement", new { on = Day, where = "Cổng thông tin" });
    }

    [Fact]
    public async Task Who_prepared_it_neither_examines_nor_closes_a_refused_one()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        using var moved = app.AsNew("clerk", $"reviewer@{DossierApp.District}");
        var verdicts = $"/dossiers/{id}/stages/district-examination/verdicts";
        (await DossierApp.SendAsync(moved, HttpMethod.Put, verdicts, new { acceptRest = true })).Refused(
            HttpStatusCode.Forbidden,
            "dossier.separation_of_duties"
        );
        (await app.PostAsync("reviewer", id, "district-examination", "conclusion", new { outcome = "Rejected", reason = "Thiếu" })).Ok();

        using var leader = app.AsNew("clerk", $"leader@{DossierApp.Province}");
        (await DossierApp.SendAsync(leader, HttpMethod.Post, $"/dossiers/{id}/stages/refused/completion", null)).Refused(
            HttpStatusCode.Forbidden,
            "dossier.separation_of_duties"
        );
        (await app.PostAsync("province-leader", id, "refused", "completion")).Ok();
    }

    [Fact]
    public async Task Who_prepared_it_has_no_deputy_who_examines_it_and_an_act_by_letter_names_both()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        var conclusion = new { outcome = "Rejected", reason = "Thiếu" };
        var path = $"/dossiers/{id}/stages/district-examination/conclusion";
        using var ofPreparer = app.AsNew("deputy", $"reviewer@{DossierApp.District}~clerk");
        using var ofReviewer = app.AsNew("deputy", $"reviewer@{DossierApp.District}~reviewer");

        (await DossierApp.SendAsync(ofPreparer, HttpMethod.Post, path, conclusion)).Refused(
            HttpStatusCode.Forbidden,
            "dossier.separation_of_duties"
        );
        (await DossierApp.SendAsync(ofReviewer, HttpMethod.Post, path, conclusion)).Ok();

        var audit = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Body.GetProperty("entries").EnumerateArray();
        var entry = audit.Last(one => one.GetProperty("action").GetString() == "review.concluded");
        Assert.Equal("deputy", entry.GetProperty("actor").GetString());
        Assert.Equal("reviewer", entry.GetProperty("onBehalfOf").GetString());
    }

    [Fact]
    public async Task Who_lent_the_role_that_prepared_it_counts_as_a_preparer()
    {
        await using var app = await DossierApp.StartAsync();
        using var deputy = app.AsNew("deputy", $"officer@{DossierApp.Commune}~principal");
        var id = (
            await DossierApp.SendAsync(
                deputy,
                HttpMethod.Post,
                "/dossiers",
                new
                {
                    unitCode = "18175",
                    title = "xa-ntm",
                    year = 2023,
                }
            )
        ).Ok().Body.GetProperty("id").GetString()!;

        using var principal = app.AsNew("principal", $"leader@{DossierApp.Province}");
        var extension = new
        {
            before = "2023-05-01",
            documentNumber = "1/UBND-NL",
            documentDate = Day,
        };
        (
            await DossierApp.SendAsync(principal, HttpMethod.Post, $"/dossiers/{id}/stages/district-submission/extensions", extension)
        ).Refused(HttpStatusCode.Forbidden, "dossier.separation_of_duties");
    }

    [Fact]
    public async Task Who_lent_the_role_in_which_the_self_assessment_was_submitted_counts_as_a_preparer()
    {
        await using var app = await DossierApp.StartAsync();
        app.AssessedFor = "principal";
        var id = await app.ToExaminationAsync();
        using var principal = app.AsNew("principal", $"reviewer@{DossierApp.District}");
        using var deputy = app.AsNew("deputy", $"reviewer@{DossierApp.District}~principal");

        foreach (var reviewer in new[] { principal, deputy })
        {
            var path = $"/dossiers/{id}/stages/district-examination/verdicts";
            (await DossierApp.SendAsync(reviewer, HttpMethod.Put, path, new { acceptRest = true })).Refused(
                HttpStatusCode.Forbidden,
                "dossier.separation_of_duties"
            );
        }

        var audit = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Body.GetProperty("entries").EnumerateArray();
        var entry = audit.Single(one => one.GetProperty("action").GetString() == "assessment.submitted");
        Assert.Equal("principal", entry.GetProperty("onBehalfOf").GetString());
    }

    private static async Task RefusedAsync(DossierApp app, string id, HttpMethod method, string act, object body)
    {
        foreach (var preparer in Preparers)
        {
            using var moved = app.AsNew(preparer, $"leader@{DossierApp.Province}");
            (await DossierApp.SendAsync(moved, method, $"/dossiers/{id}/stages/{act}", body)).Refused(
                HttpStatusCode.Forbidden,
                "dossier.separation_of_duties"
            );
            Assert.Empty((await DossierApp.SendAsync(moved, HttpMethod.Get, $"/dossiers/{id}", null)).Ok().Actions);
        }
    }
}
