using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ntm.Portal.Sessions;

/// <summary>
/// Keeps in the browser the secrets by which the identity service knows it again, one for each of the last people who signed in there. They
/// open nothing by themselves, and stay after a sign-out.
/// </summary>
public sealed class DeviceCookie(IOptions<PortalOptions> options)
{
    private const int Most = 5;
    private const int LongestSecret = 100;

    /// <summary>No browser keeps a cookie for longer.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(400);

    /// <summary>With the prefix no other host, and nobody on the way, has set it.</summary>
    private string Name => options.Value.CookieName("ntm-may");

    /// <summary>What the browser keeps, with spaces between; null where that is nothing.</summary>
    public string? Of(HttpContext http) => Read(http) is { Count: > 0 } kept ? string.Join(' ', kept) : null;

    /// <summary>Has the browser keep one more, the last first. Where nothing is new, what is kept is kept for as long again.</summary>
    public void Keep(HttpContext http, string? secret)
    {
        var kept = Read(http);
        if (secret is not null)
        {
            kept.Insert(0, secret);
        }

        if (kept.Count > 0)
        {
            http.Response.Cookies.Append(Name, string.Join('.', kept.Take(Most)), options.Value.Cookie(Lifetime));
        }
    }

    private List<string> Read(HttpContext http) =>
        [
            .. (http.Request.Cookies[Name] ?? "")
                .Split('.', StringSplitOptions.RemoveEmptyEntries)
                .Where(one => one.Length <= LongestSecret && one.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-'))
                .Take(Most),
        ];
}
