using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Dossier.Domain.Titles;
using Ntm.Units;

namespace Ntm.Dossier.Persistence;

/// <summary>
/// A title of a commune, or that it has none, by a document of the province and by no dossier here: one recognised before the platform,
/// or acknowledged after a merger. Rows are only ever added.
/// </summary>
internal sealed class TitleRecord : IAudited
{
    /// <summary>Code of the province.</summary>
    public required string Province { get; init; }

    /// <summary>Counts the records of the province from 1.</summary>
    public required int Number { get; init; }
    public required string UnitCode { get; init; }

    /// <summary>Key of the title; null where the commune has none.</summary>
    public string? Title { get; init; }

    /// <summary>Legal day since which it counts.</summary>
    public required DateOnly Since { get; init; }
    public required string DocumentNumber { get; init; }
    public required DateOnly DocumentDate { get; init; }
    public required string RecordedBy { get; init; }
    public required string RecordedByName { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    public string AuditKey => string.Create(CultureInfo.InvariantCulture, $"title/{Province}/{Number}");

    public object AuditContent() =>
        new
        {
            UnitCode,
            Title,
            Since,
            DocumentNumber,
            DocumentDate,
            RecordedBy,
        };

    public HeldTitle ToHeld() => new(Title, Since, $"{DocumentNumber} ngày {VietnamTime.Display(DocumentDate)}");
}

/// <summary>The table <c>TitleRecords</c>.</summary>
internal sealed class TitleRecordConfiguration : IEntityTypeConfiguration<TitleRecord>
{
    public void Configure(EntityTypeBuilder<TitleRecord> builder)
    {
        builder.ToTable("TitleRecords").HasKey(x => new { x.Province, x.Number });
        builder.Property(x => x.Province).HasMaxLength(20);
        builder.Property(x => x.UnitCode).HasMaxLength(20);
        builder.Property(x => x.Title).HasMaxLength(40);
        builder.Property(x => x.DocumentNumber).HasMaxLength(100);
        builder.Property(x => x.RecordedBy).HasMaxLength(60);
        builder.Property(x => x.RecordedByName).HasMaxLength(200);
        builder.HasIndex(x => x.UnitCode);
    }
}

/// <summary>Reads the titles of communes and what they were merged from.</summary>
internal static class TitleQueries
{
    /// <summary>The commune of a code as it is on a legal day, with what it was merged from; null where there is none.</summary>
    public static async Task<MergedUnit?> MergedUnitAsync(
        this DossierDbContext db,
        DossierStore store,
        string code,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        // A merged commune may have taken up the code of one that went up into it.
        var periods = await db
            .Units.AsNoTracking()
            .Where(unit => (unit.Code == code || unit.SucceededBy == code) && unit.Level == "commune")
            .ToListAsync(cancellation);
        if (periods.Find(period => period.Code == code && period.Covers(day)) is not { } unit)
        {
            return null;
        }

        var merged = LastMerger(periods, code, day);
        var former = merged is null ? [] : periods.FindAll(period => period.SucceededBy == code && period.ValidTo == merged);
        var predecessors = new List<Predecessor>();
        foreach (var before in former.OrderBy(period => period.Code, StringComparer.Ordinal))
        {
            var last = before.ValidTo!.Value;
            predecessors.Add(
                new Predecessor(
                    before.Code,
                    before.Name,
                    last,
                    await db.HeldAsync(store, before.Code, DateOnly.MinValue, last, cancellation)
                )
            );
        }

        var held = await db.HeldAsync(store, code, merged?.AddDays(1) ?? DateOnly.MinValue, day, cancellation);
        return new MergedUnit(code, unit.Name, held, predecessors);
    }

    /// <summary>Last day of the communes of which the code's commune was made last; null where it was not made of others.</summary>
    private static DateOnly? LastMerger(List<UnitPeriod> periods, string code, DateOnly day) =>
        periods.Where(period => period.SucceededBy == code && period.ValidTo < day).Max(period => period.ValidTo);

    /// <summary>The latest title of a commune between two days: of a dossier here, or by a document.</summary>
    private static async Task<HeldTitle?> HeldAsync(
        this DossierDbContext db,
        DossierStore store,
        string code,
        DateOnly from,
        DateOnly to,
        CancellationToken cancellation
    )
    {
        var records = await db
            .TitleRecords.AsNoTracking()
            .Where(row => row.UnitCode == code)
            .OrderBy(row => row.Number)
            .ToListAsync(cancellation);
        var recognised = await db
            .Dossiers.AsNoTracking()
            .Where(row => row.UnitCode == code && row.Status == nameof(DossierStatus.Recognised))
            .ToListAsync(cancellation);
        return recognised
            .Select(row => (row.Title, store.Read(row).Content.Decision))
            .Where(pair => pair.Decision is not null)
            .Select(pair => new HeldTitle(
                pair.Title,
                pair.Decision!.Date,
                $"{pair.Decision.Number} ngày {VietnamTime.Display(pair.Decision.Date)}"
            ))
            .Concat(records.Select(row => row.ToHeld()))
            .Where(held => from <= held.Since && held.Since <= to)
            .OrderBy(held => held.Since)
            .LastOrDefault();
    }
}
