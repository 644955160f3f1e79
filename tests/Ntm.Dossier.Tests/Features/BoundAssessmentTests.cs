using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Persistence;
using Ntm.Audit;
using Ntm.Dossier.Domain.Assessments;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

/// <summary>What the assessment service has stored, changed in its tables and held against what the dossier's audit binds.</summary>
public sealed class BoundAssessmentTests
{
    [Fact]
    public async Task Whatever_is_changed_in_the_assessments_tables_is_named()
    {
        await using var app = await ReconciliationApp.StartAsync();
        var id = await SurveyedAsync(app);
        Assert.Equal(0, await DifferencesAsync(app, id));
        (string Change, string Named)[] changes =
        [
            (
                """UPDATE "Revisions" SET "Content" = REPLACE("Content", '"numerator":81', '"numerator":99')""",
                "giá trị của chỉ tiêu 3.1 đã bị sửa"
            ),
            (
                $"""UPDATE "Revisions" SET "Content" = REPLACE("Content", '{await EvidenceAsync(app)}', '{new string('0', 64)}')""",
                "minh chứng của chỉ tiêu 8.1 đã bị sửa"
            ),
            (
                """UPDATE "SurveySheets" SET "Sheet" = REPLACE("Sheet", '"households":100', '"households":101')""",
                "phiếu tổng hợp số 1 của thôn 18175 đã bị sửa"
            ),
            ("""UPDATE "Surveys" SET "Result" = REPLACE("Result", '"satisfied":95', '"satisfied":96')""", "kết quả tổng hợp đã bị sửa"),
            ("""UPDATE "Surveys" SET "Minutes" = REPLACE("Minutes", '04/BB-MTTQ', '05/BB-MTTQ')""", "biên bản đã bị sửa"),
            ("""DELETE FROM "Revisions" """, "lần gửi tự đánh giá 1: không còn"),
        ];

        foreach (var (change, named) in changes)
        {
            await app.SpoilAssessmentAsync(db => db.Database.ExecuteSqlRawAsync(change));

            Assert.Contains(named, (await VerifyAsync(app, id)).Reason, StringComparison.Ordinal);
        }

        Assert.Equal(4, await DifferencesAsync(app, id));
    }

    [Fact]
    public async Task What_is_of_another_dossier_or_no_answer_of_the_service_proves_nothing()
    {
        await using var app = await ReconciliationApp.StartAsync();
        var id = await AssessedAsync(app);
        var audit = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text;
        var proof = (await app.ReadAsync("auditor", Proof(id))).Ok().Text;

        Assert.True(Verify(audit, proof).Verified);
        Assert.Contains(
            "hồ sơ khác",
            Verify(audit, proof.Replace(id, $"{Guid.CreateVersion7()}", StringComparison.Ordinal)).Reason,
            StringComparison.Ordinal
        );
        Assert.Contains("không phải dữ liệu", Verify(audit, audit).Reason, StringComparison.Ordinal);
        Assert.Contains("không phải dữ liệu", Verify(audit, "x").Reason, StringComparison.Ordinal);
    }

    /// <summary>A dossier whose self-assessment, with evidence, was submitted to the real service and taken in.</summary>
    private static async Task<string> AssessedAsync(DossierApp app)
    {
        var id = (await app.OpenAsync()).Ok().Id;
        var draft = $"/assessment/self-assessments/{id}";
        await Eventually.TrueAsync(async () => (await app.ReadAsync("officer", draft)).Status == System.Net.HttpStatusCode.OK, "a draft");
        var values = new object[]
        {
            new { code = "3.1", value = new { numerator = 81, denominator = 100 } },
            new { code = "8.1", value = new { met = true } },
        };
        (await app.SendAsync("officer", HttpMethod.Put, $"{draft}/values", new { values })).Ok();
        using var client = app.As("officer");
        using var file = new ByteArrayContent(SampleFiles.Pdf(text: "Minh chứng"));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using var form = new MultipartFormDataContent { { file, "file", "minh-chung.pdf" } };
        (await client.PostAsync($"{draft}/indicators/8.1/evidence", form)).EnsureSuccessStatusCode();
        (await app.SendAsync("officer", HttpMethod.Post, $"{draft}/submission", null)).Ok();
        await AuditedAsync(app, id, "assessment.submitted");
        return id;
    }

