using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Entries;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features.Entries;

/// <summary>Figures of the rules that a province confirms.</summary>
internal sealed class ThresholdEntry(AssessmentDbContext db, RuleBook rules, TimeProvider clock, ILogger<ThresholdEntry> log)
    : IEntryKind<AssessmentDbContext>
{
    public const string Kind = "thresholds";

    public string Key => Kind;

    public async Task<Result> CheckAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var published = await db.PublishedSetsAsync(rules, entry.Province, cancellation);
        var figures = ConfirmationCheck.Thresholds(
            entry.Read<PrepareThresholdsRequest>().Thresholds,
            rules.ThresholdsFor(entry.Province, published)
        );
        return Result.Of(ProvinceDocument.Of(entry).Faults(clock.Today()).Concat(figures));
    }

    public async Task<IReadOnlyList<EntryChange>> ChangesAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var request = entry.Read<PrepareThresholdsRequest>();
        var rows = await db.Confirmations.AsNoTracking().Where(row => row.Province == entry.Province).ToListAsync(cancellation);
        var day = new[] { clock.Today(), request.ValidFrom }.Max();
        var before = rows.GroupBy(row => row.Rule).ToDictionary(group => group.Key, group => ThresholdConfirmation.InForce(group, day));
        return
        [
            .. request.Thresholds.Select(input => new EntryChange(
                $"{input.Rule}, {input.Item}",
                before.GetValueOrDefault(input.Rule)?.GetValueOrDefault(input.Item)?.Threshold,
                input.Threshold.Trim()
            )),
            .. ProvinceDocument.Reach(request.ReachesOpenDossiers),
        ];
    }

    public async Task<string> ApplyAsync(PreparedEntry entry, Caller by, DateTimeOffset at, CancellationToken cancellation)
    {
        var request = entry.Read<PrepareThresholdsRequest>();
        var document = ProvinceDocument.Of(entry) with { ReachesOpen = request.ReachesOpenDossiers };
        var rows = await db.AddConfirmationsAsync(entry.Province, request.Thresholds, document, by, at, cancellation);
        log.ThresholdsConfirmed(rows.Count, entry.Province, by.Subject);
        return $"/assessment/threshold-confirmations?province={entry.Province}";
    }
}
