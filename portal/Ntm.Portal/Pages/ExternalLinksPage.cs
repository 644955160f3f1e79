using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;
using Ntm.Portal.Sessions;

namespace Ntm.Portal.Pages;

/// <summary><c>/bao-mat/lien-ket</c>: links the account to a person at the external issuer, and <c>…/{id}</c> removes the link.</summary>
internal static class ExternalLinksPage
{
    private const string Address = "/bao-mat/lien-ket";

    private static ActForm Link =>
        new()
        {
            Title = T("Liên kết với nơi đăng nhập bên ngoài"),
            Consequence = T("Bước sau sang nơi đó để đăng nhập bằng danh tính của bạn. Từ đó danh tính ấy vào được tài khoản này."),
            Button = T("Tiếp tục"),
            Target = Address,
            Fields = [new("password", T("Mật khẩu"), FieldKind.Secret)],
        };

    private static ActForm Remove =>
        new()
        {
            Title = T("Gỡ liên kết này?"),
            Consequence = T("Danh tính này không vào được tài khoản nữa; mọi phiên khác của bạn kết thúc. Mật khẩu vẫn dùng như trước."),
            Button = T("Gỡ liên kết"),
            Grave = true,
        };

    private static ApiProblem Gone =>
        new(
            404,
            "portal.external_link_not_found",
            T("Liên kết này không còn"),
            T("Liên kết đã được gỡ. Mở lại trang Bảo mật để xem các liên kết đang có."),
            []
        );

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet(Address, Show);
        routes.MapPost(Address, BeginAsync);
        routes.MapGet(Address + "/{id:guid}", ShowRemovalAsync);
        routes.MapPost(Address + "/{id:guid}", RemoveAsync);
    }

    internal static IResult Show(Visit visit) => Begin(visit, null);

    internal static async Task<IResult> BeginAsync(Visit visit)
    {
        var body = new { password = visit.Value("password") };
        var begun = await visit.SendAsync<BegunExternalRecord>("POST", "/identity/me/external-links", body);
        if (begun.Value is not { } way)
        {
            return Begin(visit, begun.Problem ?? ApiProblem.Away);
        }

        var cookie = visit.Http.RequestServices.GetRequiredService<ExternalCookie>();
        cookie.Set(visit.Http, new ExternalAttempt(way.Pending, "", true));

        // A form may lead to the portal's own pages only; to the issuer leads a link.
        return visit.Show<ExternalLeaveView>(new { way.Address });
    }

    /// <summary>The form, and why the account was not linked.</summary>
    internal static IResult Begin(Visit visit, ApiProblem? problem) =>
        visit.Show<SessionView>(
            new
            {
                Form = Link,
                Help = T("Sau khi liên kết, đăng nhập được bằng một trong hai cách."),
                Problem = problem,
            },
            problem?.Status ?? StatusCodes.Status200OK
        );

    /// <summary>Links the account to whom the issuer names for what the browser brought back.</summary>
    internal static async Task<IResult> FinishAsync(Visit visit, string pending, string state, string code)
    {
        var body = new
        {
            pending,
            state,
            code,
        };
        var linked = await visit.SendAsync<ExternalLinkRow>("POST", "/identity/me/external-links/confirmation", body);
        return linked.Problem is { } problem ? Begin(visit, problem) : Visit.Go("/bao-mat?xong=lien-ket");
    }

    internal static async Task<IResult> ShowRemovalAsync(Visit visit, Guid id)
    {
        var links = await visit.GetAsync<List<ExternalLinkRow>>("/identity/me/external-links");
        return links.Value?.Find(one => one.Id == id) is { } found
            ? visit.Show<SessionView>(new { Form = Remove, Help = T("{0} ở {1}.", found.Subject, found.Place) })
            : visit.Refuse(links.Problem ?? Gone);
    }

    internal static async Task<IResult> RemoveAsync(Visit visit, Guid id)
    {
        var ended = await visit.SendAsync<EndedRecord>("POST", $"/identity/me/external-links/{id}/end", null, key: visit.Value("_key"));
        return ended.Problem is { } problem ? visit.Refuse(problem) : Visit.Go("/bao-mat?xong=go-lien-ket");
    }
}
