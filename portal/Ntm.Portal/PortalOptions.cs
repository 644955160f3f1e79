using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;

namespace Ntm.Portal;

/// <summary>How the portal runs; section <c>Portal</c>.</summary>
public sealed class PortalOptions
{
    public const string Section = "Portal";

    /// <summary>Address of the API, as <c>http://gateway:8080</c>. Empty, the default, for the process's own address.</summary>
    public string Api { get; set; } = "";

    /// <summary>File with the secret that seals sessions, at least 32 bytes; the same for every replica. A new one signs everybody
    /// out.</summary>
    [Required]
    public string KeyPath { get; set; } = "";

    /// <summary>Makes the file when it is absent: sample mode. Default false.</summary>
    public bool CreateKeyWhenAbsent { get; set; }

    /// <summary>Whether browsers reach the portal by <c>https</c>; its cookie then goes over nothing else. Default true.</summary>
    public bool Secure { get; set; } = true;

    /// <summary>Faults that annotations cannot express, in Vietnamese.</summary>
    internal static IEnumerable<string> Faults(PortalOptions options, IConfiguration configuration)
    {
        if (
            options.Api.Length > 0
            && (
                !Uri.TryCreate(options.Api, UriKind.Absolute, out var uri)
                || uri.Scheme is not ("http" or "https")
                || uri.AbsolutePath != "/"
            )
        )
        {
            yield return $"{Section}:{nameof(Api)} '{options.Api}' không phải một địa chỉ như http://gateway:8080.";
        }
    }
}
