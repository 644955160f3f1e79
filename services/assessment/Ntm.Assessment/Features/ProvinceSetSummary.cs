using Ntm.Assessment.Domain.ProvinceSets;

namespace Ntm.Assessment.Features;

/// <summary>A criteria set of a province in a list.</summary>
/// <param name="Code">Code of the set.</param>
/// <param name="Title">Title that it decides on, e.g. <c>xa-ntm</c>.</param>
/// <param name="Name">Vietnamese name.</param>
/// <param name="DocumentNumber">Number of the province's document.</param>
/// <param name="ValidFrom">First day in force.</param>
/// <param name="Status"><c>draft</c> or <c>published</c>.</param>
/// <param name="FaultCount">Number of bad cells; a draft with any cannot be published.</param>
/// <param name="PreparedByName">Name of who sent the table.</param>
/// <param name="PreparedAt">When the table was sent, UTC.</param>
/// <param name="PublishedAt">When it was published, UTC; null for a draft.</param>
public sealed record ProvinceSetSummary(
    string Code,
    string Title,
    string Name,
    string DocumentNumber,
    DateOnly ValidFrom,
    string Status,
    int FaultCount,
    string PreparedByName,
    DateTimeOffset PreparedAt,
    DateTimeOffset? PublishedAt
)
{
    internal static ProvinceSetSummary Of(ProvinceSet set, int faults) =>
        new(
            set.Code,
            set.Header.Title,
            set.Header.Name,
            set.Header.DocumentNumber,
            set.Header.ValidFrom,
            set.Published ? "published" : "draft",
            faults,
            set.PreparedByName,
            set.PreparedAt,
            set.PublishedAt
        );
}
