using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain.Titles;

namespace Ntm.Dossier.Features.Entries;

/// <summary>A title of a commune that no dossier here gave it.</summary>
internal sealed class TitleEntry(DossierDbContext db, DossierStore store, DossierRules rules, TimeProvider clock)
    : IEntryKind<DossierDbContext>
{
    public const string Kind = "title";

    public string Key => Kind;

    public async Task<Result> CheckAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var request = entry.Read<PrepareTitleRequest>();
        var act = new Act(entry.PreparedBy, clock.GetUtcNow());
        var faults = act.DateFaults("documentDate", request.DocumentDate, DateOnly.MinValue).ToList();
        if (request.Since > request.DocumentDate)
        {
            faults.Add(TitleErrors.DocumentBefore);
        }

        if (request.Title is not null && request.Since < request.DocumentDate)
        {
            faults.Add(TitleErrors.BackDated);
        }

        if (request.Title is { } title && rules.MergedUnits.RankOf(title) == 0)
        {
            faults.Add(TitleErrors.Unknown(title));
        }

        var periods = await db.Units.AsNoTracking().Where(unit => unit.Code == request.UnitCode).ToListAsync(cancellation);
        var inProvince = periods.Exists(unit =>
            unit.Level == "commune" && unit.Covers(request.Since) && UnitScope.ProvinceOf(unit.Path) == request.Province
        );
        if (!inProvince)
        {
            faults.Add(TitleErrors.UnitNotThen(request.UnitCode, request.Since));
        }

        return faults;
    }

    public async Task<IReadOnlyList<EntryChange>> ChangesAsync(PreparedEntry entry, CancellationToken cancellation)
    {
        var request = entry.Read<PrepareTitleRequest>();
        var unit = await db.MergedUnitAsync(store, request.UnitCode, request.Since, cancellation);
        var before = unit?.Held is { } held ? $"{rules.MergedUnits.NameOf(held.Title)}, {held.Document}" : null;
        return [new EntryChange($"Danh hiệu của {unit?.Name} ({request.UnitCode})", before, rules.MergedUnits.NameOf(request.Title))];
    }

    public async Task<string> ApplyAsync(PreparedEntry entry, Caller by, DateTimeOffset at, CancellationToken cancellation)
    {
        var request = entry.Read<PrepareTitleRequest>();
        db.TitleRecords.Add(
            new TitleRecord
            {
                Province = entry.Province,
                Number = 1 + await db.TitleRecords.CountAsync(row => row.Province == entry.Province, cancellation),
                UnitCode = request.UnitCode,
                Title = request.Title,
                Since = request.Since,
                DocumentNumber = entry.Document.Number,
                DocumentDate = request.DocumentDate,
                RecordedBy = by.Subject,
                RecordedByName = by.Name,
                RecordedAt = at,
            }
        );
        return $"/dossiers/titles/{Uri.EscapeDataString(request.UnitCode)}?day={request.Since:yyyy-MM-dd}";
    }
}
