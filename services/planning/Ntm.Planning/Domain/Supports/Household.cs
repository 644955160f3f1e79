using System.Security.Cryptography;
using System.Text;
using Ntm.Persistence;

namespace Ntm.Planning.Domain.Supports;

/// <summary>Who is supported. It stands apart from the register, which more people see, and leaves the service in nothing but the
/// answer to the commune's own officers, leaders and auditors.</summary>
internal sealed class Household : IAudited
{
    private const int SaltBytes = 16;

    public required Guid SupportId { get; init; }
    public required Guid PlanId { get; init; }
    public required string Fund { get; init; }
    public required string CommunePath { get; set; }

    /// <summary>The commune's own code of the household.</summary>
    public required string Code { get; init; }
    public required string Head { get; init; }
    public required string Address { get; init; }

    /// <summary>Random; it keeps the seal in the audit chain from being guessed.</summary>
    public required string Salt { get; init; }

    /// <summary>The folded code; null once another application may follow.</summary>
    public string? CodeKey { get; private set; }

    /// <summary>SHA-256 of the folded name and address; null once another application may follow.</summary>
    public string? NameKey { get; private set; }

    public string AuditKey => $"support/{SupportId:N}/household";

    /// <summary>A seal of who it is in place of who it is: the audit chain is read by more people.</summary>
    public object AuditContent() => new { Seal = HashOf($"{Salt}\n{Code}\n{Head}\n{Address}"), Claims = CodeKey is not null };

    public static Household Of(HouseholdSupport support, string code, string head, string address) =>
        new()
        {
            SupportId = support.Id,
            PlanId = support.PlanId,
            Fund = support.Fund,
            CommunePath = support.CommunePath,
            Code = code.Trim(),
            Head = head.Trim(),
            Address = address.Trim(),
            Salt = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes)),
            CodeKey = CodeKeyOf(code),
            NameKey = NameKeyOf(head, address),
        };

    /// <summary>The code without case, blanks and signs; empty where nothing is left.</summary>
    public static string CodeKeyOf(string code) => NameSearch.Fold(code).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Name and address without diacritics, case and signs, hashed.</summary>
    public static string NameKeyOf(string head, string address) => HashOf($"{NameSearch.Fold(head)}\n{NameSearch.Fold(address)}");

    /// <summary>Stands in the register of another commune; where an application of the same household stands there, that one goes on
    /// keeping a third one out.</summary>
    public void EnterIn(string communePath, IReadOnlyList<Household> there)
    {
        CommunePath = communePath;
        if (there.Any(row => row != this && (row.CodeKey == CodeKey || row.NameKey == NameKey)))
        {
            Release();
        }
    }

    /// <summary>Lets the household apply again.</summary>
    public void Release() => (CodeKey, NameKey) = (null, null);

    private static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
