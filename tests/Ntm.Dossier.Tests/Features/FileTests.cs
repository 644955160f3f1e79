using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Ntm.Audit;
using Ntm.Hosting;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Dossier.Tests.Features;

/// <summary>Whose a file of a dossier is, how it comes over a slow line, and when nobody may read it.</summary>
public sealed class FileTests
{
    private const string Appraisal = "province-appraisal";
    private const string Preparation = "commune-dossier";
    private const string Proposal = "commune-proposal";

    [Fact]
    public async Task A_file_is_taken_out_by_the_actor_and_department_of_its_stage_and_by_nobody_else()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        var report = FileOf((await app.UploadAsync("appraiser", id, Appraisal, "appraisal-report")).Ok(), "appraisal-report");
        var confirmation = FileOf(
            (await app.UploadAsync("transport", id, Appraisal, "criterion-confirmation")).Ok(),
            "criterion-confirmation"
        );

        (await RemoveAsync(app, "transport", id, "appraisal-report", report)).Refused(HttpStatusCode.Forbidden, "dossier.file_of_others");
        (await RemoveAsync(app, "construction", id, "criterion-confirmation", confirmation)).Refused(
            HttpStatusCode.Forbidden,
            "dossier.file_of_others"
        );
        (await RemoveAsync(app, "appraiser", id, "criterion-confirmation", confirmation)).Refused(
            HttpStatusCode.Forbidden,
            "dossier.file_of_others"
        );
        Assert.Equal("SGTVT", confirmation.GetProperty("department").GetString());
        Assert.True(confirmation.GetProperty("removable").GetBoolean());
        Assert.False(await IsRemovableAsync(app, "appraiser", id, "criterion-confirmation"));
        Assert.True(await IsRemovableAsync(app, "appraiser", id, "appraisal-report"));
        (await RemoveAsync(app, "transport", id, "criterion-confirmation", confirmation)).Ok();
        (await RemoveAsync(app, "appraiser", id, "appraisal-report", report)).Ok();
    }

    [Fact]
    public async Task A_department_without_a_share_of_a_review_puts_nothing_in_and_takes_nothing_out()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToAppraisalAsync();
        var report = FileOf((await app.UploadAsync("appraiser", id, Appraisal, "appraisal-report")).Ok(), "appraisal-report");
        using var client = app.AsNew("khác", $"appraiser@{DossierApp.Province}#KHONG-CO");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(SampleFiles.Pdf()), "file", "a.pdf" } };

        using var added = await client.PostAsync($"/dossiers/{id}/stages/{Appraisal}/documents/appraisal-report/files", form);
        using var removed = await client.DeleteAsync(PlaceOf(id, "appraisal-report", report));

        (await Answer.ReadAsync(added)).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
        (await Answer.ReadAsync(removed)).Refused(HttpStatusCode.Forbidden, "dossier.file_of_others");
        Assert.DoesNotContain("AddFile", (await DossierApp.SendAsync(client, HttpMethod.Get, $"/dossiers/{id}", null)).Ok().Actions);
    }

    [Fact]
    public async Task A_file_that_comes_in_pieces_is_added_once_however_often_it_is_finished()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        var file = SampleFiles.Pdf(paddedTo: 200_000);
        using var client = app.As("officer");
        using var begun = await BeginAsync(client, id, file.Length);
        var place = begun.Headers.Location!.OriginalString;
        await SendAsync(client, place, 0, file[..120_000]);
        using var other = app.As("officer2");
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(other, place, 120_000, file[120_000..])).StatusCode);
        await SendAsync(client, place, 120_000, file[120_000..]);

        var first = await FinishAsync(client, id, place, file);
        var again = await FinishAsync(client, id, place, file);

        Assert.Equal(HttpStatusCode.Created, begun.StatusCode);
        Assert.StartsWith("/dossiers/uploads/", place, StringComparison.Ordinal);
        Assert.Equal(first.Ok().Text, again.Ok().Text);
        Assert.Equal("Tờ trình.pdf", FileOf((await app.GetAsync("officer", id)).Ok(), Proposal).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Who_may_not_add_a_file_begins_no_upload()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        using var reviewer = app.As("reviewer");

        using var refused = await BeginAsync(reviewer, id, 1000);

        (await Answer.ReadAsync(refused)).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
    }

    [Fact]
    public async Task A_suspicious_file_is_taken_and_held_until_an_administrator_has_judged_it()
    {
        await using var scanner = new FakeScanner();
        await using var app = await DossierApp.StartAsync(settings: scanner.Settings);
        var id = await app.ToPreparationAsync();
        var file = FileOf(
            (await app.UploadAsync("officer", id, Preparation, Proposal, SampleFiles.Pdf(text: FakeScanner.Marker))).Ok(),
            Proposal
        );
        var content = $"/dossiers/{id}/files/{file.GetProperty("id").GetString()}";
        var verdict = $"/dossiers/held-files/{file.GetProperty("hash").GetString()}/verdict";

        (await app.ReadAsync("officer", content)).Refused(HttpStatusCode.Conflict, "file.suspicious");
        (await app.ReadAsync("officer", "/dossiers/held-files")).Refused(HttpStatusCode.Forbidden, "file.administrators_only");
        var held = (await app.ReadAsync("administrator", "/dossiers/held-files")).Ok().Body.EnumerateArray().Single();
        (await JudgeAsync(app, verdict, "officer", "Của tôi.")).Refused(HttpStatusCode.Forbidden, "file.administrators_only");
        (await JudgeAsync(app, verdict, "administrator", " ")).Refused(HttpStatusCode.BadRequest, "file.verdict_reason");
        var judged = await JudgeAsync(app, verdict, "administrator", "Báo nhầm.");

        Assert.Equal("suspicious", file.GetProperty("held").GetString());
        Assert.Equal("Ntm.Test.Malware", held.GetProperty("finding").GetString());
        Assert.Equal(HttpStatusCode.NoContent, judged.Status);
        Assert.Equal(HttpStatusCode.OK, (await app.ReadAsync("officer", content)).Status);
        (await JudgeAsync(app, verdict, "administrator", "Lần nữa.")).Refused(HttpStatusCode.NotFound, "file.not_held");
    }

    [Fact]
    public async Task A_verdict_is_in_the_dossiers_audit_and_in_the_log()
    {
        await using var scanner = new FakeScanner();
        using var lines = new LogLines();
        await using var app = await DossierApp.StartAsync(settings: scanner.Settings, others: new Logged(lines));
        var id = await app.ToPreparationAsync();
        var upload = await app.UploadAsync("officer", id, Preparation, Proposal, SampleFiles.Pdf(text: FakeScanner.Marker));
        var hash = FileOf(upload.Ok(), Proposal).GetProperty("hash").GetString()!;

        var judged = await JudgeAsync(app, $"/dossiers/held-files/{hash}/verdict", "administrator", "Báo nhầm.");

        Assert.Equal(HttpStatusCode.NoContent, judged.Status);
        var export = (await app.ReadAsync("auditor", $"/dossiers/{id}/audit")).Ok();
        var entry = export.Body.GetProperty("entries").EnumerateArray().Last();
        Assert.Equal(("file.judged", "administrator"), (entry.GetProperty("action").GetString(), entry.GetProperty("actor").GetString()));
        var payload = entry.GetProperty("payload").ToString();
        Assert.All(
            (string[])[hash, "ClamAV", "Ntm.Test.Malware", "Báo nhầm."],
            part => Assert.Contains(part, payload, StringComparison.Ordinal)
        );
        Assert.True(AuditVerifier.Verify(new MemoryStream(Encoding.UTF8.GetBytes(export.Text))).Verified);
        await Eventually.TrueAsync(() => lines.Of(SecurityEvent.AdministratorActed.Id).Count == 1, "the act is logged");
        Assert.Contains($"target {hash}, why JudgeDossierHeldFile", lines.Of(9231)[0].Text, StringComparison.Ordinal);
        Assert.Contains($"target {hash}, why released", Assert.Single(lines.Of(9213)).Text, StringComparison.Ordinal);
        Assert.Contains($"target {hash}, why Ntm.Test.Malware", Assert.Single(lines.Of(9212)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dangerous_upload_is_in_the_log_by_its_hash()
    {
        using var lines = new LogLines();
        await using var app = await DossierApp.StartAsync(others: new Logged(lines));
        var id = await app.ToPreparationAsync();
        byte[] program = [.. "MZ"u8, .. new byte[200]];

        (await app.UploadAsync("officer", id, Preparation, Proposal, program)).Refused(HttpStatusCode.BadRequest, "file.mislabelled");

        var line = Assert.Single(lines.Of(SecurityEvent.FileRefused.Id));
        Assert.Contains(
            $"target {Convert.ToHexStringLower(SHA256.HashData(program))}, why file.mislabelled",
            line.Text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_file_that_could_not_be_scanned_is_held_and_read_once_it_could()
    {
        await using var scanner = new FakeScanner { Fails = true };
        await using var app = await DossierApp.StartAsync(settings: scanner.Settings);
        var id = await app.ToPreparationAsync();
        var file = FileOf((await app.UploadAsync("officer", id, Preparation, Proposal)).Ok(), Proposal);
        var content = $"/dossiers/{id}/files/{file.GetProperty("id").GetString()}";

        (await app.ReadAsync("officer", content)).Refused(HttpStatusCode.ServiceUnavailable, "file.unscanned");
        scanner.Fails = false;

        Assert.Equal("unscanned", file.GetProperty("held").GetString());
        Assert.Equal(HttpStatusCode.OK, (await app.ReadAsync("officer", content)).Status);
        Assert.Equal(JsonValueKind.Null, FileOf((await app.GetAsync("officer", id)).Ok(), Proposal).GetProperty("held").ValueKind);
    }

    private static Task<Answer> JudgeAsync(DossierApp app, string verdict, string person, string reason) =>
        app.SendAsync(person, HttpMethod.Post, verdict, new { release = true, reason });

    private static async Task<HttpResponseMessage> BeginAsync(HttpClient client, string id, long length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/dossiers/{id}/stages/{Preparation}/documents/{Proposal}/files");
        request.Headers.Add("Upload-Length", $"{length}");
        request.Headers.Add("Upload-Name", Uri.EscapeDataString("Tờ trình.pdf"));
        return await client.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string place, long offset, byte[] piece)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, place) { Content = new ByteArrayContent(piece) };
        request.Headers.Add("Upload-Offset", $"{offset}");
        return await client.SendAsync(request);
    }

    private static async Task<Answer> FinishAsync(HttpClient client, string id, string place, byte[] file)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/dossiers/{id}/stages/{Preparation}/documents/{Proposal}/files");
        request.Headers.Add("Upload-Id", place.Split('/')[^1]);
        request.Headers.Add("Upload-Hash", Convert.ToHexStringLower(SHA256.HashData(file)));
        request.Headers.Add("Idempotency-Key", "mot-lan");
        using var response = await client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    private static Task<Answer> RemoveAsync(DossierApp app, string person, string id, string document, JsonElement file) =>
        app.SendAsync(person, HttpMethod.Delete, PlaceOf(id, document, file), null);

    private static string PlaceOf(string id, string document, JsonElement file) =>
        $"/dossiers/{id}/stages/{Appraisal}/documents/{document}/files/{file.GetProperty("id").GetString()}";

    private static async Task<bool> IsRemovableAsync(DossierApp app, string person, string id, string document) =>
        FileOf((await app.GetAsync(person, id)).Ok(), document).GetProperty("removable").GetBoolean();

    /// <summary>The one file of a document.</summary>
    private static JsonElement FileOf(Answer answer, string document) =>
        answer
            .Body.GetProperty("checklist")
            .EnumerateArray()
            .Single(item => item.GetProperty("key").GetString() == document)
            .GetProperty("files")
            .EnumerateArray()
            .Single();

    /// <summary>Keeps what the platform logs.</summary>
    private sealed class Logged(LogLines lines) : IModule
    {
        public string Name => "logged";

        public string RoutePrefix => "logged";

        public void AddServices(WebApplicationBuilder builder) => lines.AddTo(builder.Services);

        public void AddConsumers(IRegistrationConfigurator consumers) { }

        public void MapEndpoints(RouteGroupBuilder routes) { }
    }
}
