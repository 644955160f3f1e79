using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Figures that the province confirms in one document, 1 to 300.</summary>
/// <param name="Province">Code of the province, e.g. <c>42</c>.</param>
/// <param name="DocumentNumber">E.g. <c>36/2022/QĐ-UBND</c>, 1 to 60 characters.</param>
/// <param name="DocumentDate">Date of the document, not in the future.</param>
/// <param name="ValidFrom">First legal day; dossiers opened since then are judged by it. Not before 2010.</param>
/// <param name="Thresholds">The figures.</param>
/// <example>
/// { "province": "42", "documentNumber": "MẪU-01/2022", "documentDate": "2022-12-14", "validFrom": "2023-01-01",
/// "thresholds": [{"rule": "XA_NTM_2021_2025", "item": "2.1", "threshold": "80"}] }
/// </example>
public sealed record ConfirmThresholdsRequest(
    string Province,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateOnly ValidFrom,
    IReadOnlyList<ThresholdInput> Thresholds
);

/// <summary><c>POST /assessment/threshold-confirmations</c>: leader or appraiser of the province; all figures or none.</summary>
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
        if (AssessmentAccess.ToConfirmThresholds(caller, request.Province) is { } refusal)
        {
            return refusal.ToProblem();
        }

        var published = await db.PublishedSetsAsync(rules, request.Province, cancellation);
        List<Error> errors =
        [
            .. ConfirmationCheck.Document(request.DocumentNumber, request.DocumentDate, request.ValidFrom, clock.Today()),
            .. ConfirmationCheck.Thresholds(
                request.Thresholds,
                (rule, item) => rules.FindThreshold(rule, item, request.Province, published)
            ),
        ];
        if (errors.Count > 0)
        {
            return errors.ToProblem();
        }

        var now = clock.GetUtcNow();
        var last =
            await db.Confirmations.Where(row => row.Province == request.Province).MaxAsync(row => (int?)row.Number, cancellation) ?? 0;
        var rows = request
            .Thresholds.Select(
                (input, index) =>
                    new ThresholdConfirmation
                    {
                        Province = request.Province,
                        Number = last + index + 1,
                        Rule = input.Rule,
                        Item = input.Item,
                        Threshold = input.Threshold.Trim(),
                        DocumentNumber = request.DocumentNumber.Trim(),
                        DocumentDate = request.DocumentDate,
                        ValidFrom = request.ValidFrom,
                        ConfirmedBy = caller.Subject,
                        ConfirmedByName = caller.Name,
                        ConfirmedAt = now,
                    }
            )
            .ToList();
        db.Confirmations.AddRange(rows);
        await db.SaveChangesAsync(cancellation);
        log.ThresholdsConfirmed(rows.Count, request.Province, caller.Subject);
        return TypedResults.Created<IReadOnlyList<ConfirmedThreshold>>(
            "/assessment/threshold-confirmations",
            rows.ConvertAll(ConfirmedThreshold.Of)
        );
    }
}
