using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.BuildingBlocks.Time;
using Ntm.BuildingBlocks.Web;

namespace Ntm.Assessment.Features;

/// <summary>Figures that the province confirms in one document, 1 to 300.</summary>
/// <param name="Province">Code of the province, e.g. <c>42</c>.</param>
/// <param name="DocumentNumber">E.g. <c>36/2022/QĐ-UBND</c>, 1 to 60 characters.</param>
/// <param name="DocumentDate">Date of the document, not in the future.</param>
/// <param name="ValidFrom">First legal day; dossiers opened since then are judged by it. Not before 2010.</param>
/// <param name="Thresholds">The figures.</param>
/// <example>
/// { "province": "42", "documentNumber": "36/2022/QĐ-UBND", "documentDate": "2022-12-14", "validFrom": "2023-01-01",
/// "thresholds": [{"rule": "XA_NTM_2021_2025", "item": "2.1", "threshold": "80"}] }
/// </example>
public sealed record ConfirmThresholdsRequest(
    string Province,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateOnly ValidFrom,
    IReadOnlyList<ThresholdInput> Thresholds
);

/// <summary>One figure.</summary>
/// <param name="Rule">Criteria set, e.g. <c>XA_NTM_2021_2025</c>, or survey rule, e.g. <c>hd-90-xa</c>.</param>
/// <param name="Item">Indicator, e.g. <c>2.1</c>, or demand of the survey rule, e.g. <c>overall</c>.</param>
/// <param name="Threshold">Figure with a decimal point: <c>80</c>, <c>45 / 35</c>, <c>2023 45; 2024 48</c>; a word where nothing is
/// counted.</param>
public sealed record ThresholdInput(string Rule, string Item, string Threshold);

/// <summary>A confirmed figure, with who confirmed it and when.</summary>
/// <param name="Number">Number of the confirmation in the province, from 1.</param>
/// <param name="Province">Code of the province.</param>
/// <param name="Rule">Code of the criteria set or survey rule.</param>
/// <param name="Item">Code of the indicator or demand in it.</param>
/// <param name="Threshold">Threshold confirmed, e.g. <c>≥ 80</c>, in the unit of the indicator.</param>
/// <param name="DocumentNumber">Number of the province's document.</param>
/// <param name="DocumentDate">Day of the document.</param>
/// <param name="ValidFrom">First day on which it decides.</param>
/// <param name="ConfirmedBy">Account that recorded it.</param>
/// <param name="ConfirmedByName">Name of who recorded it.</param>
/// <param name="ConfirmedAt">Instant of recording, UTC.</param>
public sealed record ConfirmedThreshold(
    int Number,
    string Province,
    string Rule,
    string Item,
    string Threshold,
    string DocumentNumber,
    DateOnly DocumentDate,
    DateOnly ValidFrom,
    string ConfirmedBy,
    string ConfirmedByName,
    DateTimeOffset ConfirmedAt
);

/// <summary><c>POST /assessment/threshold-confirmations</c>: leader or appraiser of the province; all figures or none.</summary>
internal static class ConfirmThresholds
{
    private const int Most = 300;

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
        if (!AssessmentAccess.ConfirmsThresholds(caller, request.Province))
        {
            return Refusals.Forbidden("Chỉ lãnh đạo hoặc cơ quan thẩm định của chính tỉnh đó được xác nhận ngưỡng.").ToProblem();
        }

        var errors = CheckDocument(request, clock.Today()).Concat(CheckThresholds(request, rules)).ToList();
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
        return TypedResults.Created<IReadOnlyList<ConfirmedThreshold>>("/assessment/threshold-confirmations", rows.ConvertAll(View));
    }

    internal static ConfirmedThreshold View(ThresholdConfirmation row) =>
        new(
            row.Number,
            row.Province,
            row.Rule,
            row.Item,
            row.Threshold,
            row.DocumentNumber,
            row.DocumentDate,
            row.ValidFrom,
            row.ConfirmedBy,
            row.ConfirmedByName,
            row.ConfirmedAt
        );

    private static IEnumerable<Error> CheckDocument(ConfirmThresholdsRequest request, DateOnly today)
    {
        if (string.IsNullOrWhiteSpace(request.DocumentNumber) || request.DocumentNumber.Length > 60)
        {
            yield return Error.Invalid("assessment.document_number", "Số văn bản phải có từ 1 đến 60 ký tự.", "documentNumber");
        }

        if (request.DocumentDate > today)
        {
            yield return Error.Invalid("assessment.document_in_future", "Ngày văn bản không thể ở tương lai.", "documentDate");
        }

        if (request.ValidFrom.Year is < 2010 or > 2100)
        {
            yield return Error.Invalid("assessment.valid_from_range", "Ngày hiệu lực phải từ năm 2010 đến năm 2100.", "validFrom");
        }

        if (request.Thresholds.Count is 0 or > Most)
        {
            yield return Error.Invalid("assessment.thresholds_count", $"Xác nhận từ 1 đến {Most} ngưỡng mỗi lần.", "thresholds");
        }
    }

    private static IEnumerable<Error> CheckThresholds(ConfirmThresholdsRequest request, RuleBook rules)
    {
        var seen = new HashSet<(string, string)>();
        for (var index = 0; index < request.Thresholds.Count && index < Most; index++)
        {
            var field = $"thresholds[{index}]";
            var input = request.Thresholds[index];
            if (input is null)
            {
                yield return Refusals.NullElement(field);
            }
            else if (!seen.Add((input.Rule, input.Item)))
            {
                yield return Error.Invalid("assessment.threshold_twice", "Ngưỡng này có hai lần trong yêu cầu.", $"{field}.item");
            }
            else if (Check(input, field, rules) is { } error)
            {
                yield return error;
            }
        }
    }

    private static Error? Check(ThresholdInput input, string field, RuleBook rules)
    {
        var indicator = rules.FindSet(input.Rule)?.Find(input.Item);
        var demand = rules
            .SurveyRules.FirstOrDefault(rule => rule.Code == input.Rule)
            ?.Demands.FirstOrDefault(found => found.Code == input.Item);
        if (indicator is null && demand is null)
        {
            return Error.Invalid(
                "assessment.threshold_unknown",
                "Không có chỉ tiêu hoặc yêu cầu khảo sát này trong bộ quy định.",
                $"{field}.item"
            );
        }

        if (!(indicator?.NeedsConfirmation ?? demand!.NeedsConfirmation))
        {
            return Error.Conflict(
                "assessment.threshold_decided",
                "Ngưỡng này đã do văn bản quốc gia quy định; tỉnh không xác nhận lại.",
                $"{field}.item"
            );
        }

        var kind = indicator?.Kind ?? IndicatorKind.Percent;
        var threshold = Threshold.Parse(kind, input.Threshold);
        var plain =
            demand is null || decimal.TryParse(input.Threshold.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
        return threshold is null || !plain
            ? Error.Invalid(
                "assessment.threshold_form",
                "Ngưỡng không đúng dạng của chỉ tiêu: số dùng dấu chấm thập phân; hai số viết \"45 / 35\"; theo năm viết \"2023 45; "
                    + "2024 48\".",
                $"{field}.threshold"
            )
            : null;
    }
}
