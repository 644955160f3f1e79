using Microsoft.EntityFrameworkCore;
using Ntm.Audit;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;

namespace Ntm.Identity.Persistence;

/// <summary>Units, accounts, grants, sign-ins, clients and signing keys.</summary>
internal abstract class IdentityDbContext(DbContextOptions options) : AuditedDbContext(options)
{
    public override string AuditChainName => "identity";

    /// <summary>Units, accounts and programs are administered by those who were appointed to it, and a letter is given by who gives
    /// it: none of this is done in a lent role.</summary>
    protected override bool ActsInLentRoles => false;

    public DbSet<AdministrativeUnit> Units => Set<AdministrativeUnit>();

    public DbSet<UnitAct> UnitActs => Set<UnitAct>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<AccountGrant> Grants => Set<AccountGrant>();

    public DbSet<Consent> Consents => Set<Consent>();

    public DbSet<ExternalLink> ExternalLinks => Set<ExternalLink>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<KnownDevice> KnownDevices => Set<KnownDevice>();

    public DbSet<WrongTries> WrongTries => Set<WrongTries>();

    public DbSet<ApiClient> ApiClients => Set<ApiClient>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    /// <summary>Inserts the row of key {0} with nothing counted; affects no row when it exists.</summary>
    public virtual string EnterWrongTries => """INSERT INTO "WrongTries" ("Key", "Count") VALUES ({0}, 0) ON CONFLICT DO NOTHING""";

    protected override IReadOnlyList<IQueryable<IAudited>> AuditedTables =>
        [Units, UnitActs, Accounts, Grants, Consents, ExternalLinks, ApiClients, SigningKeys];

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(IdentityDbContext).Assembly);
    }
}
