using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Entries;

/// <summary>A procedure that the province sets by a numbered document.</summary>
/// <example>
/// { "province": "42", "path": "xa-ntm-2-cap", "documentNumber": "15/2026/QĐ-UBND", "documentDate": "2026-02-20", "validFrom":
/// "2026-03-01", "figures": {"quorum": {"numerator": 2, "denominator": 3}, "majority": {"numerator": 90, "denominator": 100},
/// "meetingShare": {"numerator": 90, "denominator": 100}, "noticeDays": {"days": 15, "kind": "Calendar"}, "broadcasts": 5} }
/// </example>
public sealed record PrepareProcedureRequest
{
    /// <summary>Code of the province, e.g. <c>42</c>.</summary>
    [Text(20)]
    public required string Province { get; init; }

    /// <summary>Key of the path that it is for, e.g. <c>xa-ntm-2-cap</c>.</summary>
    [Text(60)]
    public required string Path { get; init; }

    /// <summary>Number of the document, up to 100 characters, e.g. <c>15/2026/QĐ-UBND</c>.</summary>
    [Text(100)]
    public required string DocumentNumber { get; init; }

    /// <summary>Its date, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }

    /// <summary>First legal day, not before the document; dossiers opened since then follow it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>What the document sets.</summary>
    public required ProcedureFigures Figures { get; init; }
}

/// <summary>
/// <c>POST /dossiers/procedures</c>: an officer or appraiser of a province prepares its procedure. Nothing that was confirmed before is
/// changed; a running dossier keeps what it began with.
/// </summary>
internal static class PrepareProcedure
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/procedures", HandleAsync).WithName(nameof(PrepareProcedure));

    /// <summary>Prepares the procedure of a province; a leader of the province puts it into force.</summary>
    internal static Task<Results<Created<EntryView>, ProblemHttpResult>> HandleAsync(
        PrepareProcedureRequest request,
        EntryBook<DossierDbContext> entries,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        entries.PrepareAsync(
            ProcedureEntry.Kind,
            request.Province,
            request,
            new EntryDocument(request.DocumentNumber, request.DocumentDate, request.ValidFrom),
            http,
            cancellation
        );
}
