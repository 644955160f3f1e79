using Microsoft.EntityFrameworkCore;
using Ntm.Commands;
using Ntm.Identity.Features.Tokens;
using Ntm.Identity.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features;

/// <summary>
/// Callers as this service's own database knows them at this moment: a deactivated account and a program have no grants here, and an ended
/// grant is none, whatever a token still says.
/// </summary>
internal sealed class PresentRights(IdentityDbContext db, SignInSessions sessions) : ICallerRights<IdentityDbContext>
{
    public async Task<Caller> OfAsync(Caller caller, CancellationToken cancellation) =>
        caller with
        {
            Grants =
                Guid.TryParse(caller.Subject, out var id)
                && await db.Accounts.AnyAsync(account => account.Id == id && account.Active, cancellation)
                    ? await sessions.GrantsAsync(id, cancellation)
                    : [],
        };
}
