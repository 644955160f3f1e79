using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ntm.Web;

/// <summary>What every answer says that does not say otherwise: it is of the type that it names, and no cache keeps it, since most of them
/// have persons in them.</summary>
internal static class AnswerHeaders
{
    public static void UseAnswerHeaders(this WebApplication app) =>
        app.Use(
            static (context, next) =>
            {
                context.Response.OnStarting(
                    static state =>
                    {
                        var headers = ((HttpResponse)state).Headers;
                        headers.TryAdd("X-Content-Type-Options", "nosniff");
                        headers.TryAdd("Cache-Control", "no-store");
                        return Task.CompletedTask;
                    },
                    context.Response
                );
                return next(context);
            }
        );
}
