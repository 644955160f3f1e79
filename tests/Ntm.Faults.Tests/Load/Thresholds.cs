using System.Text.Json;
using Ntm.Rehearsal;

namespace Ntm.Faults.Tests.Load;

/// <summary>Figures that the province confirms before the load, and values that pass them.</summary>
internal static class Thresholds
{
    public static async Task ConfirmAsync(LoadPeople people)
    {
        var prepared = await people.Preparer.DoAsync(
            "thresholds",
            HttpMethod.Post,
            "/assessment/threshold-confirmations",
            new
            {
                province = "42",
                documentNumber = "MẪU-01/2022",
                documentDate = "2022-12-09",
                validFrom = "2022-12-09",
                thresholds = SelfAssessmentStory.Thresholds.Select(pair => new
                {
                    rule = "XA_NTM_2021_2025",
                    item = pair.Key,
                    threshold = pair.Value,
                }),
            }
        );
        var id = prepared.GetProperty("id").GetGuid();
        var entry = $"/assessment/entries/{id}";
        await people.Preparer.UploadAsync("document", entry + "/document", "van-ban.pdf", Testing.SampleFiles.Pdf(text: $"{id}"), null);
        await people.ProvinceLeader.DoAsync("into-force", HttpMethod.Post, entry + "/into-force");
    }

    /// <summary>A value for every indicator that is open to the officer.</summary>
    public static IReadOnlyList<(string Code, object Value)> PassingValues(JsonElement view) =>
        [.. Open(view).Select(indicator => (indicator.GetProperty("code").GetString()!, PassingValue(indicator)))];

    /// <summary>The indicators among them whose values count only with evidence.</summary>
    public static IEnumerable<string> NeedingEvidence(JsonElement view) =>
        Open(view)
            .Where(indicator => indicator.GetProperty("needsEvidence").GetBoolean())
            .Select(indicator => indicator.GetProperty("code").GetString()!);

    private static IEnumerable<JsonElement> Open(JsonElement view)
    {
        var editable = view.GetProperty("editableCriteria").EnumerateArray().Select(code => code.GetString()).ToHashSet();
        return view.GetProperty("criteria")
            .EnumerateArray()
            .Where(criterion => editable.Contains(criterion.GetProperty("code").GetString()))
            .SelectMany(criterion => criterion.GetProperty("indicators").EnumerateArray());
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
