using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;
using Ntm.Identity.External;
using Ntm.Identity.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Features.External;

/// <summary>A person at an external issuer who may sign in to the account.</summary>
/// <param name="Id">Id of the link.</param>
/// <param name="Issuer">The issuer, as its tokens name it.</param>
/// <param name="DisplayName">What people call it; null for an issuer that is not the present one, through which nobody signs in.</param>
/// <param name="Subject">Name of the person at the issuer.</param>
/// <param name="LinkedAt">When it was linked, UTC.</param>
/// <param name="ByAdministrator">Whether an administrator linked it, and not the person.</param>
public sealed record ExternalLinkView(
    Guid Id,
    string Issuer,
    string? DisplayName,
    string Subject,
    DateTimeOffset LinkedAt,
    bool ByAdministrator
);

/// <summary>
/// The persons at the external issuer who may sign in to accounts. Each change also changes the account's stamp: a sign-in by the link at
/// the same time holds the account, and so comes before it or finds no link.
/// </summary>
internal sealed class ExternalLinks(IdentityDbContext db, TimeProvider clock, IOptions<IdentityIssuerOptions> options)
{
    public static readonly Error NotFound = Error.NotFound(
        "identity.external_link_not_found",
        "Tài khoản không có liên kết này, hoặc liên kết đã được gỡ."
    );

    private static readonly Error LinkedAlready = Error.Conflict(
        "identity.external_linked_already",
        "Tài khoản đã liên kết với một danh tính ở nơi đăng nhập này. Gỡ liên kết đó trước."
    );

    private static readonly Error SubjectTaken = Error.Conflict(
        "identity.external_subject_taken",
        "Danh tính bên ngoài này đã liên kết với một tài khoản khác. Gỡ liên kết ở tài khoản đó trước.",
        "subject"
    );

    private ExternalIssuerOptions Issuer => options.Value.External;

    /// <summary>All of an account, the present issuer's first.</summary>
    public async Task<List<ExternalLinkView>> ListAsync(Guid accountId, CancellationToken cancellation)
    {
        var links = await db.ExternalLinks.AsNoTracking().Where(link => link.AccountId == accountId).ToListAsync(cancellation);
        return [.. links.Select(ViewOf).OrderBy(view => view.DisplayName is null).ThenBy(view => view.LinkedAt)];
    }

    /// <summary>Links a person at the present issuer; part of the caller's transaction.</summary>
    public async Task<Result<ExternalLinkView>> AddAsync(Account account, string subject, Caller caller, CancellationToken cancellation)
    {
        if (!Issuer.Configured)
        {
            return ExternalIssuer.NotConfigured;
        }

        var hash = ExternalLink.HashOf(Issuer.Issuer, subject);
        if (await db.ExternalLinks.AnyAsync(row => row.Hash == hash && row.AccountId != account.Id, cancellation))
        {
            return SubjectTaken;
        }

        if (await db.ExternalLinks.AnyAsync(row => row.AccountId == account.Id && row.Issuer == Issuer.Issuer, cancellation))
        {
            return LinkedAlready;
        }

        var now = clock.GetUtcNow();
        var link = new ExternalLink
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            Issuer = Issuer.Issuer,
            Subject = subject,
            Hash = hash,
            LinkedAt = now,
            LinkedBy = caller.Subject,
        };
        db.ExternalLinks.Add(link);
        account.ConcurrencyStamp = link.Id.ToString();
        await db.SaveChangesAsync(cancellation);
        return ViewOf(link);
    }

    /// <summary>Removes a link of an account; part of the caller's transaction.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(Guid accountId, Guid id, CancellationToken cancellation)
    {
        if (await db.ExternalLinks.FirstOrDefaultAsync(row => row.Id == id && row.AccountId == accountId, cancellation) is not { } link)
        {
            return false;
        }

        var account = await db.Accounts.FindAsync([accountId], cancellation);
        account!.ConcurrencyStamp = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        db.ExternalLinks.Remove(link);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private ExternalLinkView ViewOf(ExternalLink link) =>
        new(
            link.Id,
            link.Issuer,
            link.Issuer == Issuer.Issuer ? Issuer.DisplayName : null,
            link.Subject,
            link.LinkedAt,
            link.LinkedBy != link.AccountId.ToString()
        );
}
