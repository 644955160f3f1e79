using System.Buffers.Text;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ntm.Portal.Sessions;

/// <summary>What a browser keeps while its person is at the external issuer.</summary>
/// <param name="Pending">Sealed text of the identity service.</param>
/// <param name="Back">Address to go to after the sign-in.</param>
/// <param name="Links">Whether an account is to be linked, instead of a sign-in.</param>
public sealed record ExternalAttempt(string Pending, string Back, bool Links);

/// <summary>
/// Keeps it in a cookie of the session's kind for ten minutes, and takes it once: who comes back without it did not leave from this
/// browser.
/// </summary>
public sealed class ExternalCookie(IOptions<PortalOptions> options)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>With the prefix no other host, and nobody on the way, has set it.</summary>
    private string Name => options.Value.CookieName("ntm-ngoai");

    public void Set(HttpContext http, ExternalAttempt attempt) =>
        http.Response.Cookies.Append(
            Name,
            $"{(attempt.Links ? 'l' : 's')}.{attempt.Pending}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(attempt.Back))}",
            options.Value.Cookie(Lifetime)
        );

    /// <summary>What was kept, which is gone by that; null where there is nothing.</summary>
    public ExternalAttempt? Take(HttpContext http)
    {
        if (http.Request.Cookies[Name]?.Split('.') is not [var kind, var pending, var back] || !Base64Url.IsValid(back))
        {
            return null;
        }

        http.Response.Cookies.Delete(Name, options.Value.Cookie());
        return new ExternalAttempt(pending, Encoding.UTF8.GetString(Base64Url.DecodeFromChars(back)), kind == "l");
    }
}
