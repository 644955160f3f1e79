using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Features;
using Ntm.Assessment.Persistence;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Assessment.Tests.Features;

public sealed class EvidenceTests(AssessmentPlatform fixture) : IClassFixture<AssessmentPlatform>
{
    private readonly string unit = AssessmentPlatform.NewCommune();

    [Fact]
    public async Task A_file_is_kept_under_its_hash_and_the_same_file_again_changes_nothing()
    {
        var dossier = await fixture.OpenAsync(unit);
        var photo = SampleFiles.Of(FileKind.Jpeg);
        await AttachAsync(dossier, "17.3", photo, "Đường hoa.jpg");

        var draft = await AssessmentPlatform.ReadAsync<SelfAssessmentView>(await AttachAsync(dossier, "17.3", photo, "bản sao.jpg"));

        var file = Assert.Single(Evidence(draft, "17.3"));
        Assert.Equal(("Đường hoa.jpg", Hash(photo), "image/jpeg", photo.Length), (file.Name, file.Hash, file.MediaType, file.Length));
        var answer = await fixture.Officer(unit).GetAsync(Download(dossier, photo));
        Assert.Equal(photo, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.StartsWith("attachment", answer.Content.Headers.ContentDisposition!.DispositionType, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_not_what_the_name_says_and_files_too_large_are_refused()
    {
        var dossier = await fixture.OpenAsync(unit);

        Assert.Equal(
            (400, "file.mislabelled", "file"),
            await AssessmentPlatform.RefusalAsync(await AttachAsync(dossier, "17.3", SampleFiles.Pdf(), "ảnh.jpg"))
        );
        Assert.Equal(
            (413, "file.too_large", "file"),
            await AssessmentPlatform.RefusalAsync(await AttachAsync(dossier, "17.3", SampleFiles.Pdf(paddedTo: 100_001), "a.pdf"))
        );
        Assert.Equal(
            (400, "file.extension", "file"),
            await AssessmentPlatform.RefusalAsync(await AttachAsync(dossier, "17.3", SampleFiles.Pdf(), "a.exe"))
        );
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await fixture.Officer(unit).PostAsync(Upload(dossier, "17.3"), new StringContent("x"))).StatusCode
        );
        Assert.All(
            (await DraftAsync(dossier)).Criteria.SelectMany(criterion => criterion.Indicators),
            indicator => Assert.Empty(indicator.Evidence)
        );
    }

    [Fact]
    public async Task Evidence_goes_only_to_known_indicators_of_open_criteria()
    {
        var dossier = await fixture.OpenAsync(unit);
        await fixture.PublishAsync(fixture.Completed(dossier, unit, "self-assessment", "SelfAssessment"));
        Assert.Equal(
            (409, "assessment.not_editable", null),
            await AssessmentPlatform.RefusalAsync(await AttachAsync(dossier, "17.3", SampleFiles.Pdf(), "a.pdf"))
        );

        await fixture.ReturnAsync(dossier, unit, 2, "17");

        Assert.Equal(
            (404, "assessment.indicator_unknown", null),
            await AssessmentPlatform.RefusalAsync(await AttachAsync(dossier, "99", SampleFiles.Pdf(), "a.pdf"))
        );
        Assert.Equal(
            (409, "assessment.criterion_locked", "code"),
            await AssessmentPlatform.RefusalAsync(await AttachAsync(dossier, "1.1", SampleFiles.Pdf(), "a.pdf"))
        );
        Assert.Equal(HttpStatusCode.OK, (await AttachAsync(dossier, "17.3", SampleFiles.Pdf(), "a.pdf")).StatusCode);
    }

    [Fact]
    public async Task Those_above_get_only_what_was_submitted_and_keep_it_after_it_left_the_draft()
    {
        var dossier = await fixture.OpenAsync(unit);
        var sent = SampleFiles.Pdf(text: "đã gửi");
        var later = SampleFiles.Pdf(text: "chưa gửi");
        await AttachAsync(dossier, "17.3", sent, "a.pdf");
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Reviewer(unit).GetAsync(Download(dossier, sent))).StatusCode);

