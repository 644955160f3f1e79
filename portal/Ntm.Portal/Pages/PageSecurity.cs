using Microsoft.AspNetCore.Http;
using Ntm.Portal.Api;
using Ntm.Portal.Pages.Dossiers;
using Ntm.Web;

namespace Ntm.Portal.Pages;

/// <summary>What every page has: headers that leave a browser no choice, a signed-in person, and forms of the session's own.</summary>
internal static class PageSecurity
{
    public const string FormField = "_form";

    /// <summary>The same for a script that sends a file piece by piece, without a form around it.</summary>
    private const string FormHeader = "X-Form";

    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    private static ApiProblem Foreign =>
        new(
            400,
            "portal.form_foreign",
            T("Biểu mẫu không còn dùng được"),
            T("Biểu mẫu này thuộc một phiên đăng nhập khác. Mở lại trang rồi gửi lại."),
            []
        );

    public static ValueTask<object?> HeadersAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        SetHeaders(context.HttpContext);
        return next(context);
    }

    public static void SetHeaders(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }

    /// <summary>Lets this page alone embed a file of the portal's own, for the browser's own viewer.</summary>
    public static void LetEmbed(HttpContext http) =>
        http.Response.Headers.ContentSecurityPolicy = ContentPolicy + "; object-src 'self'; frame-src 'self'";

    /// <summary>Lets a page of the portal's own embed this file, which can do nothing itself.</summary>
    public static void LetBeEmbedded(HttpContext http)
    {
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        http.Response.Headers.XFrameOptions = "SAMEORIGIN";
    }

    /// <summary>Nobody passes without a session; what changes something must come from a form of that session.</summary>
    public static async ValueTask<object?> SignedInAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var visit = context.Arguments.OfType<Visit>().Single();
        if (visit.Session is null)
        {
            return visit.ToSignIn();
        }

        var http = context.HttpContext;
        if (!HttpMethods.IsGet(http.Request.Method) && !visit.Sessions.Signed(visit.Session, await SignatureAsync(visit)))
        {
            var refusal = visit.TooLarge ? Transfer.TooLarge : Foreign;
            http.NoteRefusal(refusal.Code);
            return visit.Refuse(refusal);
        }

        return http.Request.Path == PasswordPage.Address || http.Request.Path == SignInPage.SignOutAddress ? await next(context)
            : visit.Person.MustChangePassword ? Visit.Go(PasswordPage.Address)
            : visit.Person.MustSetSecondFactor && !SecurityPage.SetsUp(http.Request.Path) ? Visit.Go(SecurityPage.AddressOf(visit.Back))
            : await next(context);
    }

    /// <summary>What shows that a request comes from a page of the session.</summary>
    private static async Task<string?> SignatureAsync(Visit visit) =>
        PieceUploads.IsPiece(visit.Http) ? visit.Http.Request.Headers[FormHeader].ToString()
        : await visit.ReadFormAsync() ? visit.Form![FormField].ToString()
        : null;
}
