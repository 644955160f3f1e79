using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Ntm.Identity;

/// <summary>How accounts are kept and tokens issued; section <c>Identity</c>. Issuer and audience are those of
/// <c>Authentication</c>.</summary>
public sealed class IdentityIssuerOptions
{
    public const string Section = "Identity";

    /// <summary>
    /// Folder of the data-protection keys that encrypt the private signing keys; readable by this service only, shared by
    /// its replicas, backed up apart from the database. Default: <c>identity-keys</c> in the data folder; required without one.
    /// </summary>
    [Required]
    public string KeyFolder { get; set; } = "";

    /// <summary>
    /// Address under which clients reach the platform, e.g. <c>https://ntm.hatinh.gov.vn</c>; the discovery document names the
    /// keys below it. Empty: the address of the request where that is a name inside the network, else the issuer's. Required for an
    /// external issuer, which sends browsers back to it.
    /// </summary>
    [RegularExpression("^(https?://[^ ]+[^/ ])?$", ErrorMessage = "phải là một địa chỉ như https://ntm.hatinh.gov.vn, không có / ở cuối.")]
    public string PublicAddress { get; set; } = "";

    /// <summary>Life of an access token, 1 to 15 minutes. Default 10.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "00:15:00")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Longest pause between two uses of a sign-in, 10 minutes to 7 days, at most the life of the sign-in. Default 8 hours, a
    /// working day.</summary>
    [Range(typeof(TimeSpan), "00:10:00", "7.00:00:00")]
    public TimeSpan RefreshTokenLifetime { get; set; } = TimeSpan.FromHours(8);

    /// <summary>When the password must be given again at the latest, 1 hour to 30 days. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>
    /// Whether who holds a role that decides signs in with a second factor: without one his token opens only what sets it up. Default
    /// true; never in sample mode.
    /// </summary>
    public bool SecondFactorOfDeciders { get; set; } = true;

    /// <summary>How wrong passwords and codes slow further tries down.</summary>
    public SlowDownOptions SlowDown { get; set; } = new();

    /// <summary>How long a refresh token that was used answers once more with the token that took its place, for two pages that use it at
    /// the same time; 0 to 1 minute. Default 10 seconds. After that a second use ends the sign-in.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RefreshGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Addresses or networks (<c>10.0.0.0/8</c>) of the gateway. Only what it says in <c>X-Forwarded-For</c> of a client's address is
    /// believed, by which wrong tries are counted. Default none.
    /// </summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>How long a new signing key is published before it signs, 1 minute to 1 day. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan KeyOverlap { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>An issuer through which people may sign in as well. Default none.</summary>
    public ExternalIssuerOptions External { get; set; } = new();

    internal static IEnumerable<string> Faults(IdentityIssuerOptions options, IConfiguration configuration)
    {
        if (options.RefreshTokenLifetime > options.SignInLifetime)
        {
            yield return $"{Section}:{nameof(RefreshTokenLifetime)} {options.RefreshTokenLifetime} không được dài hơn "
                + $"{Section}:{nameof(SignInLifetime)} {options.SignInLifetime}.";
        }

        foreach (
            var fault in options
                .External.Faults(options.PublicAddress)
                .Concat(options.SlowDown.Faults())
                .Concat(Web.KnownProxies.Faults($"{Section}:{nameof(KnownProxies)}", options.KnownProxies))
        )
        {
            yield return fault;
        }
    }

    internal void SetDefaults(string? dataFolder)
    {
        if (KeyFolder.Length == 0 && !string.IsNullOrEmpty(dataFolder))
        {
            KeyFolder = Path.Combine(dataFolder, "identity-keys");
        }
    }
}
