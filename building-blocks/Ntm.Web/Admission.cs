using Microsoft.AspNetCore.Builder;

namespace Ntm.Web;

/// <summary>
/// Limits the concurrent requests of a service and refuses the rest at once. Requests beyond what its database can handle would only
/// queue until their clients time out, and would fill the gateway.
/// </summary>
public static class Admission
{
    /// <summary>Requests of one replica at a time: three for each connection to its database, so that none of these is ever idle.</summary>
    public const int AtOnce = 64;

    /// <summary>Health probes are always admitted: a busy service is not a dead one.</summary>
    /// <param name="app">A process of one service, behind the gateway.</param>
    /// <param name="atOnce">Requests at a time.</param>
    public static void UseAdmission(this WebApplication app, int atOnce = AtOnce)
    {
        var inside = 0;
        app.Use(
            async (context, next) =>
            {
                if (context.Request.Path.StartsWithSegments("/health"))
                {
                    await next(context);
                    return;
                }

                try
                {
                    await (
                        Interlocked.Increment(ref inside) <= atOnce
                            ? next(context)
                            : Unavailable.WriteAsync(context, Unavailable.Overloaded)
                    );
                }
                finally
                {
                    Interlocked.Decrement(ref inside);
                }
            }
        );
    }
}
