using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ntm.Files;
using Ntm.Planning.Features.Supports;
using Ntm.Testing;
using static Ntm.Planning.Tests.PlanningPlatform;

namespace Ntm.Planning.Tests.Features.Supports;

/// <summary>Files of a household's support. The households are made up.</summary>
public sealed class SupportDocumentTests(PlanningPlatform fixture) : IClassFixture<PlanningPlatform>
{
    private const string Name = "Đơn của chủ hộ số 17.pdf";

    [Fact]
    public async Task A_file_is_added_listed_downloaded_and_taken_out()
    {
        var (register, id) = await NewAsync();
        var (officer, pdf) = (register.Officer, SampleFiles.Pdf());

        var added = await ReadAsync<AttachedDocument>(await AttachAsync(officer, id, pdf));
        var same = await ReadAsync<AttachedDocument>(await AttachAsync(officer, id, pdf));
        var photo = await ReadAsync<AttachedDocument>(await AttachAsync(officer, id, SamplePhotos.Jpeg(), "anh.jpg"));

        Assert.Equal((added.Id, "application/pdf", (long)pdf.Length), (same.Id, added.MediaType, added.Length));
        Assert.Equal(["anh.jpg", Name], (await ListAsync(officer, id)).Select(row => row.Name).Order(StringComparer.Ordinal));
        var file = await officer.GetAsync(Path(id, added.Id));
        Assert.Equal(pdf, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("application/pdf", file.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        Assert.True(file.Headers.CacheControl!.NoStore);

        Assert.Equal(204, (int)(await officer.DeleteAsync(Path(id, added.Id))).StatusCode);
        Assert.Equal((404, "planning.document_not_found", null), await RefusalAsync(await officer.GetAsync(Path(id, added.Id))));
        Assert.Equal((404, "planning.document_not_found", null), await RefusalAsync(await officer.DeleteAsync(Path(id, added.Id))));
        Assert.Equal([photo.Id], (await ListAsync(officer, id)).Select(row => row.Id));
        var detail = await GetAsync<SupportDetail>(officer, $"planning/supports/{id}");
        Assert.Equal(["entered", "attached", "attached", "removed"], detail.History.Select(step => step.Kind));
    }

    [Fact]
    public async Task Five_files_a_support_of_ten_megabytes_pdf_jpeg_or_png()
    {
        var (register, id) = await NewAsync();
        for (var width = 101; width <= 105; width++)
        {
            await ReadAsync<AttachedDocument>(await AttachAsync(register.Officer, id, SamplePhotos.Jpeg(width), "anh.jpg"));
        }

        var sixth = await AttachAsync(register.Officer, id, SamplePhotos.Jpeg(106), "anh.jpg");
        var large = SamplePhotos.Jpeg().Concat(new byte[11 * 1024 * 1024]).ToArray();

        Assert.Equal((409, "planning.documents_too_many", "file"), await RefusalAsync(sixth));
        Assert.Equal(
            (413, "planning.document_too_large", "file"),
            await RefusalAsync(await AttachAsync(register.Officer, id, large, "anh.jpg"))
        );
        Assert.Equal(
            (400, "file.kind_not_accepted", "file"),
            await RefusalAsync(await AttachAsync(register.Officer, id, SampleFiles.Of(FileKind.Docx), "don.docx"))
        );
        Assert.Equal(
            (400, "file.mislabelled", "file"),
            await RefusalAsync(await AttachAsync(register.Officer, id, SampleFiles.Pdf(), "anh.png"))
        );
        Assert.Equal(5, (await ListAsync(register.Officer, id)).Count);
    }

    /// <summary>Grants, and how they read the list and the file, add and remove.</summary>
    [Theory]
    [InlineData("officer@commune", 200, 200, 204)]
    [InlineData("leader@commune", 200, 200, 204)]
    [InlineData("auditor@commune", 200, 403, 403)]
    [InlineData("reporter@village", 404, 404, 404)]
    [InlineData("officer@district", 404, 404, 404)]
    [InlineData("leader@province", 404, 404, 404)]
    public async Task Files_are_for_those_who_see_the_household(string grant, int read, int add, int remove)
    {
        var (register, id) = await NewAsync();
        var added = await ReadAsync<AttachedDocument>(await AttachAsync(register.Officer, id, SampleFiles.Pdf()));
        var path = grant
            .Replace("@commune", "@" + register.Commune, StringComparison.Ordinal)
            .Replace("@village", "@" + register.Village, StringComparison.Ordinal)
            .Replace("@district", "@42/439", StringComparison.Ordinal)
            .Replace("@province", "@42", StringComparison.Ordinal);
        var by = fixture.Platform.As("somebody", path);

        var answers = new[]
        {
            await by.GetAsync(Path(id)),
            await by.GetAsync(Path(id, added.Id)),
            await AttachAsync(by, id, SamplePhotos.Png(), "anh.png"),
            await by.DeleteAsync(Path(id, added.Id)),
        };

        Assert.Equal([read, read, add, remove], answers.Select(answer => (int)answer.StatusCode));
    }

    [Fact]
    public async Task No_other_answer_names_a_file()
    {
        var (register, id) = await NewAsync();
        var added = await AttachAsync(register.Officer, id, SampleFiles.Pdf(), key: "mot-lan");
        var again = await AttachAsync(register.Officer, id, SampleFiles.Pdf(), key: "mot-lan");
        var program = fixture.Platform.AsProgram("42", "planning:read");

        Assert.DoesNotContain("chủ hộ", await added.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(await added.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        foreach (var path in new[] { $"supports?plan={register.Plan}", $"supports/{id}", $"plans/{register.Plan}/supports/summary" })
        {
            Assert.DoesNotContain(".pdf", await register.Officer.GetStringAsync("planning/" + path), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(
            ".pdf",
            await program.GetStringAsync($"planning/plans/{register.Plan}/supports/summary"),
            StringComparison.Ordinal
        );
        Assert.Equal(403, (int)(await program.GetAsync(Path(id))).StatusCode);
        var audit = await fixture.Platform.As("audit", "auditor@42").GetStringAsync("planning/audit");
        Assert.DoesNotContain("hủ hộ số 17", audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_approved_keeps_its_files()
    {
        var (register, id) = await NewAsync();
        var added = await ReadAsync<AttachedDocument>(await AttachAsync(register.Officer, id, SampleFiles.Pdf()));
        await ReadAsync<SupportView>(await SupportRegister.ActAsync(register.Officer, id, "design"));
        await ReadAsync<SupportView>(await SupportRegister.ActAsync(register.Leader, id, "approval"));

        var settled = (409, "planning.documents_settled", (string?)null);
        Assert.Equal(settled, await RefusalAsync(await register.Officer.DeleteAsync(Path(id, added.Id))));
        Assert.Equal(settled, await RefusalAsync(await AttachAsync(register.Officer, id, SamplePhotos.Png(), "anh.png")));
        Assert.Equal([added.Id], (await ListAsync(register.Officer, id)).Select(row => row.Id));
    }

    [Fact]
    public async Task The_bytes_of_a_file_that_was_taken_out_are_deleted()
    {
        await using var other = new PlanningPlatform();
        await other.InitializeAsync();
        var register = await SupportRegister.NewAsync(other);
        var support = await register.EnteredAsync();
        var kept = await ReadAsync<AttachedDocument>(await AttachAsync(register.Officer, support.Id, SampleFiles.Pdf()));
        var gone = await ReadAsync<AttachedDocument>(await AttachAsync(register.Officer, support.Id, SamplePhotos.Png(), "anh.png"));
        var sweep = other.Platform.Services.GetServices<IHostedService>().OfType<OrphanSweep>().Single();
        Assert.Equal(0, await sweep.SweepAsync(DateTime.MaxValue, default));

        await register.Officer.DeleteAsync(Path(support.Id, gone.Id));

        Assert.Equal(1, await sweep.SweepAsync(DateTime.MaxValue, default));
        Assert.Equal(200, (int)(await register.Officer.GetAsync(Path(support.Id, kept.Id))).StatusCode);
    }

    private async Task<(SupportRegister Register, Guid Id)> NewAsync()
    {
        var register = await SupportRegister.NewAsync(fixture);
        return (register, (await register.EnteredAsync()).Id);
    }

    private static string Path(Guid id, Guid? document = null) =>
        $"planning/supports/{id}/documents{(document is null ? "" : $"/{document}")}";

    private static async Task<HttpResponseMessage> AttachAsync(HttpClient by, Guid id, byte[] bytes, string name = Name, string? key = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } };
        using var request = new HttpRequestMessage(HttpMethod.Post, Path(id)) { Content = form };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await by.SendAsync(request);
    }

    private static Task<List<SupportDocumentView>> ListAsync(HttpClient by, Guid id) => GetAsync<List<SupportDocumentView>>(by, Path(id));
}
