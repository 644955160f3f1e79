using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Ntm.Identity.Domain;
using Ntm.Identity.Persistence;
using Ntm.Persistence;
using Ntm.Web;

namespace Ntm.Identity.Tokens;

/// <summary>
/// The signing keys of this issuer as of now. In the process that issues tokens it also feeds the check of tokens, so
/// that a revoked key is refused at once and nothing is fetched over the network.
/// </summary>
internal sealed class KeyRing(
    IServiceScopeFactory scopes,
    KeyProtector protector,
    TimeProvider clock,
    IOptions<IdentityIssuerOptions> options,
    IOptions<TrustOptions> trust
) : IConfigurationManager<OpenIdConnectConfiguration>
{
    /// <summary>Clock skew that services allow, and a little.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>How long another replica's change may stay unseen.</summary>
    private const long FreshForMilliseconds = 15_000;

    /// <summary>In the inbox, beside the number of keys that there were before; none is ever deleted.</summary>
    private const string FirstKey = "identity.first-key";

    private readonly ConcurrentDictionary<string, ECDsaSecurityKey> signers = new();
    private readonly ConcurrentDictionary<string, ECDsaSecurityKey> verifiers = new();
    private volatile Snapshot? cached;
    private int changes;

    public TimeSpan TokenLife => options.Value.AccessTokenLifetime + Skew;

    /// <summary>Invalidates the cache; the next read queries the database.</summary>
    public void RequestRefresh()
    {
        Interlocked.Increment(ref changes);
        cached = null;
    }

    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var configuration = new OpenIdConnectConfiguration { Issuer = trust.Value.Issuer };
        foreach (var key in await TrustedAsync(cancel))
        {
            configuration.SigningKeys.Add(PublicKey(key));
        }

        return configuration;
    }

    public async Task<IReadOnlyList<SigningKey>> TrustedAsync(CancellationToken cancellation) =>
        [.. SigningKey.Trusted(await KeysAsync(cancellation), clock.GetUtcNow(), TokenLife)];

    public async Task<SigningCredentials> SignerAsync(CancellationToken cancellation)
    {
        var signer = SigningKey.Signer(await KeysAsync(cancellation), clock.GetUtcNow()) ?? await FirstAsync(cancellation);
        var key = signers.GetOrAdd(
            signer.Kid,
            static (kid, state) => new ECDsaSecurityKey(state.protector.Unprotect(state.signer.ProtectedPrivateKey)) { KeyId = kid },
            (protector, signer)
        );
        return new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256);
    }

    public SigningKey Create(DateTimeOffset signsFrom)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new SigningKey
        {
            Kid = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N"),
            PublicKey = Convert.ToBase64String(pair.ExportSubjectPublicKeyInfo()),
            ProtectedPrivateKey = protector.Protect(pair),
            CreatedAt = clock.GetUtcNow(),
            SignsFrom = signsFrom,
        };
    }

    public ECDsaSecurityKey PublicKey(SigningKey key) =>
        verifiers.GetOrAdd(
            key.Kid,
            static (kid, text) =>
            {
                var pair = ECDsa.Create();
                pair.ImportSubjectPublicKeyInfo(Convert.FromBase64String(text), out _);
                return new ECDsaSecurityKey(pair) { KeyId = kid };
            },
            key.PublicKey
        );

    private async Task<IReadOnlyList<SigningKey>> KeysAsync(CancellationToken cancellation)
    {
        // Where no key signs, another replica may have made one since, and sign with it at once.
        if (
            cached is { } snapshot
            && Environment.TickCount64 - snapshot.ReadAt < FreshForMilliseconds
            && SigningKey.Signer(snapshot.Keys, clock.GetUtcNow()) is not null
        )
        {
            return snapshot.Keys;
        }

        var generation = Volatile.Read(ref changes);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        var keys = await db.SigningKeys.AsNoTracking().ToListAsync(cancellation);

        // Keys read during a concurrent change answer this call but are not cached.
        cached = generation == Volatile.Read(ref changes) ? new Snapshot(keys, Environment.TickCount64) : null;
        return keys;
    }

    /// <summary>Makes the first key; of two that try at once one waits and then finds the other's.</summary>
    private async Task<SigningKey> FirstAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<IdentityDbContext>>();
        await using var work = await transactions.BeginAsync(cancellation);
        var now = clock.GetUtcNow();

        // Only one transaction can insert this row: the second one waits here for the first one's commit, and then finds its key.
        var number = new Guid(await transactions.Db.SigningKeys.CountAsync(cancellation), 0, 0, new byte[8]);
        await transactions.Db.Database.ExecuteSqlRawAsync(transactions.Statements.EnterInbox, [number, FirstKey, now], cancellation);
        if (SigningKey.Signer(await transactions.Db.SigningKeys.AsNoTracking().ToListAsync(cancellation), now) is { } made)
        {
            RequestRefresh();
            return made;
        }

        var key = Create(now);
        transactions.Db.SigningKeys.Add(key);
        await transactions.Db.SaveChangesAsync(cancellation);
        await work.CommitAsync(cancellation);
        RequestRefresh();
        return key;
    }

    private sealed record Snapshot(IReadOnlyList<SigningKey> Keys, long ReadAt);
}
