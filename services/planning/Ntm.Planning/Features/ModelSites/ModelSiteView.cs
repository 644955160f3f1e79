using Ntm.Planning.Domain.ModelSites;

namespace Ntm.Planning.Features.ModelSites;

/// <summary>A residential area or garden that is to become a model.</summary>
/// <param name="Id">Id of the site.</param>
/// <param name="PlanId">Id of the plan.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What people call it; a garden has a number and no household.</param>
/// <param name="VillageCode">Official code of the village.</param>
/// <param name="VillageName">Vietnamese name of the village.</param>
/// <param name="Number">Number of the garden in its village, from 1; 0 for an area.</param>
/// <param name="HelpedBy">Key of the body of the plan that helps; null for none.</param>
/// <param name="Met">How many criteria are met now.</param>
/// <param name="Lost">How many criteria were met and are lost now.</param>
/// <param name="Reached">Whether what is met was enough at the last change.</param>
/// <param name="RecognisedBy">Number of the document of recognition; null while it is not recognised.</param>
/// <param name="RecognisedOn">Legal day of that document.</param>
/// <param name="Version">Version, the <c>ETag</c>.</param>
public sealed record ModelSiteView(
    Guid Id,
    Guid PlanId,
    ModelSiteKind Kind,
    string Name,
    string VillageCode,
    string VillageName,
    int Number,
    string? HelpedBy,
    int Met,
    int Lost,
    bool Reached,
    string? RecognisedBy,
    DateOnly? RecognisedOn,
    int Version
)
{
    internal static ModelSiteView Of(ModelSite site) =>
        new(
            site.Id,
            site.PlanId,
            site.Kind,
            site.Name,
            site.UnitCode,
            site.UnitName,
            site.Number,
            site.HelpedBy,
            site.Met,
            site.Lost,
            site.Reached,
            site.RecognisedBy,
            site.RecognisedOn,
            site.Version
        );
}
