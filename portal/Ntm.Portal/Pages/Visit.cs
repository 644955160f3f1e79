using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Work;
using Ntm.Portal.Sessions;

namespace Ntm.Portal.Pages;

/// <summary>One request of a browser: who it is, what was typed, and the API in that person's name.</summary>
public sealed class Visit
{
    /// <summary>Bytes of a form that is too large which are read and dropped, so that its browser reads why.</summary>
    private const long MostDropped = 200L * 1024 * 1024;

    /// <summary>Code of the refusal of a token since whose issue something was taken from the person.</summary>
    private const string Outdated = "request.token_outdated";

    private readonly PlatformApi api;
    private ActInput? input;

    private Visit(HttpContext http, Session? session)
    {
        (Http, Session) = (http, session);
        api = http.RequestServices.GetRequiredService<PlatformApi>();
        Sessions = http.RequestServices.GetRequiredService<PortalSessions>();
    }

    public HttpContext Http { get; }

    /// <summary>Null where nobody is signed in.</summary>
    public Session? Session { get; private set; }

    public PortalSessions Sessions { get; }

    public Person Person => Session?.Person ?? new Person();

    /// <summary>What the form carries to show that it is the session's own.</summary>
    public string FormToken => Session is null ? "" : Sessions.FormToken(Session);

    /// <summary>How much waits for the person, as far as is known without asking.</summary>
    public WorkCount? Waiting => Session is null ? null : Http.RequestServices.GetRequiredService<CountFeed>().Known(Person.Subject);

    /// <summary>The form that was sent; null where none was, or none that can be read.</summary>
    public IFormCollection? Form { get; private set; }

    /// <summary>Whether the form that was sent is larger than the page takes.</summary>
    public bool TooLarge { get; private set; }

    /// <summary>Reads the form that was sent.</summary>
    /// <returns>Whether there is one that can be read.</returns>
    public async Task<bool> ReadFormAsync()
    {
        TooLarge = Http.Request.ContentLength > Http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        if (TooLarge)
        {
            await DropAsync();
            return false;
        }

        try
        {
            Form = Http.Request.HasFormContentType ? await Http.Request.ReadFormAsync(Http.RequestAborted) : null;
        }
        catch (Exception unreadable)
            when (unreadable is InvalidDataException or IOException && !Http.RequestAborted.IsCancellationRequested)
        {
            Form = null;
        }

        return Form is not null;
    }

    /// <summary>Reads a form that is too large to its end and keeps nothing: a browser reads the answer after it has sent all. Of a
    /// stranger's nothing is read.</summary>
    private async Task DropAsync()
    {
        var limit = Http.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>();
        if (Session is null || limit.IsReadOnly || Http.Request.ContentLength > MostDropped)
        {
            return;
        }

        limit.MaxRequestBodySize = MostDropped;
        try
        {
            await Http.Request.Body.CopyToAsync(Stream.Null, Http.RequestAborted);
        }
        catch (IOException)
        {
            // It did not come to its end; it is refused in any case.
        }
    }

    /// <summary>A value of the form that was sent, else of the address's query.</summary>
    public string? Value(string name) =>
        Form is not null && Form.TryGetValue(name, out var typed) ? typed.ToString() : Http.Request.Query[name];

    /// <summary>The version that the form was decided on; null where any will do.</summary>
    public int? Version => int.TryParse(Value("_version"), out var read) ? read : null;

