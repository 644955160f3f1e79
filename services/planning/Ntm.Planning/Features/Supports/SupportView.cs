using Ntm.Planning.Domain.Supports;

namespace Ntm.Planning.Features.Supports;

/// <summary>Support of a household, without the household.</summary>
/// <param name="Id">Id of the support.</param>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Fund">Key of the fund in the plan.</param>
/// <param name="VillageCode">Official code of the village.</param>
/// <param name="VillageName">Vietnamese name of the village.</param>
/// <param name="Number">Number in the commune's register of the fund, from 1.</param>
/// <param name="Category">Why it is entitled.</param>
/// <param name="Amount">Amount, đồng.</param>
/// <param name="Document">Where the photo or paper lies; null for none.</param>
/// <param name="State">Where it stands.</param>
/// <param name="DesignConfirmed">Whether the works follow the standard design.</param>
/// <param name="Voucher">Number of the voucher of payment; null while it is not paid.</param>
/// <param name="PaidOn">Legal day of payment; null while it is not paid.</param>
/// <param name="Version">Version, the <c>ETag</c>.</param>
public sealed record SupportView(
    Guid Id,
    Guid PlanId,
    string Fund,
    string VillageCode,
    string VillageName,
    int Number,
    string Category,
    long Amount,
    string? Document,
    SupportState State,
    bool DesignConfirmed,
    string? Voucher,
    DateOnly? PaidOn,
    int Version
)
{
    internal static SupportView Of(HouseholdSupport support) =>
        new(
            support.Id,
            support.PlanId,
            support.Fund,
            support.UnitCode,
            support.UnitName,
            support.Number,
            support.Category,
            support.Amount,
            support.Document,
            support.State,
            support.DesignConfirmed,
            support.Voucher,
            support.PaidOn,
            support.Version
        );
}
