using System.Globalization;
using System.Text;

namespace Ntm.Rehearsal;

/// <summary>Runs one scenario and then checks what anybody outside can check: feed without gaps, audit unbroken.</summary>
internal static class RehearsalRun
{
    /// <summary>Since then dossiers follow another criteria set; what the province confirmed of the one before decides nothing.</summary>
    private static readonly DateOnly RulesOf2026 = new(2026, 2, 15);

    public static async Task<RehearsalResult> RunAsync(
        Scenario scenario,
        Narrator narrator,
        Venue venue,
        CancellationToken cancellation,
        Uri? against = null
    )
    {
        narrator.Title(scenario.Name, scenario.Title);
        await using var rehearsal = against is null
            ? await RehearsalSession.StartAsync(venue, scenario.Name, scenario.Start, narrator, cancellation)
            : await RehearsalSession.AgainstAsync(venue, against, scenario.Name, scenario.Start, narrator);
        narrator.Day(rehearsal.Today);
        if (rehearsal.Today < RulesOf2026)
        {
            await SelfAssessmentStory.ConfirmThresholdsAsync(rehearsal);
        }

        await scenario.RunAsync(rehearsal);

        var recognised = 0;
        foreach (var dossier in rehearsal.Dossiers)
        {
            var view = await rehearsal.LeaderOf(dossier).GetAsync($"/dossiers/{dossier}");
            recognised += view.GetProperty("status").GetString() == "Recognised" ? 1 : 0;
        }

        if (recognised != scenario.Recognised)
        {
            throw new RehearsalFailure($"Được công nhận {recognised} hồ sơ, lẽ ra {scenario.Recognised}.");
        }

        var events = await FeedWithoutGapsAsync(rehearsal);
        foreach (var dossier in rehearsal.Dossiers)
        {
            await VerifyAuditAsync(rehearsal, dossier);
        }

        return new RehearsalResult(recognised, rehearsal.Refusals, events);
    }

    private static async Task<int> FeedWithoutGapsAsync(RehearsalSession rehearsal)
    {
        var count = 0;
        foreach (var dossier in rehearsal.Dossiers)
        {
            count += await RehearsalSession.WaitAsync<int>(
                "mọi sự kiện đã vào luồng",
                async () =>
                {
                    var feed = await rehearsal.FeedAsync(dossier);
                    var sequence = feed.ConvertAll(item =>
                        long.Parse(item.GetProperty("sequence").GetString()!, CultureInfo.InvariantCulture)
                    );
                    if (!sequence.SequenceEqual(Enumerable.Range(1, sequence.Count).Select(step => (long)step)))
                    {
                        throw new RehearsalFailure($"Luồng sự kiện của hồ sơ {dossier} có chỗ hổng: {string.Join(",", sequence)}");
                    }

                    var view = await rehearsal.LeaderOf(dossier).GetAsync($"/dossiers/{dossier}");
                    return view.GetProperty("sequence").GetInt64() == feed.Count ? feed.Count : null;
                }
            );
        }

        return count;
    }

    private static async Task VerifyAuditAsync(RehearsalSession rehearsal, Guid dossier)
    {
        using var export = await SavedAsync(rehearsal, dossier, $"/dossiers/{dossier}/audit", $"audit-{dossier}.json");
        using var stored = await SavedAsync(rehearsal, dossier, $"/assessment/self-assessments/{dossier}/proof", $"proof-{dossier}.json");
        if (rehearsal.AuditFault(export, stored) is { } fault)
        {
            throw new RehearsalFailure($"Nhật ký của hồ sơ {dossier} không khớp: {fault}");
        }
    }

    private static async Task<Stream> SavedAsync(RehearsalSession rehearsal, Guid dossier, string address, string name)
    {
        var text = (await rehearsal.AuditorOf(dossier).GetAsync(address)).GetRawText();
        await File.WriteAllTextAsync(Path.Combine(rehearsal.Folder, name), text);
        return new MemoryStream(Encoding.UTF8.GetBytes(text));
    }
}
