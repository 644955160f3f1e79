using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Ntm.Notifications.Domain.Webhooks;

namespace Ntm.Notifications.Delivery;

/// <summary>
/// Sends one request to an endpoint and reads as much of the answer as is kept. It resolves the name itself and connects to the very
/// address that it judged; it follows no redirect, uses no proxy and sends nothing but the event and its signature.
/// </summary>
internal sealed class WebhookClient : IDisposable
{
    private static readonly MediaTypeHeaderValue CloudEvent = new("application/cloudevents+json", "utf-8");
    private static readonly UTF8Encoding Text = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    private readonly AddressRules rules;
    private readonly IOptions<WebhookOptions> options;
    private readonly TimeProvider clock;
    private readonly HttpMessageInvoker invoker;

    public WebhookClient(AddressRules rules, IOptions<WebhookOptions> options, TimeProvider clock)
    {
        (this.rules, this.options, this.clock) = (rules, options, clock);
        invoker = new HttpMessageInvoker(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseProxy = false,
                UseCookies = false,
                Credentials = null,
                AutomaticDecompression = DecompressionMethods.None,
                ActivityHeadersPropagator = null,
                MaxResponseHeadersLength = 16,
                MaxResponseDrainSize = 0,
                PooledConnectionLifetime = TimeSpan.FromMinutes(1),
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
                ConnectCallback = ConnectAsync,
            }
        );
    }

    /// <summary>Why an endpoint may not be registered; null where it may. Its name is resolved for it, once.</summary>
    public async Task<Web.Error?> RefusalAsync(string url, CancellationToken cancellation)
    {
        if (rules.Read(url) is not { } endpoint)
        {
            return SubscriptionErrors.AddressInvalid;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Value.Timeout);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(endpoint.IdnHost, limit.Token);
            return addresses.Length == 0 ? SubscriptionErrors.AddressUnknown
                : addresses.All(address => rules.Allows(address, endpoint.Port)) ? null
                : SubscriptionErrors.AddressForbidden;
        }
        catch (Exception failure) when (failure is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return SubscriptionErrors.AddressUnknown;
        }
    }

    /// <summary>Sends an event, signed at this instant.</summary>
    /// <param name="url">The endpoint, as it was registered.</param>
    /// <param name="id">Id of the event.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="signature">Signs them.</param>
    /// <param name="cancellation">Cancels the operation; a time-out is no cancellation.</param>
    public async Task<SendResult> SendAsync(string url, Guid id, byte[] body, WebhookSignature signature, CancellationToken cancellation)
    {
        var since = Stopwatch.GetTimestamp();
        if (rules.Read(url) is not { } endpoint)
        {
            return new SendResult(AttemptOutcome.Forbidden, TimeSpan.Zero) { Failure = ForbiddenAddressException.Reason };
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.Value.Timeout);
        using var request = RequestOf(endpoint, id, body, signature);
        var progress = new Progress();
        try
        {
            await ExchangeAsync(request, progress, limit.Token);
            return Result(progress.Status is >= 200 and < 300 ? AttemptOutcome.Received : AttemptOutcome.Refused, null);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Result(AttemptOutcome.TimedOut, $"Không trả lời xong trong {options.Value.Timeout.TotalSeconds:0} giây.");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return failure.GetBaseException() is ForbiddenAddressException
                ? Result(AttemptOutcome.Forbidden, ForbiddenAddressException.Reason)
                : Result(AttemptOutcome.Unreachable, FailureOf(failure));
        }

        SendResult Result(AttemptOutcome outcome, string? failure) =>
            new(outcome, Stopwatch.GetElapsedTime(since))
            {
                Status = progress.Status,
                Answer = progress.Answer,
                Failure = failure,
                RetryAfter = progress.RetryAfter,
            };
    }

    public void Dispose() => invoker.Dispose();

    private static string FailureOf(Exception failure) =>
        failure switch
        {
            HttpRequestException { HttpRequestError: { } kind and not HttpRequestError.Unknown } => kind.ToString(),
            HttpIOException broken => broken.HttpRequestError.ToString(),
            _ => failure.GetBaseException().GetType().Name,
        };

    private HttpRequestMessage RequestOf(Uri endpoint, Guid id, byte[] body, WebhookSignature signature)
    {
        var (name, timestamp) = (id.ToString(), clock.GetUtcNow().ToUnixTimeSeconds());
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = CloudEvent;
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = content,
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Ntm-Webhooks", "1.0"));
        request.Headers.Add("webhook-id", name);
        request.Headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.TryAddWithoutValidation("webhook-signature", signature.Of(name, timestamp, body));
        return request;
    }

    private async Task ExchangeAsync(HttpRequestMessage request, Progress progress, CancellationToken cancellation)
    {
        using var response = await invoker.SendAsync(request, cancellation);
        progress.Status = (int)response.StatusCode;
        progress.RetryAfter = response.Headers.RetryAfter switch
        {
            { Delta: { } span } => span,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => null,
        };
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        var buffer = new byte[2048];
        while (progress.Bytes.Length < DeliveryAttempt.LongestAnswer)
        {
            var room = (int)Math.Min(buffer.Length, DeliveryAttempt.LongestAnswer - progress.Bytes.Length);
            var read = await stream.ReadAsync(buffer.AsMemory(0, room), cancellation);
            if (read == 0)
            {
                return;
            }

            progress.Bytes.Write(buffer, 0, read);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        if (addresses.Length == 0 || !addresses.All(address => rules.Allows(address, port)))
        {
            throw new ForbiddenAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>What has been read of an answer so far.</summary>
    private sealed class Progress
    {
        public MemoryStream Bytes { get; } = new();

        public int? Status { get; set; }

        public TimeSpan? RetryAfter { get; set; }

        /// <summary>As text that every database keeps: none has the character 0.</summary>
        public string? Answer => Bytes.Length == 0 ? null : Text.GetString(Bytes.GetBuffer(), 0, (int)Bytes.Length).Replace('\0', '\uFFFD');
    }

    private sealed class ForbiddenAddressException() : IOException(Reason)
    {
        public const string Reason = "Địa chỉ không được phép gửi tới.";
    }
}
