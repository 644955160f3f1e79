using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Ntm.Identity.Tokens;

/// <summary>
/// Encrypts private signing keys with data-protection keys that lie in a folder of their own, so that a copy of the
/// database alone signs nothing.
/// </summary>
internal sealed class KeyProtector
{
    private readonly IDataProtector protector;

    public KeyProtector(IOptions<IdentityIssuerOptions> options)
    {
        var folder = new DirectoryInfo(options.Value.KeyFolder);
        folder.Create();
        if (!OperatingSystem.IsWindows())
        {
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        protector = DataProtectionProvider
            .Create(folder, setup => setup.SetApplicationName("ntm-identity"))
            .CreateProtector("Ntm.Identity.SigningKey.v1");
    }

    public string Protect(ECDsa key) => Convert.ToBase64String(protector.Protect(key.ExportPkcs8PrivateKey()));

    public ECDsa Unprotect(string text)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(protector.Unprotect(Convert.FromBase64String(text)), out _);
        return key;
    }
}
