using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Hosting;

/// <summary>
/// Answers 503 while the database is unavailable, and 409 to a command that lost every race; both with <c>Retry-After</c>.
/// </summary>
internal sealed class DatabaseFailureMapping(Outages outages) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var error =
            exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested ? null
            : outages.TryReport(exception) ? Unavailable.Database
            : LostRace.IsBehind(exception) ? Unavailable.Contended
            : null;
        if (error is not null)
        {
            await Unavailable.WriteAsync(httpContext, error);
        }

        return error is not null;
    }
}
