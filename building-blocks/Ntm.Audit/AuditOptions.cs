using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Ntm.Audit;

/// <summary>Where the heads of the audit chains are exported to, who signs them and who stamps them; section <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    public const string Section = "Audit";

    /// <summary>
    /// Folder of the exported heads, outside every database; all services may share it. Who can write to the databases should not reach
    /// it. Default: <c>audit-heads</c> in <c>Data:Folder</c>; required without one.
    /// </summary>
    [Required]
    public string HeadsFolder { get; set; } = "";

    /// <summary>Path of a PEM file with the ECDSA P-256 private key (PKCS#8 or SEC 1) that signs the heads. Required; has a default in
    /// sample mode only.</summary>
    [Required]
    public string KeyPath { get; set; } = "";

    /// <summary>
    /// Paths of PEM files with the public keys that signed before; heads of their time are checked with them. Default none.
    /// </summary>
    public string[] FormerKeys { get; set; } = [];

    /// <summary>Makes the key when the file is absent; false unless set, and only meant for sample mode.</summary>
    public bool CreateKeyWhenAbsent { get; set; }

    /// <summary>Time from one export of all changed heads to the next, 1 minute to 1 day. Default 1 hour. The head of a dossier is exported
    /// at each receipt besides.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan ExportEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Address of an RFC 3161 authority that stamps each day's list of heads. Default none: nothing is stamped.</summary>
    [RegularExpression("^(https?://[^ ]+)?$", ErrorMessage = "phải là một địa chỉ như http://tsa.ca.gov.vn.")]
    public string TimestampAuthority { get; set; } = "";

    /// <summary>Path of a PEM file with the root certificates that the authority's certificate must lead to; required with an
    /// authority.</summary>
    public string TimestampCertificates { get; set; } = "";

    /// <summary>How long the authority may take to answer, 1 second to 5 minutes. Default 30 seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan TimestampTimeout { get; set; } = TimeSpan.FromSeconds(30);

    internal static void Complete(AuditOptions options, IConfiguration configuration)
    {
        if (options.HeadsFolder.Length == 0 && configuration["Data:Folder"] is { Length: > 0 } data)
        {
            options.HeadsFolder = Path.Combine(data, "audit-heads");
        }
    }

    internal static IEnumerable<string> Faults(AuditOptions options, IConfiguration configuration) =>
        options.TimestampAuthority.Length == 0 || File.Exists(options.TimestampCertificates)
            ? []
            :
            [
                $"{Section}:{nameof(TimestampCertificates)} phải là tệp PEM chứa chứng thư gốc của "
                    + $"{Section}:{nameof(TimestampAuthority)}; không có tệp '{options.TimestampCertificates}'.",
            ];
}
