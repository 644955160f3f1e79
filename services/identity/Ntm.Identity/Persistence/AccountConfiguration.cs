using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Identity.Accounts;
using Ntm.Identity.Domain;

namespace Ntm.Identity.Persistence;

internal sealed class AccountConfiguration
    : IEntityTypeConfiguration<Account>,
        IEntityTypeConfiguration<AccountGrant>,
        IEntityTypeConfiguration<Consent>,
        IEntityTypeConfiguration<RefreshToken>,
        IEntityTypeConfiguration<KnownDevice>,
        IEntityTypeConfiguration<WrongTries>,
        IEntityTypeConfiguration<ExternalLink>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts").HasKey(account => account.Id);
        builder.Property(account => account.Id).ValueGeneratedNever();
        builder.Property(account => account.UserName).HasMaxLength(60);
        builder.Property(account => account.NormalizedUserName).HasMaxLength(60);
        builder.Property(account => account.Name).HasMaxLength(200);
        builder.Property(account => account.HomeUnitCode).HasMaxLength(10);
        builder.Property(account => account.DeactivatedFrom).HasMaxLength(10);
        builder.Property(account => account.PasswordHash).HasMaxLength(200);
        builder.Property(account => account.SecurityStamp).HasMaxLength(60);
        builder.Property(account => account.ConcurrencyStamp).HasMaxLength(60).IsConcurrencyToken();
        builder.Property(account => account.SecondFactor).HasMaxLength(400);
        builder.Property(account => account.RecoveryCodes).HasMaxLength(700);
        builder.HasIndex(account => account.NormalizedUserName).IsUnique();
        builder.HasIndex(account => new { account.HomeUnitCode, account.NormalizedUserName });

        // Not used here: no mail, no telephone, no lock-out; the second factor has columns of its own.
        builder
            .Ignore(account => account.LockoutEnd)
            .Ignore(account => account.LockoutEnabled)
            .Ignore(account => account.AccessFailedCount)
            .Ignore(account => account.Email)
            .Ignore(account => account.NormalizedEmail)
            .Ignore(account => account.EmailConfirmed)
            .Ignore(account => account.PhoneNumber)
            .Ignore(account => account.PhoneNumberConfirmed)
            .Ignore(account => account.TwoFactorEnabled);
    }

    public void Configure(EntityTypeBuilder<AccountGrant> builder)
    {
        builder.ToTable("Grants").HasKey(grant => grant.Id);
        builder.Property(grant => grant.Id).ValueGeneratedNever();
        builder.Property(grant => grant.Role).HasMaxLength(20);
        builder.Property(grant => grant.UnitCode).HasMaxLength(10);
        builder.Property(grant => grant.Department).HasMaxLength(12);
        builder.Property(grant => grant.GrantedBy).HasMaxLength(100);
        builder.Property(grant => grant.ValidTo).IsConcurrencyToken();
        builder.OwnsOne(
            grant => grant.Delegation,
            letter =>
            {
                letter.Property(x => x.GrantId).HasColumnName("LentGrantId");
                letter.Property(x => x.Principal).HasColumnName("OnBehalfOf");
                letter.Property(x => x.DocumentNumber).HasColumnName("LetterNumber").HasMaxLength(100);
                letter.Property(x => x.DocumentDate).HasColumnName("LetterDate");
                letter.HasIndex(x => x.Principal);
            }
        );
        builder.HasIndex(grant => grant.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(grant => grant.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<AdministrativeUnit>().WithMany().HasForeignKey(grant => grant.UnitCode).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("Consents").HasKey(consent => consent.Id);
        builder.Property(consent => consent.Id).ValueGeneratedNever();
        builder.Property(consent => consent.Act).HasMaxLength(60);
        builder.Property(consent => consent.UsedAt).IsConcurrencyToken();
        builder.HasIndex(consent => consent.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(consent => consent.AccountId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<RefreshToken> builder)
    {
        builder.ToTable("RefreshTokens").HasKey(token => token.Id);
        builder.Property(token => token.Id).ValueGeneratedNever();
        builder.Property(token => token.Hash).HasMaxLength(64);
        builder.Property(token => token.Device).HasMaxLength(DeviceWords.Longest);
        builder.Property(token => token.Successor).HasMaxLength(1000);
        builder.HasIndex(token => token.Hash).IsUnique();
        builder.HasIndex(token => token.FamilyId);
        builder.HasIndex(token => token.AccountId);
    }

    public void Configure(EntityTypeBuilder<KnownDevice> builder)
    {
        builder.ToTable("KnownDevices").HasKey(device => device.Id);
        builder.Property(device => device.Id).ValueGeneratedNever();
        builder.Property(device => device.Hash).HasMaxLength(64);
        builder.HasIndex(device => device.Hash).IsUnique();
        builder.HasIndex(device => device.AccountId);
        builder.HasOne<Account>().WithMany().HasForeignKey(device => device.AccountId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<WrongTries> builder)
    {
        builder.ToTable("WrongTries").HasKey(tries => tries.Key);
        builder.Property(tries => tries.Key).HasMaxLength(64);
        builder.HasIndex(tries => tries.ForgottenAt);
    }

    public void Configure(EntityTypeBuilder<ExternalLink> builder)
    {
        builder.ToTable("ExternalLinks").HasKey(link => link.Id);
        builder.Property(link => link.Id).ValueGeneratedNever();
        builder.Property(link => link.Issuer).HasMaxLength(200);
        builder.Property(link => link.Subject).HasMaxLength(ExternalLink.LongestSubject);
        builder.Property(link => link.Hash).HasMaxLength(64);
        builder.Property(link => link.LinkedBy).HasMaxLength(100);
        builder.HasIndex(link => link.Hash).IsUnique();
        builder.HasIndex(link => new { link.AccountId, link.Issuer }).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(link => link.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
