using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Ntm.Testing;

namespace Ntm.Gateway.Tests;

/// <summary>Bodies: large where files are uploaded, small elsewhere, and never held in memory.</summary>
public sealed class UploadTests : IAsyncLifetime
{
    private const string Upload = "/dossiers/0195c0de-0000-7000-8000-00000000dead/stages/chuan-bi/documents/to-trinh/files";
    private const string Evidence = "/assessment/self-assessments/0195c0de-0000-7000-8000-00000000dead/indicators/1.1/evidence";

    private StubService service = null!;
    private GatewayUnderTest gateway = null!;

    public async ValueTask InitializeAsync()
    {
        service = await StubService.StartAsync();
        gateway = await GatewayUnderTest.StartAsync(service.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await gateway.DisposeAsync();
        await service.DisposeAsync();
    }

    [Theory]
    [InlineData(Upload)]
    [InlineData(Evidence)]
    public async Task Twenty_five_mebibytes_stream_through_byte_for_byte_and_are_never_held(string path)
    {
        var file = RandomNumberGenerator.GetBytes(25 * 1024 * 1024);
        var hash = "";
        long most = 0;
        long before = 0;
        var arrived = new TaskCompletionSource();
        service.Answer = async context =>
        {
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[64 * 1024];
            arrived.TrySetResult();
            before = GC.GetTotalMemory(forceFullCollection: true);
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer)) > 0)
            {
                sha.AppendData(buffer, 0, read);
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
            }

            hash = Convert.ToHexString(sha.GetHashAndReset());
        };
        using var client = gateway.Client();

        using var answer = await client.PostAsync(path, new StreamContent(new MemoryStream(file)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(arrived.Task.IsCompleted);
        Assert.Equal(Convert.ToHexString(SHA256.HashData(file)), hash);
        Assert.InRange(most - before, long.MinValue, 20 * 1024 * 1024);
    }

    [Fact]
    public async Task The_service_sees_the_first_bytes_before_the_client_has_sent_the_last()
    {
        var first = new TaskCompletionSource();
        service.Answer = async context =>
        {
            Assert.Equal(1, await context.Request.Body.ReadAsync(new byte[1]));
            first.SetResult();
            await context.Request.Body.CopyToAsync(Stream.Null);
        };
        using var client = gateway.Client();

        using var answer = await client.PostAsync(Upload, new Halting(first.Task));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("dossiers")]
    [InlineData("assessment")]
    [InlineData("planning")]
    public async Task A_piece_of_an_upload_passes_as_large_as_the_whole_file(string address)
    {
        long got = 0;
        service.Answer = async context =>
        {
            await using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            got = body.Length;
        };
        using var client = gateway.Client();

        using var answer = await client.PatchAsync(
            $"/{address}/uploads/0195c0de-0000-7000-8000-00000000dead",
            new ByteArrayContent(new byte[25 * 1024 * 1024])
        );

        Assert.Equal((HttpStatusCode.OK, 25 * 1024 * 1024L), (answer.StatusCode, got));
    }

    [Theory]
    [InlineData("/dossiers/", 1024 * 1024 + 1)]
    [InlineData("/identity/tokens", 2 * 1024 * 1024)]
    [InlineData(Upload, 26 * 1024 * 1024 + 1)]
    public async Task A_larger_body_is_refused_before_any_service_is_asked(string path, int length)
    {
        using var client = gateway.Client();
        client.DefaultRequestHeaders.ExpectContinue = true;

        using var answer = await client.PostAsync(path, new ByteArrayContent(new byte[length]));

        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, "request.too_large"),
            (answer.StatusCode, await ForwardingTests.CodeOfAsync(answer))
        );
        Assert.Empty(service.Arrivals);
    }

    [Fact]
    public async Task No_body_escapes_the_limits_by_calling_itself_a_stream_of_calls()
    {
        using var client = gateway.Client();
        var content = new ByteArrayContent([1]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc");

        using var answer = await client.PostAsync("/dossiers/", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
        Assert.Empty(service.Arrivals);
    }

    [Fact]
    public async Task A_body_that_does_not_say_how_large_it_is_is_cut_off_at_the_limit()
    {
        long got = 0;
        service.Answer = async context =>
        {
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = await context.Request.Body.ReadAsync(buffer)) > 0)
            {
                got += read;
            }
        };
        using var client = gateway.Client();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/dossiers/")
        {
            Content = new StreamContent(new MemoryStream(new byte[1536 * 1024])),
        };
        request.Headers.TransferEncodingChunked = true;

        using var answer = await client.SendAsync(request);

        Assert.Equal(
            (HttpStatusCode.RequestEntityTooLarge, "request.too_large"),
            (answer.StatusCode, await ForwardingTests.CodeOfAsync(answer))
        );
        Assert.InRange(got, 0, 1024 * 1024);
    }

    [Fact]
    public async Task Headers_larger_than_sixteen_kibibytes_are_refused()
    {
        using var client = gateway.Client();
        client.DefaultRequestHeaders.Add("X-Padding", new string('x', 17 * 1024));

        using var answer = await client.GetAsync("/dossiers/");

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
        Assert.Empty(service.Arrivals);
    }

    /// <summary>Sends half, and the rest only on demand.</summary>
    private sealed class Halting(Task goOn) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(new string('a', 64 * 1024)));
            await stream.FlushAsync();
            await goOn.WaitAsync(Eventually.Limit);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(new string('b', 512)));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = (64 * 1024) + 512;
            return true;
        }
    }
}
