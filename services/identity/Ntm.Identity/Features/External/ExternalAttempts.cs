using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Ntm.Identity.External;
using Ntm.Identity.Features.Tokens;
using Ntm.Identity.Persistence;
using Ntm.Identity.Tokens;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.External;

/// <summary>A way to the external issuer, begun.</summary>
/// <param name="Address">Address at the issuer to which the browser goes next.</param>
/// <param name="Pending">Sealed text that the browser keeps until it is back, ten minutes at most, where no script and no other site
/// reads it; it belongs to this one way.</param>
public sealed record BegunExternal(string Address, string Pending);

/// <summary>Begins ways to the external issuer, and takes each back once.</summary>
internal sealed class ExternalAttempts(
    KeyProtector protector,
    ExternalIssuer issuer,
    Transactions<IdentityDbContext> transactions,
    TimeProvider clock
)
{
    /// <summary>In the inbox, beside the id of what was used up: of two at the same time one finds the other's row.</summary>
    private const string Spent = "identity.external";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>Begins a sign-in, or the linking of an account.</summary>
    public async Task<Result<BegunExternal>> BeginAsync(Guid? account, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var attempt = new Attempt
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account,
            State = Secrets.New(""),
            Nonce = Secrets.New(""),
            Verifier = Secrets.New(""),
            Until = now + Lifetime,
        };
        var address = await issuer.AddressAsync(attempt, cancellation);
        return address.Then(found => new BegunExternal(found, protector.Seal(attempt)));
    }

    /// <summary>Whom the issuer names; a sign-in has no account yet, and what was begun for one account ends nothing of another.</summary>
    public async Task<(ExternalSubject? Subject, ProblemHttpResult? Refusal)> FinishAsync(
        Guid? account,
        string pending,
        string state,
        string code,
        CancellationToken cancellation
    )
    {
        if (
            protector.Open<Attempt>(pending) is not { } attempt
            || attempt.AccountId != account
            || attempt.State != state
            || attempt.Until <= clock.GetUtcNow()
        )
        {
            return (null, SignInRefusals.ExternalExpired);
        }

        await using (var work = await transactions.BeginAsync(cancellation))
        {
            if (!await SpendAsync(attempt.Id, cancellation))
            {
                return (null, SignInRefusals.ExternalExpired);
            }

            await work.CommitAsync(cancellation);
        }

        return await issuer.RedeemAsync(attempt, code, cancellation);
    }

    /// <summary>Uses something up, in the caller's transaction.</summary>
    /// <returns>Whether it was there to be used.</returns>
    public async Task<bool> SpendAsync(Guid id, CancellationToken cancellation) =>
        await transactions.Db.Database.ExecuteSqlRawAsync(transactions.Statements.EnterInbox, [id, Spent, clock.GetUtcNow()], cancellation)
        == 1;
}
