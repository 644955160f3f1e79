using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Files;

public sealed class UploadTests : IAsyncLifetime
{
    private const int Maximum = 100_000;

    private readonly string root = Directory.CreateTempSubdirectory("ntm-upload-").FullName;
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync() => (app, client) = await UploadApp.StartAsync(root, Maximum);

    [Fact]
    public async Task A_file_is_received_with_its_Vietnamese_name_and_kept()
    {
        var bytes = SampleFiles.Pdf(paddedTo: 5000);

        var answer = await SendAsync(Form(bytes, "Tờ trình.pdf"));

        var kept = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Tờ trình.pdf", kept.GetProperty("name").GetString());
        Assert.True(await app.Services.GetRequiredService<IFileStore>().VerifyAsync(kept.GetProperty("hash").GetString()!, default));
        Assert.Empty(Directory.GetFiles(Path.Combine(root, "incoming")));
        await Eventually.TrueAsync(() => Directory.GetFiles(Path.Combine(root, "pending")).Length == 0, "the upload is settled");
    }

    [Fact]
    public async Task A_name_sent_as_plain_UTF_8_like_browsers_do_is_read()
    {
        var body =
            "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Báo cáo.pdf\"\r\n\r\n"
            + Encoding.UTF8.GetString(SampleFiles.Pdf())
            + "\r\n--b--\r\n";

        var answer = await SendAsync(Raw(Encoding.UTF8.GetBytes(body)));

        Assert.Equal("Báo cáo.pdf", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_file_of_the_largest_length_is_taken_and_one_byte_more_is_refused()
    {
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(Form(SampleFiles.Pdf(paddedTo: Maximum), "a.pdf"))).StatusCode);

        await AssertRefusedAsync(
            Form(SampleFiles.Pdf(paddedTo: Maximum + 1), "a.pdf"),
            HttpStatusCode.RequestEntityTooLarge,
            "file.too_large"
        );
    }

    [Fact]
    public async Task A_body_far_over_the_limit_is_refused_before_it_is_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/tep") { Content = Form(new byte[10 * Maximum], "a.pdf") };
        request.Headers.ExpectContinue = true;

        using var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Bytes_of_another_kind_are_refused_and_leave_nothing()
    {
        await AssertRefusedAsync(Form(SampleFiles.Of(FileKind.Png), "a.pdf"), HttpStatusCode.BadRequest, "file.mislabelled");
        await AssertRefusedAsync(Form(SampleFiles.Of(FileKind.Png), "a.png"), HttpStatusCode.BadRequest, "file.kind_not_accepted");
        await AssertRefusedAsync(Form([], "a.pdf"), HttpStatusCode.BadRequest, "file.empty");

        Assert.Empty(Directory.GetFiles(root, "*", SearchOption.AllDirectories));
    }

    [Theory]
    [InlineData("ghi-chu.txt")]
    [InlineData("anh.png")]
    public async Task Whatever_is_refused_for_its_kind_learns_the_kinds_of_this_document_and_no_others(string name)
    {
        using var answer = await SendAsync(Form(SampleFiles.Of(FileKind.Png), name));

        var detail = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString();
        Assert.EndsWith(": PDF.", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_exactly_one_file_is_refused()
    {
        var two = Form(SampleFiles.Pdf(), "a.pdf");
        two.Add(new ByteArrayContent(SampleFiles.Pdf()), "file", "b.pdf");
        await AssertRefusedAsync(two, HttpStatusCode.BadRequest, "file.missing");
        await AssertRefusedAsync(
            new MultipartFormDataContent { { new StringContent("x"), "file" } },
            HttpStatusCode.BadRequest,
            "file.missing"
        );
        await AssertRefusedAsync(
            new MultipartFormDataContent { { new ByteArrayContent(SampleFiles.Pdf()), "other", "a.pdf" } },
            HttpStatusCode.BadRequest,
            "file.missing"
        );
    }

    [Fact]
    public async Task A_body_that_is_no_form_or_a_broken_one_is_refused()
    {
        await AssertRefusedAsync(
            new StringContent("{}", Encoding.UTF8, "application/json"),
            HttpStatusCode.BadRequest,
            "file.not_multipart"
        );
        await AssertRefusedAsync(Raw("--other"u8.ToArray()), HttpStatusCode.BadRequest, "file.multipart_broken");
        await AssertRefusedAsync(
            Raw("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7"u8.ToArray()),
            HttpStatusCode.BadRequest,
            "file.multipart_broken"
        );
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    private async Task AssertRefusedAsync(HttpContent content, HttpStatusCode status, string code)
    {
        using var answer = await SendAsync(content);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((status, code), (answer.StatusCode, problem.GetProperty("code").GetString()));
    }

    private Task<HttpResponseMessage> SendAsync(HttpContent content) => client.PostAsync("/tep", content);

    private static MultipartFormDataContent Form(byte[] bytes, string name) => new() { { new ByteArrayContent(bytes), "file", name } };

    private static ByteArrayContent Raw(byte[] body) =>
        new(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b") } };
}
