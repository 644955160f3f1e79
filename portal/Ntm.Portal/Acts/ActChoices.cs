using Ntm.Portal.Api;
using Ntm.Portal.Pages;

namespace Ntm.Portal.Acts;

/// <summary>What a form offers beside what stands in the dossier.</summary>
/// <param name="Councils">Councils of the province.</param>
/// <param name="Colleagues">People to whom work can be handed.</param>
public sealed record ActChoices(IReadOnlyList<CouncilRow> Councils, IReadOnlyList<ColleagueRow> Colleagues)
{
    /// <summary>Reads what the act's form needs.</summary>
    public static async Task<ActChoices> ReadAsync(Visit visit, DossierRecord dossier, ActionRecord action)
    {
        var councils =
            action.Name == "ConveneCouncil" ? (await visit.GetAsync<ApiPage<CouncilRow>>("/dossiers/councils")).Value?.Items : null;
        var query = action.Href.Contains('?', StringComparison.Ordinal)
            ? action.Href[action.Href.IndexOf('?', StringComparison.Ordinal)..]
            : "";
        var colleagues =
            action.Name == "HandOverStage"
                ? (await visit.GetAsync<List<ColleagueRow>>($"/dossiers/{dossier.Id}/stages/{action.Stage}/colleagues{query}")).Value
                : null;
        return new ActChoices(councils ?? [], colleagues ?? []);
    }
}
