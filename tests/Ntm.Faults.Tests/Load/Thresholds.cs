using System.Text.Json;

namespace Ntm.Faults.Tests.Load;

/// <summary>Figures that the province confirms before the load, and values that pass them.</summary>
internal static class Thresholds
{
    private static readonly Dictionary<string, string> Confirmed = new()
    {
        ["2.1"] = "100",
        ["2.2"] = "80",
        ["2.3"] = "100",
        ["2.4"] = "70",
        ["4.2"] = "98",
        ["6.1"] = "Đạt",
        ["6.2"] = "Đạt",
        ["9.2"] = "80",
        ["10"] = "2021 39; 2022 42; 2023 45; 2024 48; 2025 51; 2026 54",
        ["11"] = "5",
        ["12.1"] = "70",
        ["12.2"] = "25",
        ["14.2"] = "85",
        ["15.3"] = "20",
        ["15.4"] = "50",
        ["17.1"] = "45 / 35",
        ["17.2"] = "90",
        ["17.6"] = "80",
        ["17.8"] = "85",
        ["17.9"] = "75",
        ["17.11"] = "30",
        ["17.12"] = "50",
    };

    public static Task ConfirmAsync(LoadPeople people) =>
        people.ProvinceLeader.DoAsync(
            "thresholds",
            HttpMethod.Post,
            "/assessment/threshold-confirmations",
            new
            {
                province = "42",
                documentNumber = "36/2022/QĐ-UBND",
                documentDate = "2022-12-09",
                validFrom = "2022-12-09",
                thresholds = Confirmed.Select(pair => new
                {
                    rule = "XA_NTM_2021_2025",
                    item = pair.Key,
                    threshold = pair.Value,
                }),
            }
        );

    /// <summary>A value for every indicator that is open to the officer.</summary>
    public static IReadOnlyList<(string Code, object Value)> PassingValues(JsonElement view)
    {
        var editable = view.GetProperty("editableCriteria").EnumerateArray().Select(code => code.GetString()).ToHashSet();
        return
        [
            .. view.GetProperty("criteria")
                .EnumerateArray()
                .Where(criterion => editable.Contains(criterion.GetProperty("code").GetString()))
                .SelectMany(criterion => criterion.GetProperty("indicators").EnumerateArray())
                .Select(indicator => (indicator.GetProperty("code").GetString()!, PassingValue(indicator))),
        ];
    }

    private static object PassingValue(JsonElement indicator)
    {
        var little =
            indicator.GetProperty("threshold").GetString() is { } rule
            && (rule.StartsWith('≤') || rule.StartsWith("0 ", StringComparison.Ordinal));
        var share = new Dictionary<string, object> { ["numerator"] = little ? 0 : 100, ["denominator"] = 100 };
        if (indicator.GetProperty("bySex").GetBoolean())
        {
            return new { male = share, female = share };
        }

        return indicator.GetProperty("type").GetString() switch
        {
            "boolean" or "criterion" => new { met = true },
            "percent" => share,
            "percent2" => new Dictionary<string, object>(share) { ["secondNumerator"] = share["numerator"] },
            "composite" => new { parts = indicator.GetProperty("parts").EnumerateArray().Select(_ => true) },
            _ => new { number = little ? 0 : 1000 },
        };
    }
}
