using Ntm.Assessment.Domain.Criteria;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>A criteria set, without its criteria.</summary>
/// <param name="Code">Code of the set.</param>
/// <param name="Title">Title that it decides on, e.g. <c>xa-ntm</c>.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="Level">Level of the units it is for, e.g. <c>commune</c>.</param>
/// <param name="ValidFrom">First day in force.</param>
/// <param name="ValidTo">Last day in force; null while open.</param>
/// <param name="Source">Legal document it is from.</param>
/// <param name="Criteria">Number of criteria.</param>
/// <param name="Indicators">Number of indicators.</param>
/// <param name="Province">Code of the province that issued it; null for a national set.</param>
/// <param name="Extends">Code of the national set that it extends; null where it stands alone.</param>
/// <param name="Sample">Whether it is made up, for trying the platform; it decides on nothing real.</param>
public sealed record CriteriaSetSummary(
    string Code,
    string Title,
    string Name,
    string Level,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    string Source,
    int Criteria,
    int Indicators,
    string? Province,
    string? Extends,
    bool Sample
)
{
    internal static CriteriaSetSummary Of(CriteriaSet set) =>
        new(
            set.Code,
            set.Title,
            set.Name,
            set.Level,
            set.ValidFrom,
            set.ValidTo,
            set.Source,
            set.Criteria.Count,
            set.Indicators.Count(),
            set.Province,
            set.Extends,
            SampleMode.IsSample(set.Source)
        );
}