        await fixture.FillAsync(dossier, unit);
        (await fixture.Officer(unit).PostAsync($"{AssessmentPlatform.Draft(dossier)}/submission", null)).EnsureSuccessStatusCode();
        await AttachAsync(dossier, "17.3", later, "b.pdf");
        var draft = await AssessmentPlatform.ReadAsync<SelfAssessmentView>(
            await fixture.Officer(unit).DeleteAsync($"{Upload(dossier, "17.3")}/{Hash(sent)}")
        );

        Assert.Equal(Hash(later), Assert.Single(Evidence(draft, "17.3")).Hash);
        Assert.Equal(HttpStatusCode.OK, (await fixture.Reviewer(unit).GetAsync(Download(dossier, sent))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Reviewer(unit).GetAsync(Download(dossier, later))).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await fixture.Officer(AssessmentPlatform.NewCommune()).GetAsync(Download(dossier, sent))).StatusCode
        );
    }

    [Fact]
    public async Task A_download_reads_no_revision_but_those_that_hold_the_file()
    {
        var dossier = await fixture.OpenAsync(unit);
        await AttachAsync(dossier, "17.3", SampleFiles.Pdf(), "a.pdf");
        await fixture.FillAsync(dossier, unit);
        (await fixture.Officer(unit).PostAsync($"{AssessmentPlatform.Draft(dossier)}/submission", null)).EnsureSuccessStatusCode();
        await using (var scope = fixture.Platform.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AssessmentDbContext>();
            var assessment = await db.SelfAssessments.Where(row => row.DossierId == dossier).Select(row => row.Id).SingleAsync();
            db.Revisions.Add(
                new SubmittedRevision
                {
                    AssessmentId = assessment,
                    Number = 9,
                    SubmittedAt = AssessmentPlatform.Start,
                    SubmittedBy = "a",
                    SubmittedByName = "A",
                    AllCriteriaPassed = false,
                    Content = "not to be read",
                }
            );
            await db.SaveChangesAsync();
        }

        Assert.Equal(HttpStatusCode.OK, (await fixture.Reviewer(unit).GetAsync(Download(dossier, SampleFiles.Pdf()))).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await fixture.Reviewer(unit).GetAsync($"{AssessmentPlatform.Draft(dossier)}/evidence/to")).StatusCode
        );
    }

    [Fact]
    public async Task Only_the_units_officer_attaches_and_removes()
    {
        var dossier = await fixture.OpenAsync(unit);
        await AttachAsync(dossier, "17.3", SampleFiles.Pdf(), "a.pdf");
        var address = $"{Upload(dossier, "17.3")}/{Hash(SampleFiles.Pdf())}";

        Assert.Equal(HttpStatusCode.Forbidden, (await fixture.Leader(unit).DeleteAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await fixture.Officer(AssessmentPlatform.NewCommune()).DeleteAsync(address)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await fixture.Reviewer(unit).PostAsync(Upload(dossier, "17.3"), Form(SampleFiles.Pdf(), "b.pdf"))).StatusCode
        );
        Assert.Equal(
            (404, "assessment.evidence_not_found", null),
            await AssessmentPlatform.RefusalAsync(
                await fixture.Officer(unit).DeleteAsync($"{Upload(dossier, "17.3")}/{new string('0', 64)}")
            )
        );
        Assert.Single(Evidence(await DraftAsync(dossier), "17.3"));
    }

    [Fact]
    public async Task A_stale_version_neither_attaches_nor_removes()
    {
        var dossier = await fixture.OpenAsync(unit);
        await AttachAsync(dossier, "17.3", SampleFiles.Pdf(), "a.pdf");
        var client = fixture.Officer(unit);
        client.DefaultRequestHeaders.IfMatch.Add(new EntityTagHeaderValue("\"0\""));

        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await client.PostAsync(Upload(dossier, "17.3"), Form(SampleFiles.Of(FileKind.Png), "b.png"))).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await client.DeleteAsync($"{Upload(dossier, "17.3")}/{Hash(SampleFiles.Pdf())}")).StatusCode
        );
        Assert.Single(Evidence(await DraftAsync(dossier), "17.3"));
    }

    [Fact]
    public async Task The_twenty_first_file_of_an_indicator_is_refused()
    {
        var dossier = await fixture.OpenAsync(unit);
        for (var number = 0; number < 20; number++)
        {
            (await AttachAsync(dossier, "17.3", SampleFiles.Pdf(text: $"{number}"), $"{number}.pdf")).EnsureSuccessStatusCode();
        }

        Assert.Equal(
            (409, "assessment.evidence_full", "file"),
            await AssessmentPlatform.RefusalAsync(await AttachAsync(dossier, "17.3", SampleFiles.Pdf(text: "21"), "21.pdf"))
        );
    }

    [Fact]
    public async Task Twenty_uploads_at_once_without_a_version_are_all_kept()
    {
        var dossier = await fixture.OpenAsync(unit);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(number => AttachAsync(dossier, "17.3", SampleFiles.Pdf(text: $"cùng lúc {number}"), $"{number}.pdf"))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        Assert.Equal(20, Evidence(await DraftAsync(dossier), "17.3").Select(file => file.Hash).Distinct().Count());
    }

    [Fact]
    public async Task A_sweep_removes_only_content_that_neither_a_draft_nor_a_revision_names()
    {
        var dossier = await fixture.OpenAsync(unit);
        var (sent, drafted, orphan) = (SampleFiles.Pdf(text: "đã gửi"), SampleFiles.Pdf(text: "nháp"), SampleFiles.Pdf(text: "mồ côi"));
        await AttachAsync(dossier, "17.3", sent, "a.pdf");
        await fixture.FillAsync(dossier, unit);
        (await fixture.Officer(unit).PostAsync($"{AssessmentPlatform.Draft(dossier)}/submission", null)).EnsureSuccessStatusCode();
        (await fixture.Officer(unit).DeleteAsync($"{Upload(dossier, "17.3")}/{Hash(sent)}")).EnsureSuccessStatusCode();
        await AttachAsync(dossier, "17.3", drafted, "b.pdf");

        foreach (var bytes in new[] { sent, drafted, orphan })
        {
            await fixture.AcceptWithoutCommitAsync(bytes);
        }

        Assert.Equal(1, await fixture.SweepAsync());
        Assert.Equal(HttpStatusCode.OK, (await fixture.Officer(unit).GetAsync(Download(dossier, sent))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await fixture.Officer(unit).GetAsync(Download(dossier, drafted))).StatusCode);
    }

    private async Task<HttpResponseMessage> AttachAsync(Guid dossier, string code, byte[] bytes, string name) =>
        await fixture.Officer(unit).PostAsync(Upload(dossier, code), Form(bytes, name));

    private static MultipartFormDataContent Form(byte[] bytes, string name) => new() { { new ByteArrayContent(bytes), "file", name } };

    private static string Upload(Guid dossier, string code) => $"{AssessmentPlatform.Draft(dossier)}/indicators/{code}/evidence";

    private static string Download(Guid dossier, byte[] bytes) => $"{AssessmentPlatform.Draft(dossier)}/evidence/{Hash(bytes)}";

    private async Task<SelfAssessmentView> DraftAsync(Guid dossier) =>
        (await fixture.Officer(unit).GetFromJsonAsync<SelfAssessmentView>(AssessmentPlatform.Draft(dossier)))!;

    private static IReadOnlyList<EvidenceView> Evidence(SelfAssessmentView view, string code) =>
        view.Criteria.SelectMany(criterion => criterion.Indicators).Single(indicator => indicator.Code == code).Evidence;

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
