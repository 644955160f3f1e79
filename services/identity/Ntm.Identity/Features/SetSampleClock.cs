using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Web;

namespace Ntm.Identity.Features;

/// <summary>Where to put the clock.</summary>
/// <example>{ "instant": "2026-03-01T01:00:00Z" }</example>
public sealed record SetSampleClockRequest
{
    /// <summary>The platform's present from now on, 2015 to 2099; absent: the machine's clock again.</summary>
    public DateTimeOffset? Instant { get; init; }
}

/// <summary>
/// <c>PUT /identity/sample-clock</c>: puts the clock of the whole platform to an instant, where it stands. For
/// rehearsals; outside sample mode this does not exist.
/// </summary>
internal static class SetSampleClock
{
    public static void Map(RouteGroupBuilder routes)
    {
        if (((IEndpointRouteBuilder)routes).ServiceProvider.GetService<SampleClock>() is not null)
        {
            routes.MapPut("/sample-clock", HandleAsync).WithName(nameof(SetSampleClock));
        }
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        SetSampleClockRequest request,
        SampleClock clock,
        Administration administration,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await administration.ProvinceRefusalAsync(caller, cancellation) is { } refusal)
        {
            return refusal.ToProblem();
        }

        if (request.Instant is { Year: < 2015 or > 2099 })
        {
            return Error
                .Invalid("identity.sample_clock_range", "Đồng hồ mẫu chỉ đặt được từ năm 2015 đến năm 2099.", "instant")
                .ToProblem();
        }

        clock.SetTo(request.Instant);
        return TypedResults.NoContent();
    }
}
