using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.Accounts;

/// <summary>The act consented to.</summary>
/// <example>{ "act": "password-reset" }</example>
public sealed record GiveConsentRequest
{
    /// <summary>
    /// <c>password-reset</c>, <c>activation</c>, <c>deactivation</c>, <c>sessions-end</c>, <c>external-link</c>,
    /// <c>external-unlink</c>, <c>grant:ROLE@UNIT-CODE</c> or <c>grant-end:GRANT-ID</c>.
    /// </summary>
    [Text(60)]
    public required string Act { get; init; }
}

/// <summary>A consent: good for one use by another administrator.</summary>
/// <param name="Id">Id of the consent.</param>
/// <param name="Act">What is consented to, in the words of the request.</param>
/// <param name="ExpiresAt">Instant at which it ends unused, UTC.</param>
public sealed record ConsentView(Guid Id, string Act, DateTimeOffset ExpiresAt);

/// <summary>
/// <c>POST /identity/accounts/{id}/consents</c>: an administrator above an account of the Fatherland Front consents to one act that
/// another administrator will do within 24 hours.
/// </summary>
internal static class GiveConsent
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/accounts/{id:guid}/consents", HandleAsync).WithName(nameof(GiveConsent));

    internal static async Task<Results<Created<ConsentView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        GiveConsentRequest request,
        IdentityDbContext db,
        AccountScope scope,
        Caller caller,
        TimeProvider clock,
        ILogger<AccountRegister> log,
        CancellationToken cancellation
    )
    {
        var (found, refusal) = await scope.FindBelowAsync(id, caller, cancellation);
        if (refusal is not null)
        {
            return refusal.ToProblem();
        }

        if (!AccountAct.IsName(request.Act))
        {
            return Error.Invalid("identity.act_unknown", "Không có việc này. Xem các giá trị của act trong mô tả API.", "act").ToProblem();
        }

        var now = clock.GetUtcNow();
        var consent = new Consent
        {
            Id = Guid.CreateVersion7(now),
            AccountId = id,
            Act = request.Act,
            GivenBy = found!.Administrator.Id,
            GivenAt = now,
            ExpiresAt = now + Consent.Lifetime,
        };
        db.Consents.Add(consent);
        await db.SaveChangesAsync(cancellation);
        Log.AccountAct(log, caller.Subject, "consent to " + consent.Act, id);
        return TypedResults.Created($"/identity/accounts/{id}", new ConsentView(consent.Id, consent.Act, consent.ExpiresAt));
    }
}
