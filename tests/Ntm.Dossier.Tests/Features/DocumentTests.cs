using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Dossier.Tests.Features;

public sealed class DocumentTests
{
    private const string Stage = "commune-dossier";
    private const string Proposal = "commune-proposal";

    [Fact]
    public async Task A_file_is_listed_by_its_document_and_comes_back_byte_for_byte()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        var bytes = SampleFiles.Pdf(paddedTo: 300_000);

        var added = (await app.UploadAsync("officer", id, Stage, Proposal, bytes, "Tờ trình số 12.pdf")).Ok();

        var file = Files(added, Proposal).Single();
        Assert.Equal(("Tờ trình số 12.pdf", "Pdf", 300_000), (Text(file, "name"), Text(file, "kind"), file.GetProperty("length").GetInt32()));
        using var client = app.As("reviewer");
        using var got = await client.GetAsync($"/dossiers/{id}/files/{Text(file, "id")}");
        Assert.Equal(bytes, await got.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", got.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", got.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(("attachment", "Tờ trình số 12.pdf"), (got.Content.Headers.ContentDisposition!.DispositionType, got.Content.Headers.ContentDisposition.FileNameStar));
    }

    [Fact]
    public async Task Somebody_elses_files_and_files_that_are_not_there_look_the_same()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        var file = Text(Files((await app.UploadAsync("officer", id, Stage, Proposal)).Ok(), Proposal).Single(), "id");

        var foreign = await app.ReadAsync("stranger", $"/dossiers/{id}/files/{file}");
        var unknown = await app.ReadAsync("stranger", $"/dossiers/{Guid.CreateVersion7()}/files/{file}");

        foreign.Refused(HttpStatusCode.NotFound, "dossier.not_found");
        unknown.Refused(HttpStatusCode.NotFound, "dossier.not_found");
        (await app.ReadAsync("officer", $"/dossiers/{id}/files/{Guid.CreateVersion7()}")).Refused(HttpStatusCode.NotFound, "dossier.file_unknown");
        using var anonymous = app.Platform.Anonymous();
        using var refused = await anonymous.GetAsync($"/dossiers/{id}/files/{file}");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_file_that_is_not_what_it_says_is_refused_and_nothing_changes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        var before = await app.GetAsync("officer", id);

        (await app.UploadAsync("officer", id, Stage, Proposal, SampleFiles.Of(FileKind.Png), "a.pdf")).Refused(HttpStatusCode.BadRequest, "file.mislabelled");
        (await app.UploadAsync("officer", id, Stage, Proposal, SampleFiles.Of(FileKind.Png), "a.png")).Refused(HttpStatusCode.BadRequest, "file.kind_not_accepted");
        (await app.UploadAsync("officer", id, Stage, Proposal, [], "a.pdf")).Refused(HttpStatusCode.BadRequest, "file.empty");
        (await app.UploadAsync("officer", id, Stage, Proposal, name: new string('a', 200) + ".pdf")).Refused(HttpStatusCode.BadRequest, "file.name_too_long");

        Assert.Equal(before.Text, (await app.GetAsync("officer", id)).Text);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_the_longest_is_kept()
    {
        await using var app = await DossierApp.StartAsync(settings: new Dictionary<string, string?> { ["Files:MaximumBytes"] = "2000000" });
        var id = await app.ToPreparationAsync();

        (await app.UploadAsync("officer", id, Stage, Proposal, SampleFiles.Pdf(paddedTo: 2_000_001)))
            .Refused(HttpStatusCode.RequestEntityTooLarge, "file.too_large");
        (await app.UploadAsync("officer", id, Stage, Proposal, SampleFiles.Pdf(paddedTo: 2_000_000))).Ok();
    }

    [Fact]
    public async Task A_document_of_another_stage_or_of_none_takes_no_file()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();

