using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages;

/// <summary><c>/dang-nhap</c> and <c>/dang-xuat</c>: where everybody comes in; in sample mode by one click as one of its people.</summary>
internal static class SignInPage
{
    public const string Address = "/dang-nhap";
    public const string SignOutAddress = "/dang-xuat";

    internal static ApiProblem Elsewhere =>
        new(
            400,
            "portal.form_foreign",
            T("Chưa đăng nhập được"),
            T("Biểu mẫu được gửi từ một trang khác. Mở lại trang đăng nhập rồi thử lại."),
            []
        );

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Address, ShowAsync);
        routes.MapPost(Address, SignInAsync);
        routes.MapPost(SignOutAddress, SignOutAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit) =>
        visit.Session is null ? await PageAsync(visit, null) : Visit.Go(Visit.Local(visit.Value("toi")));

    internal static async Task<IResult> SignInAsync(Visit visit)
    {
        if (visit.IsFromElsewhere || !await visit.ReadFormAsync())
        {
            return await PageAsync(visit, Elsewhere);
        }

        var (userName, password) = visit.Value("cho") is { Length: > 0 } awaiting
            ? visit.Sessions.OpenAwaiting(awaiting) ?? ("", "")
            : (visit.Value("userName")?.Trim() ?? "", visit.Value("password") ?? "");
        var result = await visit.Sessions.SignInAsync(userName, password, visit.Http, visit.Value("code"));
        return result.Value is { } session
                ? Visit.Go(session.Person.MustChangePassword ? PasswordPage.Address : Visit.Local(visit.Value("toi")))
            : result.Problem!.Code is "identity.code_required" or "identity.code_refused"
            || (result.Problem.Code == "identity.sign_in_slowed" && visit.Value("code") is not null)
                ? Code(visit, result.Problem, userName, password)
            : await PageAsync(visit, result.Problem);
    }

    /// <summary>Asks for the code of the second factor; name and password wait sealed in the page.</summary>
    private static IResult Code(Visit visit, ApiProblem problem, string userName, string password) =>
        visit.Show<CodeView>(
            new
            {
                Problem = problem.Code == "identity.code_required" ? null : problem,
                Awaiting = visit.Sessions.SealAwaiting(userName, password),
                Back = visit.Value("toi") ?? "",
            },
            problem.Code == "identity.code_required" ? StatusCodes.Status200OK : problem.Status
        );

    internal static async Task<IResult> SignOutAsync(Visit visit)
    {
        if (
            visit.Session is { } session
            && await visit.ReadFormAsync()
            && visit.Sessions.Signed(session, visit.Form![PageSecurity.FormField])
        )
        {
            await visit.Sessions.SignOutAsync(session, visit.Http);
        }

        return Visit.Go(Address);
    }

    /// <summary>The page, and why somebody was not signed in.</summary>
    internal static async Task<IResult> PageAsync(Visit visit, ApiProblem? problem)
    {
        var external = visit.GetAsync<ExternalIssuerRecord>("/identity/external");
        var sample = await visit.GetAsync<SamplePeople>("/identity/sample-accounts");
        return visit.Show<SignInView>(
            new
            {
                Problem = problem,
                UserName = visit.Value("userName") ?? "",
                Back = visit.Value("toi") ?? "",
                Ended = visit.Value("het") == "1",
                Sample = sample.Value,
                External = (await external).Value?.DisplayName,
            },
            problem is null ? StatusCodes.Status200OK : problem.Status
        );
    }
}
