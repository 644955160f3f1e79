using Ntm.Web;

namespace Ntm.Assessment.Features.Entries;

/// <summary>Another criteria set for a running dossier, and the province's document.</summary>
/// <example>{ "code": "HT_XA_NTM_2026", "documentNumber": "45/UBND-NL", "documentDate": "2026-04-02" }</example>
public sealed record PrepareSetMoveRequest
{
    /// <summary>Code of the set, up to 40 characters; in force today, for the dossier's title.</summary>
    [Text(40)]
    public required string Code { get; init; }

    /// <summary>Number of the document that allows it, up to 60 characters.</summary>
    [Text(60)]
    public required string DocumentNumber { get; init; }

    /// <summary>Its date, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }
}
