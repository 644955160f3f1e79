using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Identity.Domain;

namespace Ntm.Identity.Persistence;

internal sealed class ClientConfiguration : IEntityTypeConfiguration<ApiClient>, IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<ApiClient> builder)
    {
        builder.ToTable("ApiClients").HasKey(client => client.ClientId);
        builder.Property(client => client.ClientId).HasMaxLength(60);
        builder.Property(client => client.Name).HasMaxLength(200);
        builder.Property(client => client.UnitCode).HasMaxLength(10);
        builder.PrimitiveCollection(client => client.GrantedScopes).HasMaxLength(400);
        builder.Property(client => client.SecretHash).HasMaxLength(64);
        builder.Property(client => client.FormerSecretHash).HasMaxLength(64);
        builder.Property(client => client.CreatedBy).HasMaxLength(100);
        builder.Property(client => client.Version).IsConcurrencyToken();
        builder.HasIndex(client => new { client.UnitCode, client.ClientId });
    }

    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("SigningKeys").HasKey(key => key.Kid);
        builder.Property(key => key.Kid).HasMaxLength(40);
        builder.Property(key => key.PublicKey).HasMaxLength(400);
        builder.Property(key => key.ProtectedPrivateKey).HasMaxLength(2000);
    }
}
