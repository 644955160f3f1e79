using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Ntm.Web;

/// <summary>
/// What every answer says to the browser or proxy that gets it, where its endpoint says nothing else: that it is kept nowhere, is nothing
/// but what its type says, and is shown in no page of others.
/// </summary>
public static class AnswerHeaders
{
    private static readonly (string Name, string Value)[] All =
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Content-Security-Policy", "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Cache-Control", "no-store"),
    ];

    /// <summary>Adds those that the answer does not have.</summary>
    public static void AddTo(IHeaderDictionary headers)
    {
        foreach (var (name, value) in All)
        {
            headers.TryAdd(name, value);
        }
    }

    /// <summary>Adds them to every answer of a process, the refusals among them.</summary>
    public static void UseAnswerHeaders(this WebApplication app) =>
        app.Use(
            static (context, next) =>
            {
                context.Response.OnStarting(
                    static state =>
                    {
                        AddTo(((HttpResponse)state).Headers);
                        return Task.CompletedTask;
                    },
                    context.Response
                );
                return next(context);
            }
        );
}
