using System.Text.Json;

namespace Ntm.Rehearsal;

/// <summary>The province confirms its thresholds, and a commune assesses itself against them.</summary>
internal sealed class SelfAssessmentStory(RehearsalSession rehearsal, People people, Guid dossier)
{
    /// <summary>What the province confirms of the indicators that the law leaves open.</summary>
    public static readonly IReadOnlyDictionary<string, string> Thresholds = new Dictionary<string, string>
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

    private string Path => $"/assessment/self-assessments/{dossier}";

    private Person Officer => rehearsal.As(people.Officer);

    /// <summary>Figures of the province for what the law leaves to it or no readable source confirms.</summary>
    public static async Task ConfirmThresholdsAsync(RehearsalSession rehearsal)
    {
        var thresholds = Thresholds
            .Select(pair => new
            {
                rule = "XA_NTM_2021_2025",
                item = pair.Key,
                threshold = pair.Value,
            })
            .Append(
                new
                {
                    rule = "hd-90-xa",
                    item = "sample",
                    threshold = "70",
                }
            )
            .Append(
                new
                {
                    rule = "hd-90-xa",
                    item = "overall",
                    threshold = "90",
                }
            )
            .Append(
                new
                {
                    rule = "phieu-xa-1",
                    item = "ballot",
                    threshold = "Đạt",
                }
            );
        await rehearsal.DecideAsync(
            ProvincePeople.HaTinh,
            "/assessment/threshold-confirmations",
            new
            {
                province = "42",
                documentNumber = "MẪU-01/2022",
                documentDate = "2022-12-09",
                validFrom = "2022-12-09",
                thresholds,
                reachesOpenDossiers = true,
            }
        );
        rehearsal.Narrator.Step(People.ProvinceLeader, "Xác nhận ngưỡng của tỉnh theo MẪU-01/2022", $"{Thresholds.Count + 3} ngưỡng");
    }

    /// <summary>Fills every editable indicator with a value that passes, but the named ones with one that fails; then submits.</summary>
    public async Task FillAndSubmitAsync(params string[] failing)
    {
        var asked = await AskedAsync();
        var view = await RehearsalSession.WaitAsync(
            "phiếu tự đánh giá mở",
            async () =>
            {
                // A stage that is over may still look open there; what is submitted for it comes too late.
                var found = await TryGetAsync();
                return
                    found is { } open
                    && open.GetProperty("allowedActions").EnumerateArray().Any(action => action.GetString() == "submit")
                    && (asked.Count == 0 || asked.SetEquals(Editable(open)))
                    ? found
                    : null;
            }
        );
        var editable = Editable(view);
        var criteria = view.GetProperty("criteria")
            .EnumerateArray()
            .Where(criterion => editable.Contains(criterion.GetProperty("code").GetString()))
            .ToList();
        var values = criteria
            .SelectMany(criterion => criterion.GetProperty("indicators").EnumerateArray())
            .Select(indicator => new
            {
                code = indicator.GetProperty("code").GetString(),
                proven = indicator.GetProperty("needsEvidence").GetBoolean(),
                value = ValueOf(indicator, !failing.Contains(indicator.GetProperty("code").GetString())),
            })
            .ToList();
        await Officer.PutAsync(Path + "/values", new { values = values.Select(entry => new { entry.code, entry.value }) });

        // A returned criterion is answered by its own new evidence; others are proved where the rule asks for it.
        var proved = criteria.Select(criterion => criterion.GetProperty("indicators")[0].GetProperty("code").GetString());
        var demanded = values.Where(value => value.proven).Select(value => value.code);
        foreach (var code in (asked.Count == 0 ? proved.Take(1) : proved).Concat(demanded).Distinct())
        {
            await Officer.UploadAsync(
                Path + $"/indicators/{code}/evidence",
                "minh-chung.pdf",
                SampleFiles.Pdf($"Minh chứng {code} {rehearsal.Now:O}")
            );
        }

        view = await Officer.PostAsync(Path + "/submission");
        var missed = view.GetProperty("failing").GetArrayLength();
        rehearsal.Narrator.Step(
            people.Officer,
            $"Tự đánh giá lần {view.GetProperty("revision").GetInt32()}: {values.Count} chỉ tiêu",
            missed == 0 ? "đạt tất cả" : $"{missed} chỉ tiêu không đạt"
        );
    }

    /// <summary>Criteria that were returned and have no answer yet; none while all are to be assessed.</summary>
    private async Task<HashSet<string?>> AskedAsync() =>
        [
            .. (await Officer.GetAsync($"/dossiers/{dossier}"))
                .GetProperty("returned")
                .EnumerateArray()
                .Where(item =>
                    item.GetProperty("kind").GetString() == "criterion" && item.GetProperty("answeredBy").ValueKind == JsonValueKind.Null
                )
                .Select(item => item.GetProperty("key").GetString()),
        ];

    private static HashSet<string?> Editable(JsonElement view) =>
        [.. view.GetProperty("editableCriteria").EnumerateArray().Select(code => code.GetString())];

    private async Task<JsonElement?> TryGetAsync()
    {
        try
        {
            return await Officer.GetAsync(Path);
        }
        catch (RehearsalFailure)
        {
            // The draft is made when the service receives that the stage opened; until then it is not there.
            return null;
        }
    }

    private static Dictionary<string, object> ValueOf(JsonElement indicator, bool pass)
    {
        var wantsLittle =
            indicator.GetProperty("threshold").GetString() is { } rule
            && (rule.StartsWith('≤') || rule.StartsWith("0 ", StringComparison.Ordinal));
        var much = pass != wantsLittle;
        var share = new Dictionary<string, object> { ["numerator"] = much ? 100 : 0, ["denominator"] = 100 };
        if (indicator.GetProperty("bySex").GetBoolean())
        {
            return new() { ["male"] = share, ["female"] = share };
        }

        return indicator.GetProperty("type").GetString() switch
        {
            "boolean" or "criterion" => new() { ["met"] = pass },
            "percent" => share,
            "percent2" => new(share) { ["secondNumerator"] = share["numerator"] },
            "composite" => new() { ["parts"] = indicator.GetProperty("parts").EnumerateArray().Select(_ => pass).ToArray() },
            _ => new() { ["number"] = much ? 1000 : 0 },
        };
    }
}
