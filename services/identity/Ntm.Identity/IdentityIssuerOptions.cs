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

    /// <summary>Wrong passwords in a row before an account is locked, 3 to 20. Default 5.</summary>
    [Range(3, 20)]
    public int LockOutAfter { get; set; } = 5;

    /// <summary>How long it stays locked, 1 minute to 1 day. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan LockOutFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a new signing key is published before it signs, 1 minute to 1 day. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan KeyOverlap { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>An issuer through which people may sign in as well. Default none.</summary>
    public ExternalIssuerOptions External { get; set; } = new();

    internal static IEnumerable<string> Faults(IdentityIssuerOptions options, IConfiguration configuration) =>
        options.RefreshTokenLifetime <= options.SignInLifetime
            ? options.External.Faults(options.PublicAddress)
            : options
                .External.Faults(options.PublicAddress)
                .Prepend(
                    $"{Section}:{nameof(RefreshTokenLifetime)} {options.RefreshTokenLifetime} không được dài hơn "
                        + $"{Section}:{nameof(SignInLifetime)} {options.SignInLifetime}."
                );

    internal void SetDefaults(string? dataFolder)
    {
        if (KeyFolder.Length == 0 && !string.IsNullOrEmpty(dataFolder))
        {
            KeyFolder = Path.Combine(dataFolder, "identity-keys");
        }
    }
}
