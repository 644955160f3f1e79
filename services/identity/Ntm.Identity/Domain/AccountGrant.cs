using Ntm.Audit;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Identity.Domain;

/// <summary>A role of an account, bound to a unit and to days. It ends, it is never deleted.</summary>
internal sealed class AccountGrant : IAudited
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required string Role { get; init; }

    public required string UnitCode { get; init; }

    public string? Department { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; private set; }

    /// <summary>The grant that its holder lent by a letter of delegation; null for a grant of an administrator.</summary>
    public Delegation? Delegation { get; init; }

    /// <summary>Subject that granted it.</summary>
    public required string GrantedBy { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    public bool Covers(DateOnly day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);

    /// <summary>The token form; null on a day without the grant or without the unit.</summary>
    public Grant? On(DateOnly day, UnitTree units) =>
        Covers(day) && units.PathOn(UnitCode, day) is { } path ? new Grant(Role, path, Department, Delegation?.Principal.ToString()) : null;

    /// <summary>Sets the last day; it may be drawn nearer, not put off.</summary>
    public Error? End(DateOnly lastDay)
    {
        if (lastDay < ValidFrom.AddDays(-1) || lastDay >= ValidTo)
        {
            return Error.Conflict(
                "identity.grant_end_invalid",
                $"Ngày kết thúc phải từ {VietnamTime.Display(ValidFrom.AddDays(-1))} và trước ngày kết thúc hiện tại.",
                "lastDay"
            );
        }

        ValidTo = lastDay;
        return null;
    }

    /// <summary>Why <paramref name="wanted"/> cannot stand beside the grants an account has.</summary>
    /// <param name="wanted">The grant.</param>
    /// <param name="others">Grants of the account, past ones too.</param>
    /// <param name="units">The units of all of them.</param>
    public static Error? Check(AccountGrant wanted, IEnumerable<AccountGrant> others, UnitTree units)
    {
        if (wanted.ValidTo < wanted.ValidFrom)
        {
            return Error.Invalid("identity.period_invalid", "Ngày kết thúc phải không trước ngày bắt đầu.", "validTo");
        }

        foreach (var other in others.Where(other => Overlap(wanted, other)))
        {
            if (Roles.Conflict(wanted.Role, other.Role) || IsJudgedBy(wanted, other, units) || IsJudgedBy(other, wanted, units))
            {
                return Error.Conflict(
                    "identity.grant_conflict",
                    "Một người không giữ cùng lúc các vai trò này: người lấy ý kiến (MTTQ) không lập, xét, kiểm tra hồ sơ hay quản trị tài "
                        + "khoản; người lập hồ sơ ở xã không thẩm tra, thẩm định, biểu quyết; người kiểm tra, giám sát chỉ kiểm tra; quản "
                        + "trị viên không xét hồ sơ. Kết thúc vai trò cũ trước.",
                    "role"
                );
            }

            if ((wanted.Role, wanted.UnitCode, wanted.Department) == (other.Role, other.UnitCode, other.Department))
            {
                return Error.Conflict("identity.grant_exists", "Tài khoản đã có vai trò này ở đơn vị này trong thời gian đó.");
            }
        }

        return null;
    }

    /// <summary>Gives the grant its last day from the start.</summary>
    public AccountGrant Until(DateOnly? lastDay)
    {
        ValidTo = lastDay;
        return this;
    }

    public string AuditKey => $"grant/{Id:D}";

    public object AuditContent() =>
        new
        {
            AccountId,
            Role,
            UnitCode,
            Department,
            ValidFrom,
            ValidTo,
            GrantedBy,
            Delegation,
        };

    private static bool IsJudgedBy(AccountGrant one, AccountGrant other, UnitTree units) =>
        Roles.IsJudgedBy(one.Role, units.Find(one.UnitCode)?.Level, other.Role);

    private static bool Overlap(AccountGrant one, AccountGrant other) =>
        (other.ValidTo is null || one.ValidFrom <= other.ValidTo) && (one.ValidTo is null || other.ValidFrom <= one.ValidTo);
}
