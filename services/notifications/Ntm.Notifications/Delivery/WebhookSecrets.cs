using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using NSec.Cryptography;
using Ntm.Notifications.Domain.Webhooks;
using Ntm.Web;

namespace Ntm.Notifications.Delivery;

/// <summary>Makes the keys of subscriptions, and opens them to sign; the database holds them encrypted only.</summary>
internal sealed class WebhookSecrets(IOptions<WebhookOptions> options)
{
    private const string SecretPrefix = "whsec_";
    private const string PublicPrefix = "whpk_";
    private const int SecretLength = 32;

    // Opened at the first use: a verb that only migrates has no key folder.
    private readonly Lazy<IDataProtector> protector = new(() =>
        KeyFolder.Open(options.Value.KeyFolder, "ntm-notifications").CreateProtector("Ntm.Notifications.Webhook.v1")
    );

    /// <summary>New keys, and the secret as its owner is shown it, this once.</summary>
    /// <param name="asymmetric">Whether an ed25519 key is made too.</param>
    public (SigningKeys Keys, string Shown) Make(bool asymmetric)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretLength);
        var keys = new SigningKeys(Protect(secret), null, null);
        if (asymmetric)
        {
            var exportable = new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport };
            using var pair = Key.Create(SignatureAlgorithm.Ed25519, exportable);
            keys = keys with
            {
                SigningKey = Protect(pair.Export(KeyBlobFormat.RawPrivateKey)),
                PublicKey = PublicPrefix + Convert.ToBase64String(pair.PublicKey.Export(KeyBlobFormat.RawPublicKey)),
            };
        }

        return (keys, SecretPrefix + Convert.ToBase64String(secret));
    }

    /// <summary>Signs with the keys in force at an instant.</summary>
    public WebhookSignature SignerOf(SigningKeys keys, DateTimeOffset now)
    {
        var former = now < keys.FormerUntil;
        return new WebhookSignature(
            Open(keys.Secret, former ? keys.FormerSecret : null),
            Open(keys.SigningKey, former ? keys.FormerSigningKey : null)
        );
    }

    private string Protect(byte[] secret) => Convert.ToBase64String(protector.Value.Protect(secret));

    private List<byte[]> Open(params string?[] secrets) =>
        [.. secrets.OfType<string>().Select(secret => protector.Value.Unprotect(Convert.FromBase64String(secret)))];
}
