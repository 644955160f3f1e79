using Microsoft.AspNetCore.Http;
using Ntm.Portal.Api;

namespace Ntm.Portal.Pages.Administration;

/// <summary>What merging and splitting share: the preview, and faults brought to their fields.</summary>
internal static class Reorganisations
{
    private const int MostDossiers = 20;

    /// <summary>Shows what would follow, with everything that was typed carried along.</summary>
    /// <param name="visit">The request.</param>
    /// <param name="preview">What the register says.</param>
    /// <param name="sources">Units that it begins with.</param>
    /// <param name="target">Where the act is sent.</param>
    /// <param name="what">The act in words.</param>
    /// <param name="back">Where to change what was typed; null for below the target.</param>
    public static async Task<IResult> ShowAsync(
        Visit visit,
        UnitPreviewRecord preview,
        IReadOnlyList<UnitRow> sources,
        string target,
        string what,
        string? back
    )
    {
        var dossiers = new List<DossierRow>();
        foreach (var source in sources)
        {
            var found = await visit.GetAsync<ApiPage<DossierRow>>(
                $"/dossiers/?status=Running&limit={MostDossiers}&unit={Uri.EscapeDataString(source.Code)}"
            );
            dossiers.AddRange(found.Value?.Items ?? []);
        }

        return visit.Show<ReorganisationView>(
            new
            {
                Preview = preview,
                Dossiers = dossiers,
                Target = target,
                Back = back ?? target + "/sua",
                What = what,
            }
        );
    }

    /// <summary>A fault of a code, a name or a parent belongs to the field of the new unit; the level and the day are not typed there.
    /// </summary>
    public static ApiProblem? AtTarget(ApiProblem? problem, string prefix) =>
        problem is null
            ? null
            : problem with
            {
                Faults =
                [
                    .. problem.Faults.Select(fault =>
                        fault.Field is "code" or "name" or "parentCode" ? fault with { Field = $"{prefix}.{fault.Field}" }
                        : fault.Field == "validFrom" ? fault with { Field = "on" }
                        : fault
                    ),
                ],
            };
}
