using Microsoft.AspNetCore.Identity;
using Ntm.Audit;
using Ntm.Identity.Tokens;

namespace Ntm.Identity.Accounts;

/// <summary>A person who signs in. Deactivated when it is no longer used, never deleted: old acts name it.</summary>
internal sealed class Account : IdentityUser<Guid>, IAudited
{
    /// <summary>Of what a sign-in changes nothing counts, such as codes that were used.</summary>
    private static readonly string[] Audited =
    [
        nameof(HomeUnitCode),
        nameof(Active),
        nameof(DeactivatedFrom),
        nameof(MustChangePassword),
        nameof(PasswordHash),
        nameof(SecondFactor),
        nameof(SecondFactorSince),
    ];

    /// <summary>Name as shown to other people.</summary>
    public required string Name { get; set; }

    /// <summary>Unit whose administrators look after the account.</summary>
    public required string HomeUnitCode { get; init; }

    public bool Active { get; set; } = true;

    /// <summary>Code of the unit whose administrator deactivated the account: an administrator below that unit must not undo it.</summary>
    public string? DeactivatedFrom { get; set; }

    /// <summary>Set while the password is one that somebody else has seen.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>Secret of the second factor, encrypted; null while there is none.</summary>
    public string? SecondFactor { get; set; }

    /// <summary>Since when a sign-in asks for it; null while it was only begun.</summary>
    public DateTimeOffset? SecondFactorSince { get; set; }

    /// <summary>Step of 30 seconds whose code was used last: no code is good twice.</summary>
    public long SecondFactorStep { get; set; }

    /// <summary>SHA-256 of the recovery codes that were not used, with spaces between.</summary>
    public string RecoveryCodes { get; set; } = "";

    /// <summary>Counts what was taken from the account: a token of an older version writes nothing.</summary>
    public int RightsVersion { get; private set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string AuditKey => $"account/{Id:D}";

    public IReadOnlyCollection<string> AuditedProperties => Audited;

    /// <summary>Who looks after it and what opens it: of secrets only a hash of what is stored, and of the person nothing.</summary>
    public object AuditContent() =>
        new
        {
            HomeUnitCode,
            Active,
            DeactivatedFrom,
            MustChangePassword,
            Password = Secrets.Hash(PasswordHash ?? ""),
            SecondFactor = Secrets.Hash(SecondFactor ?? ""),
            AsksForSecondFactor = SecondFactorSince is not null,
        };
}
