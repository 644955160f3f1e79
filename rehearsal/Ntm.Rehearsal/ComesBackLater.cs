using System.Net;

namespace Ntm.Rehearsal;

/// <summary>A client that is asked to retry later (429, 503) retries then, as people do: many who act at once are not a failure.</summary>
internal sealed class ComesBackLater : DelegatingHandler
{
    private const int MostTries = 20;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        for (var tried = 1; ; tried++)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (
                tried == MostTries
                || answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
                || answer.Headers.RetryAfter?.Delta is not { } later
            )
            {
                return answer;
            }

            answer.Dispose();
            await Task.Delay(later, TimeProvider.System, cancellationToken);
        }
    }
}
