using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Entries;

/// <summary>A title of a commune that no dossier here gave it, or that it has none.</summary>
/// <example>
/// { "province": "42", "unitCode": "18175", "title": "xa-ntm", "since": "2019-12-30", "documentNumber": "4321/QĐ-UBND", "documentDate":
/// "2019-12-30" }
/// </example>
public sealed record PrepareTitleRequest
{
    /// <summary>Code of the province, e.g. <c>42</c>.</summary>
    [Text(20)]
    public required string Province { get; init; }

    /// <summary>Code of the commune, also of one that was merged since.</summary>
    [Text(20)]
    public required string UnitCode { get; init; }

    /// <summary>Title code, e.g. <c>xa-ntm</c>; null to record that the commune has none.</summary>
    [Text(40, Optional = true)]
    public string? Title { get; init; }

    /// <summary>Legal day since which it counts, a day of the commune: for a title the day of the document; that it has none
    /// may be said of an earlier day.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Number of the document, up to 100 characters.</summary>
    [Text(100)]
    public required string DocumentNumber { get; init; }

    /// <summary>Its date, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }
}

/// <summary>
/// <c>POST /dossiers/titles</c>: an officer or appraiser of a province prepares a title that was given before the platform, the one
/// decision by which the chair acknowledges a merged commune, or that a commune has no title. A later record replaces an earlier one.
/// </summary>
internal static class PrepareTitle
{
    public static void Map(RouteGroupBuilder routes) => routes.MapPost("/titles", HandleAsync).WithName(nameof(PrepareTitle));

    /// <summary>Prepares the title of a commune; a leader of the province puts it into force.</summary>
    internal static Task<Results<Created<EntryView>, ProblemHttpResult>> HandleAsync(
        PrepareTitleRequest request,
        EntryBook<DossierDbContext> entries,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        entries.PrepareAsync(
            TitleEntry.Kind,
            request.Province,
            request,
            new EntryDocument(request.DocumentNumber, request.DocumentDate, request.Since),
            http,
            cancellation
        );
}
