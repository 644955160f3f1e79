using Microsoft.AspNetCore.Http;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages;

/// <summary>Addresses that there are not: a browser gets a page, at the root the way in; everybody else the API's answer.</summary>
internal static class NotFoundPage
{
    public static ApiProblem Problem =>
        new(404, "portal.page_not_found", T("Không có trang này"), T("Địa chỉ có thể đã gõ thiếu, hoặc trang đã chuyển."), []);

    internal static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        if (
            http.GetEndpoint() is not null
            || !HttpMethods.IsGet(http.Request.Method)
            || !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        )
        {
            await next(http);
            return;
        }

        PageSecurity.SetHeaders(http);
        var visit = await Visit.OfAsync(http);
        var answer =
            http.Request.Path == "/"
                ? TypedResults.Redirect(visit.Session is null ? "/dang-nhap" : "/viec-cua-toi")
                : visit.Refuse(Problem);
        await answer.ExecuteAsync(http);
    }
}
