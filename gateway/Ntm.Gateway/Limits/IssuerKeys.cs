using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Ntm.Web;

namespace Ntm.Gateway.Limits;

/// <summary>The issuer's keys, read in the background: no request waits for them.</summary>
internal sealed class IssuerKeys(IOptions<TrustOptions> trust, Outages outages, ILogger<IssuerKeys> log) : BackgroundLoop(outages, log)
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = 1024 * 1024,
    };
    private volatile IReadOnlyCollection<SecurityKey> current = [];
    private string lastReason = "";

    /// <summary>The current keys; empty until the issuer was reached once.</summary>
    public IReadOnlyCollection<SecurityKey> Current => current;

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override async Task<TimeSpan> RunRoundAsync(CancellationToken cancellation) =>
        await ReadAsync(new HttpDocumentRetriever(http) { RequireHttps = trust.Value.RequireHttps }, cancellation)
            ? RefreshInterval
            : RetryInterval;

    private async Task<bool> ReadAsync(HttpDocumentRetriever documents, CancellationToken cancellation)
    {
        var address = trust.Value.MetadataAddress;
        try
        {
            var issuer = await OpenIdConnectConfigurationRetriever.GetAsync(address, documents, cancellation);
            if (issuer.SigningKeys.Count != current.Count || lastReason.Length > 0)
            {
                Log.KeysRead(Logger, issuer.SigningKeys.Count);
            }

            lastReason = "";
            current = [.. issuer.SigningKeys];
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            var reason = failure.GetBaseException().Message;
            if (reason != lastReason)
            {
                Log.KeysUnreadable(Logger, address, reason);
                lastReason = reason;
            }

            return false;
        }
    }
}