    private static async Task<string> SurveyedAsync(DossierApp app)
    {
        var id = await AssessedAsync(app);

        // The rest of the way to the survey; the first of these is no newer than the one that was taken in.
        await app.AssessesAsync(id);
        await app.AssessesAsync(id);
        await app.PrepareAsync(id);
        await app.ExamineAsync(id);
        (await app.UploadAsync("district-leader", id, "district-submission", "district-meeting-minutes")).Ok();
        (await app.UploadAsync("district-leader", id, "district-submission", "district-proposal")).Ok();
        (await app.PostAsync("district-leader", id, "district-submission", "submission")).Ok();
        var thresholds = new[] { ("sample", "60"), ("overall", "90"), ("ballot", "Đạt") }.Select(demand => new
        {
            rule = demand.Item1 == "ballot" ? "phieu-xa-1" : "hd-90-xa",
            item = demand.Item1,
            threshold = demand.Item2,
        });
        var document = new
        {
            province = "42",
            documentNumber = "36/2022/QĐ-UBND",
            documentDate = "2022-12-09",
            validFrom = "2022-12-09",
            thresholds,
            reachesOpenDossiers = true,
        };
        (await app.DecideAsync("/assessment/threshold-confirmations", document)).Ok();
        var survey = "";
        await Eventually.TrueAsync(
            async () =>
            {
                var list = (await app.ReadAsync("surveyor", $"/assessment/surveys?dossierId={id}")).Ok().Body.GetProperty("items");
                survey = list.EnumerateArray().Select(item => item.GetProperty("id").GetString()!).FirstOrDefault() ?? "";
                return survey.Length > 0;
            },
            "a survey"
        );
        await CloseAsync(app, $"/assessment/surveys/{survey}");
        await AuditedAsync(app, id, "survey.closed");
        return id;
    }

    private static async Task CloseAsync(DossierApp app, string survey)
    {
        var sheet = new
        {
            households = 100,
            issued = 100,
            returned = 100,
            valid = 100,
            invalid = 0,
            answers = Enumerable
                .Range(1, 10)
                .Select(number => new
                {
                    question = $"q{number}",
                    satisfied = 95,
                    notSatisfied = 5,
                }),
        };
        (await app.SendAsync("surveyor", HttpMethod.Put, $"{survey}/villages/18175", sheet)).Ok();
        var minutes = new
        {
            minutesNumber = "04/BB-MTTQ",
            minutesDate = "2023-02-01",
            signatories = new[] { new { name = "Người ký mẫu", position = "Chủ tịch Ủy ban MTTQ" } },
        };
        (await app.SendAsync("surveyor", HttpMethod.Post, $"{survey}/closure", minutes)).Ok();
    }

    private static Task AuditedAsync(DossierApp app, string id, string action) =>
        Eventually.TrueAsync(
            () => app.LookAsync(db => db.Audit.AnyAsync(row => row.DossierId == Guid.Parse(id) && row.Action == action)),
            action
        );

    private static Task<string> EvidenceAsync(DossierApp app) =>
        app.LookAsync<AssessmentDbContext, string>(db =>
            db.SelfAssessments.SelectMany(row => row.Evidence).Select(file => file.Hash).SingleAsync()
        );

    private static string Proof(string id) => $"/assessment/self-assessments/{id}/proof";

    private static async Task<int> DifferencesAsync(DossierApp app, string id) =>
        (await VerifyAsync(app, id)).Reason?.Split(';').Length ?? 0;

    private static async Task<AuditVerification> VerifyAsync(DossierApp app, string id) =>
        Verify((await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok().Text, (await app.ReadAsync("auditor", Proof(id))).Ok().Text);

    private static AuditVerification Verify(string audit, string proof)
    {
        using var export = new MemoryStream(Encoding.UTF8.GetBytes(audit));
        using var stored = new MemoryStream(Encoding.UTF8.GetBytes(proof));
        return AuditVerifier.Verify(export, beside: BoundContent.In(stored));
    }
}
