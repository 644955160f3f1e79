using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Figures that the province confirms in one document.</summary>
/// <example>
/// { "province": "42", "documentNumber": "MẪU-01/2022", "documentDate": "2022-12-14", "validFrom": "2023-01-01",
/// "thresholds": [{"rule": "XA_NTM_2021_2025", "item": "2.1", "threshold": "80"}] }
/// </example>
public sealed record ConfirmThresholdsRequest
{
    /// <summary>Code of the province, e.g. <c>42</c>.</summary>
    [Text(10)]
    public required string Province { get; init; }

    /// <summary>E.g. <c>36/2022/QĐ-UBND</c>, up to 60 characters.</summary>
    [Text(60)]
    public required string DocumentNumber { get; init; }

    /// <summary>Date of the document, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }

    /// <summary>First legal day; dossiers opened since then are judged by it. Not before 2010. Of a dossier that is open already nothing
    /// changes that was decided at its opening.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The figures, 1 to 300.</summary>
    [Items(1, 300)]
    public required IReadOnlyList<ThresholdInput> Thresholds { get; init; }
}

/// <summary><c>POST /assessment/threshold-confirmations</c>: the leader of the province; all figures or none.</summary>
internal static class ConfirmThresholds
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/threshold-confirmations", HandleAsync).WithName(nameof(ConfirmThresholds));

    /// <summary>Confirms thresholds by a document of the province; all of them or none.</summary>
    internal static async Task<Results<Created<IReadOnlyList<ConfirmedThreshold>>, ProblemHttpResult>> HandleAsync(
        ConfirmThresholdsRequest request,
        AssessmentDbContext db,
        RuleBook rules,
        Caller caller,
        TimeProvider clock,
        ILogger<RuleBook> log,
        CancellationToken cancellation
    )
    {
        var province = request.Province;
        if (AssessmentAccess.ToConfirmThresholds(caller, province) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var document = new ProvinceDocument(request.DocumentNumber.Trim(), request.DocumentDate, request.ValidFrom);
        var published = await db.PublishedSetsAsync(rules, province, cancellation);
        var figures = ConfirmationCheck.Thresholds(request.Thresholds, rules.ThresholdsFor(province, published));
        if (document.Faults(clock.Today()).Concat(figures).ToList() is { Count: > 0 } errors)
        {
            return errors.ToProblem();
        }

        var rows = await db.AddConfirmationsAsync(province, request.Thresholds, document, caller, clock.GetUtcNow(), cancellation);
        db.ActIn(caller, province, "leader");
        await db.SaveChangesAsync(cancellation);
        log.ThresholdsConfirmed(rows.Count, province, caller.Subject);
        return TypedResults.Created<IReadOnlyList<ConfirmedThreshold>>(
            "/assessment/threshold-confirmations",
            [.. rows.Select(ConfirmedThreshold.Of)]
        );
    }
}
