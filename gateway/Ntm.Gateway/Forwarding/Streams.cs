namespace Ntm.Gateway.Forwarding;

/// <summary>
/// Streams of events have no end of their own: a gateway that ends would wait for them until its time is over. So they end as soon as it
/// stops; whoever reads them connects to another and resumes by the last id.
/// </summary>
internal static class Streams
{
    private const string MediaType = "text/event-stream";

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Headers.Accept.Any(accepted => accepted?.Contains(MediaType, StringComparison.OrdinalIgnoreCase) == true))
        {
            await next(context);
            return;
        }

        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.RequestAborted = end.Token;
        await next(context);
    }
}
