using Ntm.BuildingBlocks.Web;
using Ntm.Identity.Domain;

namespace Ntm.Identity.Features;

/// <summary>Administrators act inside their own unit and what lies below it, nowhere else.</summary>
internal static class Administration
{
    public static readonly Error NotAdministrator = Error.Forbidden(
        "identity.not_administrator", "Chỉ quản trị viên mới thực hiện được việc này.");

    public static readonly Error OutsideScope = Error.Forbidden(
        "identity.outside_scope", "Đơn vị này nằm ngoài phạm vi quản trị của bạn. Liên hệ quản trị viên cấp trên.");

    public static bool IsAdministrator(this Caller caller) => caller.Grants.Any(grant => grant.Role == Roles.Administrator);

    /// <summary>Refuses unless the caller administers the unit with this path or one above it.</summary>
    public static Error? Refusal(Caller caller, string? path) =>
        !caller.IsAdministrator() ? NotAdministrator
        : path is null || !caller.HoldsAbove(Roles.Administrator, path) ? OutsideScope
        : null;

    /// <summary>Refuses unless the caller administers a whole province.</summary>
    public static Error? ProvinceRefusal(Caller caller) =>
        !caller.IsAdministrator() ? NotAdministrator
        : caller.Grants.Any(grant => grant.Role == Roles.Administrator && !grant.UnitPath.Contains('/')) ? null
        : OutsideScope;
}
