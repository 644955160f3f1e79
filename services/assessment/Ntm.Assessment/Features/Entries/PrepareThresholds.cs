using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Entries;
using Ntm.Web;

namespace Ntm.Assessment.Features.Entries;

/// <summary>Figures that the province confirms in one document.</summary>
/// <example>
/// { "province": "42", "documentNumber": "MẪU-01/2022", "documentDate": "2022-12-14", "validFrom": "2023-01-01",
/// "thresholds": [{"rule": "XA_NTM_2021_2025", "item": "2.1", "threshold": "80"}], "reachesOpenDossiers": false }
/// </example>
public sealed record PrepareThresholdsRequest
{
    /// <summary>Code of the province, e.g. <c>42</c>.</summary>
    [Text(10)]
    public required string Province { get; init; }

    /// <summary>E.g. <c>36/2022/QĐ-UBND</c>, up to 60 characters.</summary>
    [Text(60)]
    public required string DocumentNumber { get; init; }

    /// <summary>Date of the document, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }

    /// <summary>First legal day, not before the document; dossiers opened since then are judged by it. Not before 2010.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The figures, 1 to 300.</summary>
    [Items(1, 300)]
    public required IReadOnlyList<ThresholdInput> Thresholds { get; init; }

    /// <summary>Whether the figures also decide what is still undecided of dossiers that are open already, opened since the first legal
    /// day; what was decided for them never changes.</summary>
    public bool ReachesOpenDossiers { get; init; }
}

/// <summary><c>POST /assessment/threshold-confirmations</c>: an officer or appraiser of the province prepares figures; all of them come
/// into force or none.</summary>
internal static class PrepareThresholds
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/threshold-confirmations", HandleAsync).WithName(nameof(PrepareThresholds));

    /// <summary>Prepares thresholds by a document of the province; a leader of the province puts them into force.</summary>
    internal static Task<Results<Created<EntryView>, ProblemHttpResult>> HandleAsync(
        PrepareThresholdsRequest request,
        EntryBook<AssessmentDbContext> entries,
        HttpContext http,
        CancellationToken cancellation
    ) =>
        entries.PrepareAsync(
            ThresholdEntry.Kind,
            request.Province,
            request,
            new EntryDocument(request.DocumentNumber, request.DocumentDate, request.ValidFrom),
            http,
            cancellation
        );
}
