using System.Text;
using System.Text.Json;
using Ntm.Dossier.Domain.Audit;

namespace Ntm.Host.Rehearsals;

/// <summary>Runs one scenario and then checks what anybody outside can check: feed without gaps, audit unbroken.</summary>
internal static class RehearsalRun
{
    public static async Task<RehearsalResult> RunAsync(
        Scenario scenario, Narrator narrator, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellation)
    {
        narrator.Title(scenario.Name, scenario.Title);
        await using var rehearsal = await Rehearsal.StartAsync(scenario.Name, scenario.Start, narrator, settings, cancellation);
        narrator.Day(rehearsal.Today);
        await SelfAssessmentStory.ConfirmThresholdsAsync(rehearsal);
        await scenario.RunAsync(rehearsal);

        var dossiers = (await rehearsal.As(People.ProvinceLeader).GetAsync("/dossiers/?limit=100")).GetProperty("items").EnumerateArray().ToList();
        var recognised = dossiers.Count(dossier => dossier.GetProperty("status").GetString() == "Recognised");
        if (recognised != scenario.Recognised)
        {
            throw new RehearsalFailure($"Được công nhận {recognised} hồ sơ, lẽ ra {scenario.Recognised}.");
        }

        var events = await FeedWithoutGapsAsync(rehearsal, dossiers.Count);
        foreach (var dossier in dossiers)
        {
            await VerifyAuditAsync(rehearsal, dossier.GetProperty("id").GetGuid());
        }

        return new RehearsalResult(recognised, rehearsal.Refusals, events);
    }

    private static async Task<int> FeedWithoutGapsAsync(Rehearsal rehearsal, int dossiers)
    {
        var count = 0;
        await Rehearsal.WaitAsync<bool>("mọi sự kiện đã vào luồng", async () =>
        {
            var byDossier = (await rehearsal.FeedAsync()).GroupBy(item => item.GetProperty("dossierId").GetGuid()).ToList();
            count = byDossier.Sum(group => group.Count());
            foreach (var group in byDossier)
            {
                var sequence = group.Select(item => item.GetProperty("sequence").GetInt64()).ToList();
                if (!sequence.SequenceEqual(Enumerable.Range(1, sequence.Count).Select(step => (long)step)))
                {
                    throw new RehearsalFailure($"Luồng sự kiện của hồ sơ {group.Key} có chỗ hổng: {string.Join(",", sequence)}");
                }
            }

            return byDossier.Count == dossiers && await AllPublishedAsync(rehearsal, byDossier) ? true : null;
        });
        return count;
    }

    /// <summary>The feed has caught up: with the end of a dossier that ended, with every open stage of one that runs.</summary>
    private static async Task<bool> AllPublishedAsync(Rehearsal rehearsal, List<IGrouping<Guid, JsonElement>> feeds)
    {
        foreach (var feed in feeds)
        {
            var view = await rehearsal.As(People.ProvinceLeader).GetAsync($"/dossiers/{feed.Key}");
            var heard = view.GetProperty("status").GetString() == "Running"
                ? view.GetProperty("open").EnumerateArray().All(stage => feed.Any(item => Opens(item, stage)))
                : feed.Last().GetProperty("type").GetString() == "DossierClosed.V1";
            if (!heard)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Opens(JsonElement item, JsonElement stage) =>
        item.GetProperty("type").GetString() == "StageOpened.V1"
        && item.GetProperty("data").GetProperty("stage").GetString() == stage.GetProperty("key").GetString()
        && item.GetProperty("data").GetProperty("round").GetInt32() == stage.GetProperty("round").GetInt32();

    private static async Task VerifyAuditAsync(Rehearsal rehearsal, Guid dossier)
    {
        var export = await rehearsal.As(People.ProvinceLeader).GetAsync($"/dossiers/{dossier}/audit");
        var path = Path.Combine(rehearsal.Folder, $"audit-{dossier}.json");
        await File.WriteAllTextAsync(path, export.GetRawText());
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(export.GetRawText()));
        if (AuditVerifier.Verify(stream) is { Verified: false } broken)
        {
            throw new RehearsalFailure($"Nhật ký của hồ sơ {dossier} không khớp: {broken.Reason}");
        }
    }
}
