using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Ntm.Web;

namespace Ntm.Identity.Tokens;

/// <summary>
/// Encrypts private signing keys, the secrets of second factors and what browsers keep for this service with data-protection keys that
/// lie in a folder of their own, so that a copy of the database alone signs nothing and signs nobody in.
/// </summary>
internal sealed class KeyProtector
{
    private readonly IDataProtectionProvider provider;
    private readonly IDataProtector protector;
    private readonly IDataProtector secrets;

    public KeyProtector(IOptions<IdentityIssuerOptions> options)
    {
        provider = KeyFolder.Open(options.Value.KeyFolder, "ntm-identity");
        protector = provider.CreateProtector("Ntm.Identity.SigningKey.v1");
        secrets = provider.CreateProtector("Ntm.Identity.SecondFactor.v1");
    }

    /// <summary>Encrypts the secret of a second factor.</summary>
    public string Protect(byte[] secret) => Convert.ToBase64String(secrets.Protect(secret));

    /// <summary>The secret of a second factor.</summary>
    public byte[] UnprotectSecret(string text) => secrets.Unprotect(Convert.FromBase64String(text));

    public string Protect(ECDsa key) => Convert.ToBase64String(protector.Protect(key.ExportPkcs8PrivateKey()));

    public ECDsa Unprotect(string text)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(protector.Unprotect(Convert.FromBase64String(text)), out _);
        return key;
    }

    /// <summary>Encrypts what a browser keeps between two requests; only what was sealed as the same kind of thing is opened.</summary>
    public string Seal<T>(T content)
        where T : class => BoxOf<T>().Protect(JsonSerializer.Serialize(content));

    /// <summary>What was sealed; null for anything else.</summary>
    public T? Open<T>(string box)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(BoxOf<T>().Unprotect(box));
        }
        catch (Exception foreign) when (foreign is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private IDataProtector BoxOf<T>() => provider.CreateProtector("Ntm.Identity.Sealed.v1", typeof(T).Name);
}
