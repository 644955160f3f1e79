using System.Diagnostics;
using System.Text.RegularExpressions;
using Ntm.Web;

namespace Ntm.Gateway.Forwarding;

/// <summary>
/// The headers that a request may carry: none about where it came from or who sends it (the token says that), but a correlation id,
/// which is passed on, returned, and part of what is logged.
/// </summary>
internal static partial class RequestHeaders
{
    public const string CorrelationId = "X-Correlation-Id";

    /// <summary>Headers that only a proxy or a service may write; the forwarder writes its own <c>X-Forwarded-*</c> afterwards.</summary>
    private static readonly string[] NotTheClients =
    [
        "X-Forwarded",
        "Forwarded",
        "X-Original-",
        "X-Real-IP",
        "X-Client-",
        "True-Client-IP",
        "CF-Connecting-",
        "X-Cluster-Client-IP",
        "X-User",
        "X-Auth",
        "X-Remote-",
        "X-Identity",
        "X-Role",
        "X-Ntm-",
        "X-HTTP-Method",
        "X-Method-Override",
        "X-Rewrite-URL",
        "Via",
    ];

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        foreach (var name in headers.Keys.Where(IsNotTheClients).ToList())
        {
            headers.Remove(name);
        }

        var said = headers[CorrelationId];
        var id = said.Count == 1 && WellFormed().IsMatch(said[0]!) ? said[0]! : Guid.CreateVersion7().ToString("N");
        headers[CorrelationId] = id;
        context.TraceIdentifier = id;
        Activity.Current?.SetTag("ntm.correlation_id", id);
        context.Response.OnStarting(Answer, context);
        var log = context.RequestServices.GetRequiredService<ILogger<Refusal>>();
        using (log.BeginScope("{CorrelationId}", id))
        {
            await next(context);
        }
    }

    private static Task Answer(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers[CorrelationId] = context.TraceIdentifier;
        headers.Remove("Server");
        AnswerHeaders.AddTo(headers);
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        }

        return Task.CompletedTask;
    }

    private static bool IsNotTheClients(string name) =>
        Array.Exists(NotTheClients, start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{7,63}\z")]
    private static partial Regex WellFormed();
}
