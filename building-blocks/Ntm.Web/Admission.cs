using Microsoft.AspNetCore.Builder;

namespace Ntm.Web;

/// <summary>
/// Lets so many requests into a service at a time and refuses the rest at once. More than its database can take up would only
/// wait, each longer than the one before, until nobody waits for the answer any more; and the gateway would be full of them.
/// </summary>
public static class Admission
{
    /// <summary>Requests of one replica at a time: three for each connection to its database, so that none of these is ever idle.</summary>
    public const int AtOnce = 64;

    /// <summary>Probes are let in always: a service that is busy is not a dead one.</summary>
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
