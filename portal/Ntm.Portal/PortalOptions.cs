using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Ntm.Portal;

/// <summary>How the portal runs; section <c>Portal</c>.</summary>
public sealed class PortalOptions
{
    public const string Section = "Portal";

    /// <summary>Address of the API, as <c>http://gateway:8080</c>. Empty, the default, for the process's own address; required in a process
    /// of its own.</summary>
    public string Api { get; set; } = "";

    /// <summary>File with the secret that seals sessions, at least 32 bytes; the same for every replica. A new one signs everybody
    /// out.</summary>
    [Required]
    public string KeyPath { get; set; } = "";

    /// <summary>Makes the file when it is absent: sample mode. Default false.</summary>
    public bool CreateKeyWhenAbsent { get; set; }

    /// <summary>Whether browsers reach the portal by <c>https</c>; its cookie then goes over nothing else. Default true.</summary>
    public bool Secure { get; set; } = true;

    /// <summary>
    /// Addresses or networks (<c>10.0.0.0/8</c>) of the gateway. Only what it says in <c>X-Forwarded-For</c> of the browser's address is
    /// believed, and passed on with the calls of the API; the gateway in turn has to know the portal (<c>Gateway:KnownProxies</c>).
    /// Default none.
    /// </summary>
    public string[] KnownProxies { get; set; } = [];

    /// <summary>Who runs the platform, at the foot of every page, e.g. the name of the office; up to 200 characters. Default empty: not
    /// said.</summary>
    [MaxLength(200)]
    public string Owner { get; set; } = "";

    /// <summary>Whom users ask for help, at the foot of every page, e.g. a telephone number; up to 200 characters. Default empty: not
    /// said.</summary>
    [MaxLength(200)]
    public string Support { get; set; } = "";

    /// <summary>Time from one question how much waits for a person who has pages open to the next, 15 seconds to 10 minutes. Default 30
    /// seconds.</summary>
    [Range(typeof(TimeSpan), "00:00:15", "00:10:00")]
    public TimeSpan CountEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Name of the cookie with the language that somebody chose.</summary>
    internal string LanguageCookie => CookieName("ntm-ngon-ngu");

    /// <summary>The name with which a browser takes a cookie of this very host only, over <c>https</c> only, where it comes by
    /// that.</summary>
    internal string CookieName(string name) => (Secure ? "__Host-" : "") + name;

    /// <summary>A cookie of the portal: for no script, and sent from another site by a link only.</summary>
    /// <param name="lifetime">How long the browser keeps it; null for as long as it runs.</param>
    internal CookieOptions Cookie(TimeSpan? lifetime = null) =>
        new()
        {
            HttpOnly = true,
            Secure = Secure,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = lifetime,
        };

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

        foreach (var fault in Web.KnownProxies.Faults($"{Section}:{nameof(KnownProxies)}", options.KnownProxies))
        {
            yield return fault;
        }
    }
}