    /// <summary>Everything that was typed, by field; several values of one are lines.</summary>
    public IReadOnlyDictionary<string, string> Typed() =>
        Form?.ToDictionary(pair => pair.Key, pair => string.Join('\n', pair.Value.ToArray()), StringComparer.Ordinal)
        ?? Http.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);

    /// <summary>The same, read as the API wants it.</summary>
    public ActInput Input => input ??= new ActInput(Typed());

    public Task<ApiResult<T>> GetAsync<T>(string address)
        where T : class => api.GetAsync<T>(address, Session?.AccessToken, Http);

    /// <summary>Sends what was typed, unless something of <see cref="Input"/> could not be read. With a token that is outdated it is sent
    /// once more with the next one, where the session goes on; a file goes only once, and the next request has the next token.</summary>
    public async Task<ApiResult<T>> SendAsync<T>(string method, string address, object? body, int? version = null, string? key = null)
        where T : class
    {
        if (input?.Unreadable is { } unreadable)
        {
            return new ApiResult<T>(null, unreadable);
        }

        var answer = await SendOnceAsync();
        if (Session is null || answer.Problem is not { Code: Outdated })
        {
            return answer;
        }

        Sessions.Forget(Session);
        if (body is HttpContent || await Sessions.FindAsync(Http) is not { } renewed)
        {
            return answer;
        }

        Session = renewed;
        return await SendOnceAsync();

        Task<ApiResult<T>> SendOnceAsync() =>
            api.SendAsync<T>(HttpMethod.Parse(method), address, body, Session?.AccessToken, Http, version, key);
    }

    /// <summary>Passes a request of an upload that comes piece by piece on. After a token that is refused the next request has another.
    /// </summary>
    public async Task<HttpResponseMessage> PassAsync(HttpMethod method, string address, params IReadOnlyList<string> headers)
    {
        var answer = await api.PassAsync(method, address, Session!.AccessToken, Http, headers);
        if (answer.StatusCode == HttpStatusCode.Unauthorized)
        {
            Sessions.Forget(Session);
        }

        return answer;
    }

    public Task<HttpResponseMessage> DownloadAsync(string address) => api.DownloadAsync(address, Session!.AccessToken, Http);

    /// <summary>Shows a page; <paramref name="parameters"/> are its component's, this visit is added.</summary>
    public IResult Show<TPage>(object parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        var values = new Dictionary<string, object?> { [nameof(Visit)] = this };
        foreach (var property in parameters.GetType().GetProperties())
        {
            values[property.Name] = property.GetValue(parameters);
        }

        return new RazorComponentResult<TPage>(values) { StatusCode = status, PreventStreamingRendering = true };
    }

    /// <summary>Whether a form without a session comes from another page; the browser says so.</summary>
    public bool IsFromElsewhere =>
        Http.Request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site is not ("same-origin" or "none")
            : Uri.TryCreate(Http.Request.Headers.Origin, UriKind.Absolute, out var origin) && origin.Authority != Http.Request.Host.Value;

    /// <summary>Why a page cannot be shown, as a page; a session that has ended begins again where it was.</summary>
    public IResult Refuse(ApiProblem problem) =>
        problem.Status == StatusCodes.Status401Unauthorized ? ToSignIn() : Show<RefusalView>(new { Problem = problem }, problem.Status);

    /// <summary>To the sign-in, and back to this page after it.</summary>
    public IResult ToSignIn()
    {
        var back = Back;
        if (HttpMethods.IsPost(Http.Request.Method))
        {
            return Go("/dang-nhap?het=1&toi=" + Uri.EscapeDataString(back));
        }

        return TypedResults.Redirect(back == "/" ? "/dang-nhap" : "/dang-nhap?toi=" + Uri.EscapeDataString(back));
    }

    /// <summary>The page to come back to: this one, or that of the form that was sent. What was typed there is still in the
    /// browser.</summary>
    public string Back =>
        !HttpMethods.IsPost(Http.Request.Method) ? Http.Request.Path + Http.Request.QueryString
        : Uri.TryCreate(Http.Request.Headers.Referer, UriKind.Absolute, out var from) ? from.PathAndQuery
        : "/viec-cua-toi";

    /// <summary>After something was done: the page that shows it, by a request of its own, so that reloading does nothing twice.</summary>
    public static IResult Go(string address) => new SeeOther(address);

    /// <summary>The address to go back to, where it is one of the portal's own; else the inbox.</summary>
    public static string Local(string? address) =>
        address is { Length: > 1 and < 1000 } && address[0] == '/' && address[1] is not ('/' or '\\') && !address.Any(char.IsControl)
            ? address
            : "/viec-cua-toi";

    /// <summary>This page, where it can be asked for again; else the inbox. What an external issuer sends along is good once.</summary>
    public string Here =>
        !HttpMethods.IsGet(Http.Request.Method) ? Local(null)
        : Http.Request.Path.StartsWithSegments(ExternalSignInPage.Address) ? SignInPage.Address
        : Local(Http.Request.Path + Http.Request.QueryString);

    /// <summary>Lets a handler take it as a parameter.</summary>
    public static async ValueTask<Visit?> BindAsync(HttpContext context, ParameterInfo _) => await OfAsync(context);

    public static async Task<Visit> OfAsync(HttpContext context)
    {
        var sessions = context.RequestServices.GetRequiredService<PortalSessions>();
        return new Visit(context, await sessions.FindAsync(context));
    }

    private sealed class SeeOther(string address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = address;
            return Task.CompletedTask;
        }
    }
}
