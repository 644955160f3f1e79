using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Commands;

/// <summary>
/// Registered by a service that itself keeps who may do what: its callers are what its own database says at this moment, and a token only
/// identifies them. Elsewhere a caller's rights are those of the token, which writes nothing once something was taken since its issue
/// (<see cref="Ntm.Rights.OutdatedTokens"/>).
/// </summary>
public interface ICallerRights<TContext>
    where TContext : ServiceDbContext
{
    /// <summary>The caller with the grants in force now; with none where the account is not active.</summary>
    Task<Caller> OfAsync(Caller caller, CancellationToken cancellation);
}
