using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Ntm.Gateway.Forwarding;
using Ntm.Web;

namespace Ntm.Gateway.Limits;

/// <summary>
/// Two gates. The first costs next to nothing: requests under way in all, then the bucket of the address. Only what passes
/// it has its token checked, and then passes the buckets of its client and of its unit.
/// </summary>
internal static class LimitSetup
{
    public static void AddLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddSingleton<IssuerKeys>();
        services.AddHostedService(provider => provider.GetRequiredService<IssuerKeys>());
        services.AddSingleton<Clients>();
    }

    public static void UseLimits(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<GatewayOptions>();
        var clients = app.Services.GetRequiredService<Clients>();
        app.UseRateLimiter(Gate(InAll(options.InFlight), Buckets(options.Address, ClientAddress.Of)));
        app.Use(clients.RecogniseAsync);
        app.UseRateLimiter(Gate(Buckets(options.Client, Who), Buckets(options.Unit, context => Clients.Of(context)?.Unit)));
    }

    private static RateLimiterOptions Gate(params PartitionedRateLimiter<HttpContext>[] limiters) =>
        new()
        {
            GlobalLimiter = PartitionedRateLimiter.CreateChained(limiters),

            // Only a bucket knows when it will have a token again.
            OnRejected = (context, _) =>
                new ValueTask(
                    context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait)
                        ? RefuseAsync(context.HttpContext, Refusal.TooMany(wait))
                        : Refusal.Overloaded.WriteAsync(context.HttpContext)
                ),
        };

    /// <summary>Whose limit it is: an account's or program's, or an address's where nobody is known.</summary>
    private static string Who(HttpContext context) => Clients.Of(context)?.Subject ?? "at " + ClientAddress.Of(context);

    private static Task RefuseAsync(HttpContext context, Refusal refusal)
    {
        context
            .RequestServices.GetRequiredService<SecurityLog>()
            .Write(SecurityEvent.LimitReached, refusal.Code, context, Who(context), Clients.Of(context)?.Unit, null);
        return refusal.WriteAsync(context);
    }

    private static PartitionedRateLimiter<HttpContext> InAll(int most) =>
        PartitionedRateLimiter.Create<HttpContext, string>(_ =>
            RateLimitPartition.GetConcurrencyLimiter("", _ => new ConcurrencyLimiterOptions { PermitLimit = most, QueueLimit = 0 })
        );

    private static PartitionedRateLimiter<HttpContext> Buckets(RateOptions rate, Func<HttpContext, string?> key)
    {
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = rate.PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        };
        return PartitionedRateLimiter.Create<HttpContext, string>(
            context =>
                key(context) is { } name
                    ? RateLimitPartition.GetTokenBucketLimiter(name, _ => options)
                    : RateLimitPartition.GetNoLimiter(""),
            StringComparer.Ordinal
        );
    }
}
