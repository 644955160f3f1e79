using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Ntm.Portal.Api;

namespace Ntm.Portal.Sessions;

/// <summary>
/// Who is signed in. The browser keeps the session sealed in a cookie; the access token that it gives stays in this process's memory. So
/// any replica serves any page, and a restart signs nobody out.
/// </summary>
public sealed class PortalSessions(
    PlatformApi api,
    PortalKey key,
    DeviceCookie devices,
    TimeProvider clock,
    IOptions<PortalOptions> options
)
{
    private const int MostCached = 20_000;
    private static readonly TimeSpan AwaitsCode = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Cached> tokens = new();

    /// <summary>With the prefix a browser sends it to this very host only, over <c>https</c> only.</summary>
    public string CookieName => options.Value.CookieName("ntm");

    /// <summary>The session of a request; null where nobody is signed in.</summary>
    public async Task<Session?> FindAsync(HttpContext http)
    {
        if (key.Open(http.Request.Cookies[CookieName]) is not { } secret)
        {
            return null;
        }

        var name = NameOf(secret);
        if (tokens.TryGetValue(name, out var cached) && cached.GoodUntil > clock.GetUtcNow())
        {
            return new Session(secret, cached.AccessToken, cached.Person);
        }

        return await StartAsync(new { refreshToken = secret }, http) is { Value: { } session } ? session : null;
    }

    /// <summary>Signs somebody in; the refusal of the identity service otherwise.</summary>
    public async Task<ApiResult<Session>> SignInAsync(string userName, string password, HttpContext http, string? code = null)
    {
        var credentials = new
        {
            userName,
            password,
            code,
            session = true,
            device = devices.Of(http),
        };
        return Keep(await StartAsync(credentials, http, userName), http);
    }

    /// <summary>Signs in whom the external issuer has named; the refusal of the identity service otherwise.</summary>
    /// <param name="step"><c>finish</c>, or <c>second-factor</c> with the code that was asked for.</param>
    /// <param name="proof">Body of that request.</param>
    /// <param name="http">The browser's request.</param>
    public async Task<ApiResult<Session>> SignInExternallyAsync(string step, object proof, HttpContext http) =>
        Keep(await StartAsync(proof, http, address: "/identity/external/" + step), http);

    /// <summary>Name and password of somebody who is asked for a code next, sealed: good for five minutes.</summary>
    public string SealAwaiting(string userName, string password) =>
        key.Seal(string.Join('\n', (clock.GetUtcNow() + AwaitsCode).UtcTicks.ToString(CultureInfo.InvariantCulture), userName, password));

    /// <summary>What was sealed; null where it is too old or not ours.</summary>
    public (string UserName, string Password)? OpenAwaiting(string? box) =>
        key.Open(box)?.Split('\n', 3) is [var until, var userName, var password]
        && long.TryParse(until, CultureInfo.InvariantCulture, out var ticks)
        && ticks > clock.GetUtcNow().UtcTicks
            ? (userName, password)
            : null;

    /// <summary>Ends the session here and at the identity service.</summary>
    public async Task SignOutAsync(Session session, HttpContext http)
    {
        await api.SendAsync<object>(HttpMethod.Post, "/identity/sign-out", new { refreshToken = session.Secret }, null, http);
        Forget(session);
        http.Response.Cookies.Delete(CookieName, options.Value.Cookie());
    }

    /// <summary>The next request reads roles and name anew.</summary>
    public void Forget(Session session) => tokens.TryRemove(NameOf(session.Secret), out _);

    /// <summary>What the forms of a session carry.</summary>
    public string FormToken(Session session) => key.FormToken(session.Secret);

    /// <summary>Whether a form is one of the session's own.</summary>
    public bool Signed(Session session, string? token) => key.Signed(session.Secret, token);

    private ApiResult<Session> Keep(ApiResult<Session> result, HttpContext http)
    {
        if (result.Value is { } session)
        {
            // A new one at each sign-in: nobody can have planted it.
            http.Response.Cookies.Append(CookieName, key.Seal(session.Secret), options.Value.Cookie());
            devices.Keep(http, session.NewDevice);
        }

        return result;
    }

    private async Task<ApiResult<Session>> StartAsync(
        object credentials,
        HttpContext http,
        string? userName = null,
        string address = "/identity/tokens"
    )
    {
        var answer = await api.SendAsync<TokenAnswer>(HttpMethod.Post, address, credentials, null, http);
        if (answer.Value is not { RefreshToken: { } secret } token)
        {
            return new ApiResult<Session>(null, answer.Problem ?? ApiProblem.Away);
        }

        var me = await api.GetAsync<Person>("/identity/me", token.AccessToken, http);
        if (me.Value is null && !token.MustChangePassword)
        {
            return new ApiResult<Session>(null, me.Problem ?? ApiProblem.Away);
        }

        var person = (me.Value ?? new Person { UserName = userName }) with
        {
            MustChangePassword = token.MustChangePassword,
            MustSetSecondFactor = token.MustSetSecondFactor,
        };
        var goodUntil = clock.GetUtcNow() + TimeSpan.FromSeconds(token.ExpiresIn) - Margin;
        if (tokens.Count >= MostCached)
        {
            foreach (var (name, old) in tokens.Where(pair => pair.Value.GoodUntil <= clock.GetUtcNow()))
            {
                tokens.TryRemove(KeyValuePair.Create(name, old));
            }
        }

        tokens[NameOf(secret)] = new Cached(token.AccessToken, person, goodUntil);
        return new ApiResult<Session>(new Session(secret, token.AccessToken, person) { NewDevice = token.Device }, null);
    }

    private static string NameOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private sealed record Cached(string AccessToken, Person Person, DateTimeOffset GoodUntil);

    private sealed record TokenAnswer(
        string AccessToken,
        int ExpiresIn,
        string? RefreshToken,
        bool MustChangePassword,
        bool MustSetSecondFactor,
        string? Device
    );
}
