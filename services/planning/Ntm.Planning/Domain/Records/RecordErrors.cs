namespace Ntm.Planning.Domain.Records;

/// <summary>Refusals about whatever is kept beside a plan. The codes are stable; programs may rely on them.</summary>
internal static class RecordErrors
{
    public static readonly Error PlanNotFound = PlanErrors.NotFound with { Field = "planId" };

    public static readonly Error PlanNotPublished = PlanErrors.NotPublished with { Field = "planId" };

    public static readonly Error PlanClosed = Error.Conflict(
        "planning.plan_closed",
        "Kế hoạch đã kết thúc; không ghi thêm gì được nữa.",
        "planId"
    );

    /// <summary>The unit named is none of the plan.</summary>
    public static Error UnitUnknown(string field) =>
        Error.Invalid(
            "planning.unit_not_of_plan",
            "Đơn vị này không thuộc kế hoạch. Chọn đơn vị ban hành kế hoạch hoặc một đơn vị bên dưới.",
            field
        );
}
