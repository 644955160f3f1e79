using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Portal.Api;
using Ntm.Portal.Sessions;

namespace Ntm.Portal.Pages;

/// <summary><c>/dang-nhap/ngoai</c>: to the external issuer; <c>…/ve</c>: back from it, signed in or linked; <c>…/ma</c>: the code of the
/// second factor, where the issuer asked for none that counts.</summary>
internal static class ExternalSignInPage
{
    public const string Address = "/dang-nhap/ngoai";
    private const string CodeAddress = Address + "/ma";

    private static ApiProblem Lost =>
        new(
            400,
            "portal.external_lost",
            T("Chưa đăng nhập được"),
            T("Lần đăng nhập này không bắt đầu từ trình duyệt này, hoặc đã quá mười phút. Hãy bắt đầu lại."),
            []
        );

    private static ApiProblem Stopped =>
        new(
            400,
            "portal.external_stopped",
            T("Chưa đăng nhập được"),
            T("Nơi đăng nhập bên ngoài không cho đăng nhập, hoặc bạn đã dừng ở đó. Hãy bắt đầu lại hoặc dùng mật khẩu."),
            []
        );

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Address, LeaveAsync);
        routes.MapGet(Address + "/ve", ReturnAsync);
        routes.MapPost(CodeAddress, GiveCodeAsync);
    }

    /// <summary>Address that leads to the issuer, and after the sign-in to a page of the portal.</summary>
    public static string AddressOf(string back) => $"{Address}?toi={Uri.EscapeDataString(back)}";

    internal static async Task<IResult> LeaveAsync(Visit visit)
    {
        var back = Visit.Local(visit.Value("toi"));
        if (visit.Session is not null)
        {
            return Visit.Go(back);
        }

        var begun = await visit.SendAsync<BegunExternalRecord>("POST", "/identity/external/start", null);
        if (begun.Value is not { } way)
        {
            return await SignInPage.PageAsync(visit, begun.Problem ?? ApiProblem.Away);
        }

        Cookie(visit).Set(visit.Http, new ExternalAttempt(way.Pending, back, false));
        return Visit.Go(way.Address);
    }

    internal static async Task<IResult> ReturnAsync(Visit visit)
    {
        if (Cookie(visit).Take(visit.Http) is not { } attempt)
        {
            return await SignInPage.PageAsync(visit, Lost);
        }

        if (attempt.Links && visit.Session is null)
        {
            return Visit.Go("/dang-nhap?het=1&toi=/bao-mat");
        }

        if (visit.Value("code") is not { Length: > 0 } code || visit.Value("state") is not { Length: > 0 } state)
        {
            return attempt.Links ? ExternalLinksPage.Begin(visit, Stopped) : await SignInPage.PageAsync(visit, Stopped);
        }

        if (attempt.Links)
        {
            return await ExternalLinksPage.FinishAsync(visit, attempt.Pending, state, code);
        }

        var proof = new
        {
            pending = attempt.Pending,
            state,
            code,
            session = true,
            device = Devices(visit).Of(visit.Http),
        };
        return await AnswerAsync(visit, await visit.Sessions.SignInExternallyAsync("finish", proof, visit.Http), null, attempt.Back);
    }

    internal static async Task<IResult> GiveCodeAsync(Visit visit)
    {
        if (visit.IsFromElsewhere || !await visit.ReadFormAsync())
        {
            return await SignInPage.PageAsync(visit, SignInPage.Elsewhere);
        }

        var pending = visit.Value("cho") ?? "";
        var proof = new
        {
            pending,
            code = visit.Value("code"),
            session = true,
            device = Devices(visit).Of(visit.Http),
        };
        var result = await visit.Sessions.SignInExternallyAsync("second-factor", proof, visit.Http);
        return await AnswerAsync(visit, result, pending, visit.Value("toi") ?? "");
    }

    /// <summary>To the page that was asked for, to the code of the second factor, or back to the sign-in.</summary>
    private static async Task<IResult> AnswerAsync(Visit visit, ApiResult<Session> result, string? pending, string back) =>
        result.Value is { } session ? Visit.Go(session.Person.MustChangePassword ? PasswordPage.Address : Visit.Local(back))
        : result.Problem is { Code: "identity.code_required", Pending: { } asked } ? Code(visit, null, asked, back)
        : result.Problem is { Code: "identity.code_refused" or "identity.sign_in_slowed" } wrong && pending is not null
            ? Code(visit, wrong, pending, back)
        : await SignInPage.PageAsync(visit, result.Problem);

    private static IResult Code(Visit visit, ApiProblem? problem, string pending, string back) =>
        visit.Show<CodeView>(
            new
            {
                Problem = problem,
                Awaiting = pending,
                Back = back,
                Target = CodeAddress,
            },
            problem?.Status ?? StatusCodes.Status200OK
        );

    private static DeviceCookie Devices(Visit visit) => visit.Http.RequestServices.GetRequiredService<DeviceCookie>();

    private static ExternalCookie Cookie(Visit visit) => visit.Http.RequestServices.GetRequiredService<ExternalCookie>();
}
