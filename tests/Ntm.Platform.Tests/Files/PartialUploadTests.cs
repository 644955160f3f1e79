using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Files;

/// <summary>An upload that comes piece by piece goes on where the line broke.</summary>
public sealed class PartialUploadTests : IAsyncLifetime
{
    private const int Maximum = 500_000;

    private readonly string root = Directory.CreateTempSubdirectory("ntm-pieces-").FullName;
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync() => (app, client) = await UploadApp.StartAsync(root, Maximum);

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task A_file_in_pieces_is_the_file_and_leaves_nothing_else()
    {
        var file = SampleFiles.Pdf(paddedTo: 300_000, text: "từng phần");
        var place = await BeginAsync("Tờ trình số 12.pdf", file.Length);

        foreach (var piece in file.Chunk(70_000).Index())
        {
            using var answer = await SendAsync(place, piece.Index * 70_000, piece.Item);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
            Assert.Equal(Math.Min(file.Length, (piece.Index + 1) * 70_000), OffsetOf(answer));
        }

        using var done = await FinishAsync(place, HashOf(file));

        var kept = await done.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.OK, "Tờ trình số 12.pdf"), (done.StatusCode, kept.GetProperty("name").GetString()));
        Assert.True(await app.Services.GetRequiredService<IFileStore>().VerifyAsync(HashOf(file), default));
        await Eventually.TrueAsync(
            () => !Directory.EnumerateFiles(Path.Combine(root, "partial"), "*", SearchOption.AllDirectories).Any(),
            "the pieces are gone"
        );
    }

    [Fact]
    public async Task What_arrived_before_the_line_broke_stays_and_the_rest_is_sent_alone()
    {
        var file = SampleFiles.Pdf(paddedTo: 400_000);
        var place = await BeginAsync("a.pdf", file.Length);
        await BreakAsync(place, file.Length, file[..150_000]);
        var state = await client.GetFromJsonAsync<JsonElement>(place);
        Assert.Equal(150_000, state.GetProperty("offset").GetInt32());
        Assert.Equal((file.Length, "a.pdf"), (state.GetProperty("length").GetInt32(), state.GetProperty("name").GetString()));
        Assert.True(state.GetProperty("expiresAt").GetDateTimeOffset() > TimeProvider.System.GetUtcNow().AddHours(23));

        await Eventually.TrueAsync(
            async () => (await SendAsync(place, 150_000, file[150_000..])).StatusCode == HttpStatusCode.NoContent,
            "the broken line's place is free"
        );

        using var done = await FinishAsync(place, HashOf(file));
        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
    }

    [Fact]
    public async Task A_piece_that_does_not_begin_where_the_last_one_ended_is_refused_with_where_that_is()
    {
        var place = await BeginAsync("a.pdf", 1000);
        await SendAsync(place, 0, new byte[400]);

        using var again = await SendAsync(place, 0, new byte[400]);
        using var ahead = await SendAsync(place, 500, new byte[10]);
        using var tooLong = await SendAsync(place, 400, new byte[601]);

        Assert.Equal((HttpStatusCode.Conflict, "file.upload_offset", 400), await RefusalAsync(again));
        Assert.Equal((HttpStatusCode.Conflict, "file.upload_offset", 400), await RefusalAsync(ahead));
        Assert.Equal((HttpStatusCode.BadRequest, "file.upload_too_long", 400), await RefusalAsync(tooLong));
    }

    [Fact]
    public async Task A_file_that_is_not_whole_or_not_the_one_that_was_meant_is_refused()
    {
        var file = SampleFiles.Pdf(paddedTo: 1000);
        var place = await BeginAsync("a.pdf", file.Length);
        await SendAsync(place, 0, file[..900]);
        using var early = await FinishAsync(place, HashOf(file));
        await SendAsync(place, 900, new byte[100]);
        using var other = await FinishAsync(place, HashOf(file));
        using var wrong = await FinishAsync(place, "abc");

        Assert.Equal((HttpStatusCode.Conflict, "file.upload_incomplete"), await CodeAsync(early));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "file.hash_mismatch"), await CodeAsync(other));
        Assert.Equal((HttpStatusCode.BadRequest, "file.upload_headers"), await CodeAsync(wrong));
        await Eventually.TrueAsync(
            async () => (await client.GetAsync(place)).StatusCode == HttpStatusCode.NotFound,
            "what is not the file is begun anew"
        );
    }

    [Theory]
    [InlineData("a.exe", 10, HttpStatusCode.BadRequest, "file.extension")]
    [InlineData("..%2Fa.pdf", 10, HttpStatusCode.BadRequest, "file.name_characters")]
    [InlineData("a.pdf", 0, HttpStatusCode.BadRequest, "file.empty")]
    [InlineData("a.pdf", Maximum + 1, HttpStatusCode.RequestEntityTooLarge, "file.too_large")]
    [InlineData("", 10, HttpStatusCode.BadRequest, "file.upload_headers")]
    [InlineData("a.pdf", -1, HttpStatusCode.BadRequest, "file.upload_headers")]
    public async Task What_would_not_be_taken_is_refused_before_its_first_byte(string name, long length, HttpStatusCode status, string code)
    {
        using var answer = await AskAsync(name, length);

        Assert.Equal((status, code), await CodeAsync(answer));
        Assert.False(Directory.Exists(Path.Combine(root, "partial")));
    }

    [Fact]
    public async Task An_upload_of_nobody_is_unknown()
    {
        var place = $"/tep/uploads/{Guid.CreateVersion7()}";

        Assert.Equal((HttpStatusCode.NotFound, "file.upload_unknown"), await CodeAsync(await client.GetAsync(place)));
        Assert.Equal((HttpStatusCode.NotFound, "file.upload_unknown"), await CodeAsync(await SendAsync(place, 0, [1])));
        Assert.Equal((HttpStatusCode.NotFound, "file.upload_unknown"), await CodeAsync(await FinishAsync(place, HashOf([]))));
    }

    [Fact]
    public void An_upload_is_its_senders_alone_and_the_sixth_takes_the_place_of_the_oldest()
    {
        var uploads = new PartialUploads(Options.Create(new FileStoreOptions { Root = root }));
        var first = uploads.Begin("lan", "a.pdf", 10);
        File.SetLastWriteTimeUtc(first.Path, DateTime.UnixEpoch);
        Assert.Null(uploads.Find("hoa", first.Id));

        for (var count = 1; count < PartialUploads.MostOpen; count++)
        {
            uploads.Begin("lan", "a.pdf", 10);
        }

        Assert.NotNull(uploads.Find("lan", first.Id));
        var last = uploads.Begin("lan", "a.pdf", 10);
        Assert.Null(uploads.Find("lan", first.Id));
        Assert.NotNull(uploads.Find("lan", last.Id));
    }

    [Fact]
    public async Task Only_one_writes_at_a_time_and_what_nobody_goes_on_with_is_removed()
    {
        var uploads = new PartialUploads(Options.Create(new FileStoreOptions { Root = root }));
        var (old, young) = (uploads.Begin("lan", "a.pdf", 10), uploads.Begin("lan", "b.pdf", 10));
        await using (new FileStream(old.Path, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            var busy = await PartialUploads.TakeAsync(old, 0, new MemoryStream([1]), default);
            Assert.Equal("file.upload_busy", Assert.Single(busy.Errors).Code);
        }

        Assert.Equal(1, (await PartialUploads.TakeAsync(old, 0, new MemoryStream([1]), default)).Value!.Offset);
        File.SetLastWriteTimeUtc(old.Path, DateTime.UnixEpoch);
        uploads.RemoveUntouched(DateTime.UnixEpoch.AddHours(1));

        Assert.Null(uploads.Find("lan", old.Id));
        Assert.NotNull(uploads.Find("lan", young.Id));
    }

    private async Task<string> BeginAsync(string name, long length)
    {
        using var begun = await AskAsync(Uri.EscapeDataString(name), length);
        Assert.Equal((HttpStatusCode.Created, 0), (begun.StatusCode, OffsetOf(begun)));
        return begun.Headers.Location!.OriginalString;
    }

    private async Task<HttpResponseMessage> AskAsync(string name, long length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/tep");
        request.Headers.TryAddWithoutValidation("Upload-Length", $"{length}");
        request.Headers.TryAddWithoutValidation("Upload-Name", name);
        return await client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> SendAsync(string place, long offset, byte[] piece)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, place) { Content = new ByteArrayContent(piece) };
        request.Headers.Add("Upload-Offset", $"{offset}");
        return await client.SendAsync(request);
    }

    private async Task<HttpResponseMessage> FinishAsync(string place, string hash)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/tep");
        request.Headers.Add("Upload-Id", place.Split('/')[^1]);
        request.Headers.Add("Upload-Hash", hash);
        return await client.SendAsync(request);
    }

    /// <summary>Sends a part of what it promised, and hangs up.</summary>
    /// <summary>The line breaks once the bytes have arrived.</summary>
    private async Task BreakAsync(string place, long promised, byte[] sent)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"PATCH {place} HTTP/1.1\r\nHost: {client.BaseAddress.Authority}\r\n"
                    + $"Upload-Offset: 0\r\nContent-Length: {promised}\r\n\r\n"
            )
        );
        await stream.WriteAsync(sent);
        JsonElement state = default;
        await Eventually.TrueAsync(
            async () => (state = await client.GetFromJsonAsync<JsonElement>(place)).GetProperty("offset").GetInt32() == sent.Length,
            () => $"the server has what arrived: {state}"
        );
    }

    private static int OffsetOf(HttpResponseMessage answer) =>
        int.Parse(answer.Headers.GetValues("Upload-Offset").Single(), System.Globalization.CultureInfo.InvariantCulture);

    private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static async Task<(HttpStatusCode, string?, int)> RefusalAsync(HttpResponseMessage answer)
    {
        var (status, code) = await CodeAsync(answer);
        return (status, code, OffsetOf(answer));
    }

    private static async Task<(HttpStatusCode, string?)> CodeAsync(HttpResponseMessage answer) =>
        (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
}
