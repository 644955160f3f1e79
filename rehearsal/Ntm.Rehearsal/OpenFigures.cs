using System.Globalization;
using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>
/// A province confirms exactly those figures that the platform says it cannot decide there, whether the law leaves them to the province
/// or no readable source confirms them; all invented.
/// </summary>
/// <param name="rehearsal">Where.</param>
/// <param name="province">Who acts for the province.</param>
internal sealed class OpenFigures(RehearsalSession rehearsal, ProvincePeople province)
{
    /// <summary>Confirms what is open of a criteria set and of the survey of its title, all in one document of today.</summary>
    /// <param name="title">Title.</param>
    /// <param name="set">Its criteria set.</param>
    /// <param name="figures">Figures by indicator; the others get one of their type.</param>
    /// <param name="document">Number of the document.</param>
    /// <returns>Indicators that were open.</returns>
    public async Task<int> ConfirmAsync(string title, string set, IReadOnlyDictionary<string, string> figures, string document)
    {
        var criteria = await OfCriteriaAsync(set, figures);
        var survey = await OfSurveyAsync(title);
        if (criteria.Count + survey.Count == 0)
        {
            return 0;
        }

        await rehearsal.DecideAsync(
            province,
            "/assessment/threshold-confirmations",
            new
            {
                province = province.Code,
                documentNumber = document,
                documentDate = rehearsal.Today,
                validFrom = rehearsal.Today,
                thresholds = criteria.Concat(survey),
                reachesOpenDossiers = true,
            }
        );
        rehearsal.Narrator.Step(
            province.Leader,
            $"Xác nhận {criteria.Count} ngưỡng chưa xác định của {set} theo {document}",
            $"và {survey.Count} yêu cầu lấy ý kiến"
        );
        return criteria.Count;
    }

    private async Task<List<object>> OfCriteriaAsync(string set, IReadOnlyDictionary<string, string> figures) =>
        [
            .. (await rehearsal.As(province.Leader).GetAsync($"/assessment/criteria-sets/{set}?province={province.Code}&day={Day}"))
                .GetProperty("criteria")
                .EnumerateArray()
                .SelectMany(criterion => criterion.GetProperty("indicators").EnumerateArray())
                .Where(indicator => !indicator.GetProperty("decidable").GetBoolean())
                .Select(indicator => (Code: indicator.GetProperty("code").GetString()!, Type: indicator.GetProperty("type").GetString()))
                .Select(open => Figure(set, open.Code, figures.GetValueOrDefault(open.Code) ?? FigureOf(open.Type))),
        ];

    private async Task<List<object>> OfSurveyAsync(string title)
    {
        var rules = await rehearsal
            .As(province.Leader)
            .GetAsync($"/assessment/survey-rules?title={title}&province={province.Code}&day={Day}");
        var rule = rules.EnumerateArray().Single();
        var ballot = rule.GetProperty("ballot");
        return
        [
            .. rule.GetProperty("demands")
                .EnumerateArray()
                .Where(IsOpen)
                .Select(demand => demand.GetProperty("code").GetString()!)
                .Select(code => Figure(rule.GetProperty("code").GetString()!, code, code == "sample" ? "80" : "95")),
            .. IsOpen(ballot) ? [Figure(ballot.GetProperty("code").GetString()!, "ballot", "Đạt")] : (object[])[],
        ];
    }

    private string Day => rehearsal.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string FigureOf(string? type) =>
        type switch
        {
            "percent" => "80",
            "percent2" => "60 / 30",
            "currency" => $"{rehearsal.Today.Year} 50",
            "boolean" or "composite" or "criterion" => "Đạt",
            _ => "2",
        };

    private static bool IsOpen(JsonElement rule) => rule.GetProperty("reason").ValueKind == JsonValueKind.String;

    private static object Figure(string rule, string item, string threshold) =>
        new
        {
            rule,
            item,
            threshold,
        };
}
