using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Ntm.Audit.Heads;

/// <summary>The RFC 3161 authority of the settings, asked over HTTP.</summary>
public sealed class TimestampAuthority(IOptions<AuditOptions> options) : IDisposable
{
    private const int LongestAnswer = 64 * 1024;
    private const int NonceLength = 8;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = options.Value.TimestampTimeout,
        MaxResponseContentBufferSize = LongestAnswer,
    };

    /// <summary>Whether there is one.</summary>
    public bool IsConfigured => options.Value.TimestampAuthority.Length > 0;

    /// <summary>Has a document stamped.</summary>
    /// <returns>The answer, a TimeStampResp in DER.</returns>
    /// <exception cref="CryptographicException">The authority refused, or its answer proves nothing.</exception>
    public async Task<byte[]> StampAsync(byte[] document, CancellationToken cancellation)
    {
        var request = Rfc3161TimestampRequest.CreateFromData(
            document,
            HashAlgorithmName.SHA256,
            nonce: RandomNumberGenerator.GetBytes(NonceLength),
            requestSignerCertificates: true
        );
        using var content = new ByteArrayContent(request.Encode());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/timestamp-query");
        using var response = await http.PostAsync(new Uri(options.Value.TimestampAuthority), content, cancellation);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadAsByteArrayAsync(cancellation);
        request.ProcessResponse(answer, out _);
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(options.Value.TimestampCertificates);
        return Timestamp.Of(answer, document, roots) is null
            ? throw new CryptographicException("The certificate of the timestamp authority leads to none of the trusted ones.")
            : answer;
    }

    public void Dispose() => http.Dispose();
}