        (await app.UploadAsync("officer", id, Stage, "appraisal-report")).Refused(HttpStatusCode.Conflict, "dossier.document_locked");
        (await app.UploadAsync("officer", id, Stage, "no-such-document")).Refused(HttpStatusCode.BadRequest, "dossier.document_unknown");
        (await app.UploadAsync("officer", id, "province-appraisal", "appraisal-report")).Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
        (await app.UploadAsync("reviewer", id, Stage, Proposal)).Refused(HttpStatusCode.Forbidden, "dossier.not_actor");
    }

    [Fact]
    public async Task A_file_can_be_taken_out_while_its_stage_is_open_and_its_bytes_stay()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        var file = Text(Files((await app.UploadAsync("officer", id, Stage, Proposal)).Ok(), Proposal).Single(), "id");
        var place = $"/dossiers/{id}/stages/{Stage}/documents/{Proposal}/files/{file}";

        var removed = (await app.SendAsync("officer", HttpMethod.Delete, place, null)).Ok();

        Assert.Empty(Files(removed, Proposal));
        (await app.SendAsync("officer", HttpMethod.Delete, place, null)).Refused(HttpStatusCode.NotFound, "dossier.file_unknown");
        Assert.Equal(HttpStatusCode.OK, (await app.ReadAsync("officer", $"/dossiers/{id}/files/{file}")).Status);
    }

    [Fact]
    public async Task What_was_handed_on_can_no_longer_be_changed()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        var file = Text(Files((await app.GetAsync("officer", id)).Ok(), Proposal).Single(), "id");

        (await app.SendAsync("officer", HttpMethod.Delete, $"/dossiers/{id}/stages/{Stage}/documents/{Proposal}/files/{file}", null))
            .Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
        (await app.UploadAsync("officer", id, Stage, Proposal)).Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
    }

    [Fact]
    public async Task The_same_content_is_not_added_twice_to_a_document_and_is_kept_once()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        var bytes = SampleFiles.Pdf(text: "một");
        var hash = Text(Files((await app.UploadAsync("officer", id, Stage, Proposal, bytes)).Ok(), Proposal).Single(), "hash");

        (await app.UploadAsync("officer", id, Stage, Proposal, bytes, "khác.pdf")).Refused(HttpStatusCode.Conflict, "dossier.file_already_there");
        var elsewhere = (await app.UploadAsync("officer", id, Stage, "result-report", bytes)).Ok();

        Assert.Equal(hash, Text(Files(elsewhere, "result-report").Single(), "hash"));
        Assert.True(await app.Platform.Services.GetRequiredService<IFileStore>().VerifyAsync(hash, default));
    }

    [Fact]
    public async Task Uploads_at_once_are_all_kept_up_to_the_most_the_document_takes()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => app.UploadAsync("officer", id, Stage, Proposal)));

        Assert.Equal(5, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => answer.Refused(HttpStatusCode.Conflict, "dossier.document_files_full"));
        Assert.Equal(5, Files((await app.GetAsync("officer", id)).Ok(), Proposal).Count);
    }

    [Fact]
    public async Task An_upload_sent_again_with_its_key_is_answered_the_same_and_done_once()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        using var client = app.As("officer");
        using var form = new MultipartFormDataContent("ranh-gioi") { { new ByteArrayContent(SampleFiles.Pdf()), "file", "a.pdf" } };
        var body = await form.ReadAsByteArrayAsync();

        var first = await SendAsync(body);
        var second = await SendAsync(body);

        Assert.Equal(first.Ok().Text, second.Ok().Text);
        Assert.Single(Files((await app.GetAsync("officer", id)).Ok(), Proposal));
        (await SendAsync([.. body, (byte)' '])).Refused(HttpStatusCode.UnprocessableEntity, "request.idempotency_key_reused");

        async Task<Answer> SendAsync(byte[] bytes)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/dossiers/{id}/stages/{Stage}/documents/{Proposal}/files");
            request.Headers.Add("Idempotency-Key", "upload-1");
            request.Content = new ByteArrayContent(bytes);
            request.Content.Headers.Add("Content-Type", "multipart/form-data; boundary=ranh-gioi");
            using var response = await client.SendAsync(request);
            return await Answer.ReadAsync(response);
        }
    }

    private static IReadOnlyList<JsonElement> Files(Answer answer, string document) =>
        [.. answer.Body.GetProperty("checklist").EnumerateArray()
            .Single(item => item.GetProperty("key").GetString() == document).GetProperty("files").EnumerateArray()];

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;
}
