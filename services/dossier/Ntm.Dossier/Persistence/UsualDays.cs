using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Ntm.Dossier.Persistence;

/// <summary>How long a stage took in the dossiers that are finished.</summary>
/// <param name="Dossiers">Dossiers that went through it.</param>
/// <param name="Days">Days within which nine in ten of them did, all rounds together.</param>
internal sealed record StageDays(int Dossiers, int Days);

/// <summary>
/// How long dossiers of a title take in a province, read from the events of the last finished ones and kept for an hour: what has ended
/// changes no more, and one more changes little.
/// </summary>
internal sealed class UsualDays(TimeProvider clock)
{
    private const int Most = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<
        (string Title, string Province),
        (DateTimeOffset At, Dictionary<string, StageDays> Stages)
    > known = new();

    /// <summary>Stage → how long it took.</summary>
    public async Task<IReadOnlyDictionary<string, StageDays>> OfAsync(
        DossierDbContext db,
        string title,
        string province,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        if (known.TryGetValue((title, province), out var found) && now - found.At < Kept && now >= found.At)
        {
            return found.Stages;
        }

        var (running, withdrawn) = (nameof(DossierStatus.Running), nameof(DossierStatus.Withdrawn));
        var below = province + "/";
        var ids = await db
            .Dossiers.AsNoTracking()
            .Where(row => row.Status != running && row.Status != withdrawn && row.Title == title && row.UnitPath.StartsWith(below))
            .OrderByDescending(row => row.SortKey)
            .Take(Most)
            .Select(row => row.Id)
            .ToListAsync(cancellation);
        var events = await db
            .Events.AsNoTracking()
            .Where(row => ids.Contains(row.DossierId) && row.Subject != "")
            .Select(row => new
            {
                row.DossierId,
                row.Subject,
                row.Body,
            })
            .ToListAsync(cancellation);
        var stages = events
            .Select(row =>
                (
                    row.DossierId,
                    Subject: row.Subject.Split('/'),
                    At: JsonElement.Parse(row.Body).GetProperty("occurredAt").GetDateTimeOffset()
                )
            )
            .GroupBy(row => (row.DossierId, Stage: row.Subject[1], Round: row.Subject[2]))
            .Select(round => (round.Key.DossierId, round.Key.Stage, Days: DaysOf([.. round.Select(row => row.At)])))
            .Where(round => round.Days is not null)
            .GroupBy(round => (round.DossierId, round.Stage))
            .Select(dossier => (dossier.Key.Stage, Days: dossier.Sum(round => round.Days!.Value)))
            .GroupBy(dossier => dossier.Stage)
            .ToDictionary(stage => stage.Key, stage => new StageDays(stage.Count(), NineInTen(stage.Select(one => one.Days))));
        known[(title, province)] = (now, stages);
        return stages;
    }

    /// <summary>Nine in ten of the values are at most this: the smallest of them for which it holds.</summary>
    public static int NineInTen(IEnumerable<int> values)
    {
        var ordered = values.Order().ToList();
        return ordered[(int)Math.Ceiling(ordered.Count * 0.9) - 1];
    }

    /// <summary>Days of a round, begun ones counted; null of one that was not completed.</summary>
    private static int? DaysOf(IReadOnlyList<DateTimeOffset> round) =>
        round.Count == 2 ? Math.Max(1, (int)Math.Ceiling((round.Max() - round.Min()).TotalDays)) : null;
}
