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

                var admitted = Interlocked.Increment(ref inside) <= atOnce;
                var place = new AdmissionPlace(() => Interlocked.Decrement(ref inside));
                context.Features.Set(place);
                try
                {
                    await (admitted ? next(context) : Unavailable.WriteAsync(context, Unavailable.Overloaded));
                }
                finally
                {
                    place.Leave();
                }
            }
        );
    }
}

/// <summary>A request's place among those that are admitted.</summary>
/// <param name="leave">Gives it to another request.</param>
public sealed class AdmissionPlace(Action leave)
{
    private int left;

    /// <summary>Gives the place back before the request ends: for one that only waits from now on, and whose number is limited by
    /// itself.</summary>
    public void Leave()
    {
        if (Interlocked.Exchange(ref left, 1) == 0)
        {
            leave();
        }
    }
}
