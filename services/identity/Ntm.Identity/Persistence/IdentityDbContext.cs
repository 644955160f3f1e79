using Microsoft.EntityFrameworkCore;
using Ntm.Audit;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;

namespace Ntm.Identity.Persistence;

/// <summary>Units, accounts, grants, sign-ins, clients and signing keys.</summary>
internal abstract class IdentityDbContext(DbContextOptions options) : AuditedDbContext(options)
{
    public override string AuditChainName => "identity";

    public DbSet<AdministrativeUnit> Units => Set<AdministrativeUnit>();

    public DbSet<UnitAct> UnitActs => Set<UnitAct>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<AccountGrant> Grants => Set<AccountGrant>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<ApiClient> ApiClients => Set<ApiClient>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    protected override IReadOnlyList<IQueryable<IAudited>> AuditedTables => [Units, UnitActs, Grants, ApiClients];

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(IdentityDbContext).Assembly);
    }
}
