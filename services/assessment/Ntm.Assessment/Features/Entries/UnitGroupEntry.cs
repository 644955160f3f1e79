using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Persistence;
using Ntm.Entries;
using Ntm.LegalTime;
using Ntm.Web;

namespace Ntm.Assessment.Features.Entries;

/// <summary>Into which group a commune is put.</summary>
internal sealed record UnitGroupDecision(string UnitCode, int Group, bool ReachesOpenDossiers);

/// <summary>The group of a commune.</summary>
internal sealed class UnitGroupEntry(AssessmentDbContext db, TimeProvider clock, ILogger<UnitGroupEntry> log)
    : IEntryKind<AssessmentDbContext>
{
    public const string Kind = "unit-group";

    public string Key => Kind;

    public Task<Result> CheckAsync(PreparedEntry entry, CancellationToken cancellation) =>
        Task.FromResult(Result.Of(ProvinceDocument.Of(entry).Faults(clock.Today())));

    public async Task<IReadOnlyList<EntryChange>> ChangesAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var decision = entry.Read<UnitGroupDecision>();
        var rows = await db.UnitGroups.AsNoTracking().Where(row => row.UnitCode == decision.UnitCode).ToListAsync(cancellation);
        var before = UnitGroup.On(rows, new[] { clock.Today(), entry.Document.ValidFrom }.Max());
        return
        [
            new EntryChange($"Nhóm của xã {decision.UnitCode}", before is { } group ? $"Nhóm {group}" : null, $"Nhóm {decision.Group}"),
            .. ProvinceDocument.Reach(decision.ReachesOpenDossiers),
        ];
    }

    public async Task<string> ApplyAsync(PreparedEntry entry, Caller by, DateTimeOffset at, CancellationToken cancellation)
    {
        var (province, decision) = (entry.Province, entry.Read<UnitGroupDecision>());
        var last = await db.UnitGroups.Where(known => known.Province == province).MaxAsync(known => (int?)known.Number, cancellation) ?? 0;
        var document = ProvinceDocument.Of(entry) with { ReachesOpen = decision.ReachesOpenDossiers };
        db.UnitGroups.Add(UnitGroup.Of(decision.UnitCode, decision.Group, document, (province, last), by, at));
        log.UnitGrouped(decision.UnitCode, decision.Group, by.Subject);
        return $"/assessment/unit-groups?province={province}";
    }
}
