using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Dossier.Domain.Claims;
using Ntm.Persistence;

namespace Ntm.Dossier.Persistence;

/// <summary>A role that an account held at a unit when it last read its inbox.</summary>
internal sealed class ColleagueRow
{
    public required string Account { get; init; }

    /// <summary>The grant as tokens carry it: <c>role@unit</c> or <c>role@unit#department</c>.</summary>
    public required string Grant { get; init; }

    /// <summary><c>role@unit</c>.</summary>
    public required string Actor { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset SeenAt { get; init; }
}

internal sealed class ColleagueConfiguration : IEntityTypeConfiguration<ColleagueRow>
{
    public void Configure(EntityTypeBuilder<ColleagueRow> builder)
    {
        builder.ToTable("Colleagues").HasKey(row => new { row.Account, row.Grant });
        builder.Property(row => row.Account).HasMaxLength(60);
        builder.Property(row => row.Grant).HasMaxLength(150);
        builder.Property(row => row.Actor).HasMaxLength(100);
        builder.HasIndex(row => row.Actor);
    }
}

/// <summary>
/// The people to whom work can be handed over. This service knows accounts from their tokens only, and a receiver's token is not at
/// hand when somebody else hands over. So it keeps what the token said with which a person last read the inbox, for 30 days: with that a
/// handover is checked at once and by the rules of the act itself, and colleagues are found by name. The alternative, an offer that is
/// checked when its receiver accepts it, would leave work between two people and could show nobody's name. What is kept may be
/// outdated by a grant that was withdrawn since; a claim gives no right, so its holder could do nothing by it.
/// </summary>
internal sealed class Colleagues(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>How long a person counts as seen.</summary>
    public static readonly TimeSpan Known = TimeSpan.FromDays(30);

    /// <summary>After this time a person who is seen is written down again, though nothing changed.</summary>
    private static readonly TimeSpan Renewed = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, (string As, DateTimeOffset At)> seen = new(StringComparer.Ordinal);

    /// <summary>
    /// Keeps who reads the inbox, and forgets who did not for <see cref="Known"/>. One transaction a person and day, and one when name
    /// or grants change.
    /// </summary>
    public async Task SeeAsync(Caller caller, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var rows = caller
            .Grants.Where(grant => Actors.Roles.Contains(grant.Role))
            .Distinct()
            .Select(grant => new ColleagueRow
            {
                Account = caller.Subject,
                Grant = grant.ToString(),
                Actor = WorkKeys.Of(grant.Role, grant.UnitPath),
                Name = string.IsNullOrWhiteSpace(caller.Name) ? caller.Subject : caller.Name,
                SeenAt = now,
            })
            .ToList();
        var shown = string.Join('\n', rows.Select(row => row.Grant).Prepend(caller.Name));
        if (seen.TryGetValue(caller.Subject, out var last) && last.As == shown && now - last.At < Renewed)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<DossierDbContext>>();
        await using var work = await transactions.BeginAsync(cancellation);
        await transactions
            .Db.Colleagues.Where(row => row.Account == caller.Subject || row.SeenAt <= now - Known)
            .ExecuteDeleteAsync(cancellation);
        transactions.Db.Colleagues.AddRange(rows);
        try
        {
            await transactions.Db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another request of the same person keeps the same just now, or it cannot be kept: the inbox is shown all the same.
            return;
        }

        await work.CommitAsync(cancellation);
        seen[caller.Subject] = (shown, now);
    }

    /// <summary>The person behind an account; null when the account was not seen for <see cref="Known"/>.</summary>
    public async Task<Colleague?> FindAsync(DossierDbContext db, string account, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Known;
        var subject = AccountComparer.Canonical(account);
        var rows = await db.Colleagues.AsNoTracking().Where(row => row.Account == subject && row.SeenAt > since).ToListAsync(cancellation);
        return Persons(rows).FirstOrDefault();
    }

    /// <summary>The persons who held a role at a unit when they were last seen.</summary>
    public async Task<IReadOnlyList<Colleague>> OfAsync(DossierDbContext db, string role, string unitPath, CancellationToken cancellation)
    {
        var (since, actor) = (clock.GetUtcNow() - Known, WorkKeys.Of(role, unitPath));
        var rows = await db.Colleagues.AsNoTracking().Where(row => row.Actor == actor && row.SeenAt > since).ToListAsync(cancellation);
        return [.. Persons(rows).OrderBy(person => person.Name, StringComparer.Ordinal).ThenBy(person => person.Account)];
    }

    private static IEnumerable<Colleague> Persons(List<ColleagueRow> rows) =>
        rows.GroupBy(row => row.Account)
            .Select(person => new Colleague(
                person.Key,
                person.First().Name,
                [.. person.Select(row => Grant.Parse(row.Grant)).OfType<Grant>()]
            ));
}
