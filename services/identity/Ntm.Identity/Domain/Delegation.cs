using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Domain;

/// <summary>
/// The letter (giấy ủy quyền) by which the holder of a grant lends it to somebody of the same unit for a while. It counts only while
/// the holder's own grant does and the holder's account is active; it is never lent on.
/// </summary>
/// <param name="GrantId">The grant that is lent.</param>
/// <param name="Principal">Account whose grant that is; acts under the letter name it.</param>
/// <param name="DocumentNumber">Number of the letter as printed.</param>
/// <param name="DocumentDate">Date of the letter.</param>
internal sealed record Delegation(Guid GrantId, Guid Principal, string DocumentNumber, DateOnly DocumentDate)
{
    /// <summary>
    /// Roles that are exercised for an office and so can be lent. A council's member votes in person, the Fatherland Front and auditors
    /// are independent, and accounts are administered by those whom an administrator appointed.
    /// </summary>
    private static readonly string[] Lendable = [Roles.Officer, Roles.Leader, Roles.Reviewer, Roles.Appraiser];

    /// <summary>Whether the letter's grant stands, given the principal's own.</summary>
    public static bool Stands(AccountGrant grant, AccountGrant? lent, DateOnly day) =>
        grant.Delegation is null || lent?.Covers(day) == true;

    /// <summary>Why a grant cannot be lent for these days.</summary>
    public static Error? Check(AccountGrant lent, DateOnly from, DateOnly to, DateOnly letter, DateOnly today) =>
        lent.Delegation is not null ? Error.Conflict("identity.delegation_of_delegated", "Quyền được ủy quyền không được ủy quyền lại.")
        : !Lendable.Contains(lent.Role)
            ? Error.Conflict("identity.delegation_personal", "Vai trò này gắn với cá nhân, không ủy quyền được.", "grantId")
        : letter > today ? Error.Invalid("identity.document_in_future", "Ngày giấy ủy quyền không được ở tương lai.", "documentDate")
        : from < letter || from < today
            ? Error.Invalid(
                "identity.delegation_backdated",
                "Thời gian ủy quyền phải từ hôm nay và không trước ngày của giấy.",
                "validFrom"
            )
        : to < from ? Error.Invalid("identity.period_invalid", "Ngày kết thúc phải không trước ngày bắt đầu.", "validTo")
        : !lent.Covers(from) || !lent.Covers(to)
            ? Error.Invalid(
                "identity.delegation_beyond_grant",
                lent.ValidTo is { } last
                    ? $"Thời gian ủy quyền phải nằm trong thời gian bạn giữ vai trò này, đến hết ngày {VietnamTime.Display(last)}."
                    : $"Thời gian ủy quyền phải nằm trong thời gian bạn giữ vai trò này, từ ngày {VietnamTime.Display(lent.ValidFrom)}.",
                "validTo"
            )
        : null;
}
