using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages;

/// <summary><c>/mat-khau</c>: changes the password; nothing else opens while somebody else knows it.</summary>
internal static class PasswordPage
{
    public const string Address = "/mat-khau";

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Address, Show);
        routes.MapPost(Address, ChangeAsync);
    }

    internal static IResult Show(Visit visit) => Page(visit, null);

    internal static async Task<IResult> ChangeAsync(Visit visit)
    {
        var (current, next) = (visit.Value("currentPassword") ?? "", visit.Value("newPassword") ?? "");
        if (next != visit.Value("again"))
        {
            var words = T("Hai lần nhập mật khẩu mới không giống nhau.");
            return Page(visit, new ApiProblem(400, "portal.password_differs", T("Chưa đổi được"), words, [new ApiFault("again", words)]));
        }

        var result = await visit.SendAsync<object>("POST", "/identity/me/password", new { currentPassword = current, newPassword = next });
        if (result.Problem is not null)
        {
            return Page(visit, result.Problem);
        }

        // Every session has ended with the old password, this one too: a new one begins with the new password.
        var session = visit.Session!;
        visit.Sessions.Forget(session);
        return visit.Person.UserName is { } user && (await visit.Sessions.SignInAsync(user, next, visit.Http)).Value is not null
            ? Visit.Go("/viec-cua-toi?xong=mat-khau")
            : Visit.Go("/dang-nhap");
    }

    private static IResult Page(Visit visit, ApiProblem? problem) =>
        visit.Show<PasswordView>(new { Problem = problem }, problem?.Status ?? StatusCodes.Status200OK);
}
