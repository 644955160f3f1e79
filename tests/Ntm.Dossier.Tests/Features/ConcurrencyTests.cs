using System.Net;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Tests.Features;

public sealed class ConcurrencyTests
{
    [Fact]
    public async Task Of_fifty_parallel_decisions_on_one_stage_exactly_one_wins()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        (await app.PutAsync("reviewer", id, "district-examination", "verdicts", new { acceptRest = true })).Ok();
        (await app.UploadAsync("reviewer", id, "district-examination", "examination-report")).Ok();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(number =>
                    app.PostAsync(
                        "reviewer",
                        id,
                        "district-examination",
                        "conclusion",
                        number % 2 == 0
                            ? new { outcome = "Approved", reason = (string?)null }
                            : new { outcome = "Rejected", reason = (string?)"Không đủ" }
                    )
                )
        );

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(
            answers.Where(answer => answer.Status != HttpStatusCode.OK),
            answer => answer.Refused(HttpStatusCode.Conflict, "dossier.stage_not_open")
        );
        await app.Events.WaitForAsync<StageCompleted>(completed => completed.Stage == "district-examination");
    }

    [Fact]
    public async Task Of_fifty_parallel_decisions_on_one_version_one_wins_the_rest_get_the_state()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        var seen = (await app.GetAsync("reviewer", id)).Ok().ETag;

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 50)
                .Select(_ =>
                    app.PostAsync(
                        "reviewer",
                        id,
                        "district-examination",
                        "conclusion",
                        new { outcome = "Rejected", reason = "Không đủ" },
                        seen
                    )
                )
        );

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        var stale = answers.Where(answer => answer.Status != HttpStatusCode.OK).ToList();
        Assert.All(stale, answer => answer.Refused(HttpStatusCode.PreconditionFailed, "request.stale"));
        Assert.All(
            stale,
            answer => Assert.Equal("refused", answer.Body.GetProperty("current").GetProperty("open")[0].GetProperty("key").GetString())
        );
    }

    [Fact]
    public async Task The_same_idempotency_key_gets_the_same_answer_and_acts_once()
    {
        await using var app = await DossierApp.StartAsync();
        using var officer = app.As("officer");
        officer.DefaultRequestHeaders.Add("Idempotency-Key", "once-only");

        var first = await DossierApp.SendAsync(
            officer,
            HttpMethod.Post,
            "/dossiers",
            new
            {
                unitCode = "18175",
                title = "xa-ntm",
                year = 2023,
            }
        );
        var second = await DossierApp.SendAsync(
            officer,
            HttpMethod.Post,
            "/dossiers",
            new
            {
                unitCode = "18175",
                title = "xa-ntm",
                year = 2023,
            }
        );
        var other = await DossierApp.SendAsync(
            officer,
            HttpMethod.Post,
            "/dossiers",
            new
            {
                unitCode = "18175",
                title = "xa-ntm",
                year = 2024,
            }
        );

        Assert.Equal((HttpStatusCode.Created, first.Id), (second.Status, second.Id));
        other.Refused(HttpStatusCode.UnprocessableEntity, "request.idempotency_key_reused");
    }

    [Fact]
    public async Task A_stored_response_is_given_only_under_the_rights_it_was_given_under()
    {
        await using var app = await DossierApp.StartAsync();
        var request = new
        {
            unitCode = "18175",
            title = "xa-ntm",
            year = 2023,
        };
        var first = await SendAsync($"officer@{DossierApp.Commune}");

        (await SendAsync($"officer@{DossierApp.NewCommune}")).Refused(HttpStatusCode.Forbidden, "request.rights_changed");
        (await SendAsync()).Refused(HttpStatusCode.Forbidden, "request.rights_changed");
        var again = await SendAsync($"officer@{DossierApp.Commune}");

        Assert.Equal((HttpStatusCode.Created, first.Id), (again.Status, again.Id));

        async Task<Answer> SendAsync(params string[] grants)
        {
            using var client = app.AsNew("nhan-vien", grants);
            client.DefaultRequestHeaders.Add("Idempotency-Key", "rights-1");
            return await DossierApp.SendAsync(client, HttpMethod.Post, "/dossiers", request);
        }
    }

    [Fact]
    public async Task Verdicts_of_many_departments_at_once_are_all_kept()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        string[] departments =
        [
            "SXD",
            "SGTVT",
            "SNNPTNT",
            "SCT",
            "SGDDT",
            "SVHTTDL",
            "STTTT",
            "CTK",
            "SLDTBXH",
            "SYT",
            "STNMT",
            "SNV",
            "BCHQS",
            "VPDP",
        ];

        var answers = await Task.WhenAll(
            departments.Select(async department =>
            {
                using var client = app.AsNew("of-" + department, $"appraiser@42#{department}");
                return await DossierApp.SendAsync(
                    client,
                    HttpMethod.Put,
                    $"/dossiers/{id}/stages/province-appraisal/verdicts",
                    new { acceptRest = true }
                );
            })
        );
        var obstacles = (await app.GetAsync("appraiser", id)).Ok().Stage("province-appraisal").GetProperty("obstacles").EnumerateArray();

        Assert.All(answers, answer => answer.Ok());
        Assert.Equal(["dossier.document_missing"], obstacles.Select(obstacle => obstacle.GetProperty("code").GetString()));
    }
}
