using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Portal.Acts;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages;

/// <summary><c>/bao-mat/phien/{id}</c> and <c>/bao-mat/phien-khac</c>: ends one session of the person, or all but this one.</summary>
internal static class SessionsPage
{
    private static ActForm EndOne =>
        new()
        {
            Title = T("Kết thúc phiên đăng nhập này?"),
            Consequence = T("Thiết bị đó phải đăng nhập lại, chậm nhất sau vài phút; phần nhập dở trên đó vẫn còn trong máy."),
            Button = T("Kết thúc phiên"),
            Grave = true,
        };

    private static ActForm EndOthers =>
        new()
        {
            Title = T("Kết thúc mọi phiên khác?"),
            Consequence = T("Mọi thiết bị trừ thiết bị này phải đăng nhập lại, chậm nhất sau vài phút."),
            Button = T("Kết thúc mọi phiên khác"),
            Grave = true,
        };

    private static ApiProblem Gone =>
        new(
            404,
            "portal.session_not_found",
            T("Phiên đăng nhập này không còn"),
            T("Phiên đã kết thúc hoặc đã hết hạn. Mở lại trang Bảo mật để xem nơi đang đăng nhập."),
            []
        );

    public static void Map(RouteGroupBuilder routes)
    {
        routes.MapGet("/bao-mat/phien/{id:guid}", ShowAsync);
        routes.MapPost("/bao-mat/phien/{id:guid}", EndAsync);
        routes.MapGet("/bao-mat/phien-khac", ShowOthers);
        routes.MapPost("/bao-mat/phien-khac", EndOthersAsync);
    }

    internal static async Task<IResult> ShowAsync(Visit visit, Guid id)
    {
        var sessions = await visit.GetAsync<List<SessionRow>>("/identity/me/sessions");
        return sessions.Value?.Find(one => one.Id == id) is { Current: false } found
            ? visit.Show<SessionView>(new { Form = EndOne, Help = T("{0}, từ {1}.", found.Place, Show.Instant(found.SignedInAt)) })
            : visit.Refuse(sessions.Problem ?? Gone);
    }

    internal static async Task<IResult> EndAsync(Visit visit, Guid id)
    {
        var ended = await visit.SendAsync<EndedRecord>("POST", $"/identity/me/sessions/{id}/end", null, key: visit.Value("_key"));
        return ended.Problem is { } problem ? visit.Refuse(problem) : Visit.Go("/bao-mat?xong=phien");
    }

    internal static IResult ShowOthers(Visit visit) => Others(visit, null);

    internal static async Task<IResult> EndOthersAsync(Visit visit)
    {
        var ended = await visit.SendAsync<EndedRecord>("POST", "/identity/me/sessions/end-others", null, key: visit.Value("_key"));
        return ended.Problem is { } problem ? Others(visit, problem) : Visit.Go($"/bao-mat?xong=phien-khac&so={ended.Value!.Ended}");
    }

    private static IResult Others(Visit visit, ApiProblem? problem) =>
        visit.Show<SessionView>(
            new
            {
                Form = EndOthers,
                Help = T("Phiên đang dùng ở đây giữ nguyên."),
                Problem = problem,
            },
            problem?.Status ?? StatusCodes.Status200OK
        );
}
