using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
        Assert.Equal(
            ("Tờ trình số 12.pdf", "Pdf", 300_000),
            (Text(file, "name"), Text(file, "kind"), file.GetProperty("length").GetInt32())
        );
        using var client = app.As("reviewer");
        using var got = await client.GetAsync($"/dossiers/{id}/files/{Text(file, "id")}");
        Assert.Equal(bytes, await got.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", got.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", got.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(
            ("attachment", "Tờ trình số 12.pdf"),
            (got.Content.Headers.ContentDisposition!.DispositionType, got.Content.Headers.ContentDisposition.FileNameStar)
        );
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
        (await app.ReadAsync("officer", $"/dossiers/{id}/files/{Guid.CreateVersion7()}")).Refused(
            HttpStatusCode.NotFound,
            "dossier.file_unknown"
        );
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

        (await app.UploadAsync("officer", id, Stage, Proposal, SampleFiles.Of(FileKind.Png), "a.pdf")).Refused(
            HttpStatusCode.BadRequest,
            "file.mislabelled"
        );
        (await app.UploadAsync("officer", id, Stage, Proposal, SampleFiles.Of(FileKind.Png), "a.png")).Refused(
            HttpStatusCode.BadRequest,
            "file.kind_not_accepted"
        );
        (await app.UploadAsync("officer", id, Stage, Proposal, [], "a.pdf")).Refused(HttpStatusCode.BadRequest, "file.empty");
        (await app.UploadAsync("officer", id, Stage, Proposal, name: new string('a', 200) + ".pdf")).Refused(
            HttpStatusCode.BadRequest,
            "file.name_too_long"
        );

        Assert.Equal(before.Text, (await app.GetAsync("officer", id)).Text);
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_and_the_longest_is_kept()
    {
        await using var app = await DossierApp.StartAsync(settings: new Dictionary<string, string?> { ["Files:MaximumBytes"] = "2000000" });
        var id = await app.ToPreparationAsync();

        (await app.UploadAsync("officer", id, Stage, Proposal, SampleFiles.Pdf(paddedTo: 2_000_001))).Refused(
            HttpStatusCode.RequestEntityTooLarge,
            "file.too_large"
        );
        (await app.UploadAsync("officer", id, Stage, Proposal, SampleFiles.Pdf(paddedTo: 2_000_000))).Ok();
    }

    [Fact]
    public async Task A_document_of_another_stage_or_of_none_takes_no_file()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();

        (await app.UploadAsync("officer", id, Stage, "appraisal-report")).Refused(HttpStatusCode.Conflict, "dossier.document_locked");
        (await app.UploadAsync("officer", id, Stage, "no-such-document")).Refused(HttpStatusCode.BadRequest, "dossier.document_unknown");
        (await app.UploadAsync("officer", id, "province-appraisal", "appraisal-report")).Refused(
            HttpStatusCode.Conflict,
            "dossier.stage_not_open"
        );
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
    public async Task A_completed_preparation_can_no_longer_be_changed()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToExaminationAsync();
        var file = Text(Files((await app.GetAsync("officer", id)).Ok(), Proposal).Single(), "id");

        (
            await app.SendAsync("officer", HttpMethod.Delete, $"/dossiers/{id}/stages/{Stage}/documents/{Proposal}/files/{file}", null)
        ).Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
        (await app.UploadAsync("officer", id, Stage, Proposal)).Refused(HttpStatusCode.Conflict, "dossier.stage_not_open");
    }

    [Fact]
    public async Task The_same_content_is_not_added_twice_to_a_document_and_is_kept_once()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        var bytes = SampleFiles.Pdf(text: "một");
        var hash = Text(Files((await app.UploadAsync("officer", id, Stage, Proposal, bytes)).Ok(), Proposal).Single(), "hash");

        (await app.UploadAsync("officer", id, Stage, Proposal, bytes, "khác.pdf")).Refused(
            HttpStatusCode.Conflict,
            "dossier.file_already_there"
        );
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
        Assert.All(
            answers.Where(answer => answer.Status != HttpStatusCode.OK),
            answer => answer.Refused(HttpStatusCode.Conflict, "dossier.document_files_full")
        );
        Assert.Equal(5, Files((await app.GetAsync("officer", id)).Ok(), Proposal).Count);
    }

    [Fact]
    public async Task An_upload_sent_again_with_its_key_is_answered_the_same_however_it_is_packed()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        using var client = app.As("officer");
        client.DefaultRequestHeaders.Add("Idempotency-Key", "upload-1");

        var first = await SendAsync(SampleFiles.Pdf(), "a.pdf", "ranh-gioi-1");
        var again = await SendAsync(SampleFiles.Pdf(), "a.pdf", "ranh-gioi-2");

        Assert.Equal(first.Ok().Text, again.Ok().Text);
        Assert.Single(Files((await app.GetAsync("officer", id)).Ok(), Proposal));
        (await SendAsync(SampleFiles.Pdf(), "b.pdf", "ranh-gioi-1")).Refused(
            HttpStatusCode.UnprocessableEntity,
            "request.idempotency_key_reused"
        );
        (await SendAsync(SampleFiles.Pdf(text: "khác"), "a.pdf", "ranh-gioi-1")).Refused(
            HttpStatusCode.UnprocessableEntity,
            "request.idempotency_key_reused"
        );

        async Task<Answer> SendAsync(byte[] bytes, string name, string boundary)
        {
            using var form = new MultipartFormDataContent(boundary) { { new ByteArrayContent(bytes), "file", name } };
            using var response = await client.PostAsync($"/dossiers/{id}/stages/{Stage}/documents/{Proposal}/files", form);
            return await Answer.ReadAsync(response);
        }
    }

    [Fact]
    public async Task A_sweep_keeps_what_a_dossier_names_also_when_it_was_taken_out_again()
    {
        await using var app = await DossierApp.StartAsync();
        var id = await app.ToPreparationAsync();
        var store = app.Platform.Services.GetRequiredService<IFileStore>();
        var file = Files((await app.UploadAsync("officer", id, Stage, Proposal, SampleFiles.Pdf(text: "rút ra"))).Ok(), Proposal).Single();
        using var client = app.As("officer");
        (
            await client.DeleteAsync($"/dossiers/{id}/stages/{Stage}/documents/{Proposal}/files/{Text(file, "id")}")
        ).EnsureSuccessStatusCode();
        foreach (var text in new[] { "rút ra", "mồ côi" })
        {
            using var staged = await store.StageAsync(new MemoryStream(SampleFiles.Pdf(text: text)), 100_000, default);
            await store.AcceptAsync(staged, default);
        }

        var sweep = app.Platform.Services.GetServices<IHostedService>().OfType<OrphanSweep>().Single();

        Assert.Equal(1, await sweep.SweepAsync(DateTime.MaxValue, default));
        Assert.True(await store.VerifyAsync(Text(file, "hash"), default));
    }

    private static IReadOnlyList<JsonElement> Files(Answer answer, string document) =>
        [
            .. answer
                .Body.GetProperty("checklist")
                .EnumerateArray()
                .Single(item => item.GetProperty("key").GetString() == document)
                .GetProperty("files")
                .EnumerateArray(),
        ];

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;
}
