using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Messaging;

namespace Ntm.Dossier.Persistence;

/// <summary>
/// A procedure that a province confirmed, with who entered it and when. Rows are only ever added: a later one replaces an earlier one
/// for dossiers opened since its <see cref="ValidFrom"/>.
/// </summary>
internal sealed class ProcedureRow : IAudited
{
    /// <summary>Code of the province.</summary>
    public required string Province { get; init; }

    /// <summary>Counts the procedures of the province from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Key of the path that it is for.</summary>
    public required string PathKey { get; init; }
    public required string DocumentNumber { get; init; }
    public required DateOnly DocumentDate { get; init; }
    public required DateOnly ValidFrom { get; init; }
    public required ProcedureFigures Figures { get; init; }
    public required string ConfirmedBy { get; init; }
    public required string ConfirmedByName { get; init; }
    public required DateTimeOffset ConfirmedAt { get; init; }

    public string AuditKey => string.Create(CultureInfo.InvariantCulture, $"procedure/{Province}/{Number}");

    public object AuditContent() =>
        new
        {
            PathKey,
            DocumentNumber,
            DocumentDate,
            ValidFrom,
            Figures,
            ConfirmedBy,
        };

    public Procedure ToProcedure() => new(Number, DocumentNumber, DocumentDate, ValidFrom, Figures);
}

/// <summary>The table <c>Procedures</c>.</summary>
internal sealed class ProcedureConfiguration : IEntityTypeConfiguration<ProcedureRow>
{
    public void Configure(EntityTypeBuilder<ProcedureRow> builder)
    {
        builder.ToTable("Procedures").HasKey(x => new { x.Province, x.Number });
        builder.Property(x => x.Province).HasMaxLength(20);
        builder.Property(x => x.PathKey).HasMaxLength(60);
        builder.Property(x => x.DocumentNumber).HasMaxLength(100);
        builder
            .Property(x => x.Figures)
            .HasConversion(
                figures => JsonSerializer.Serialize(figures, EventJson.Options),
                text => JsonSerializer.Deserialize<ProcedureFigures>(text, EventJson.Options)!,
                new ValueComparer<ProcedureFigures>(favorStructuralComparisons: false)
            );
        builder.Property(x => x.ConfirmedBy).HasMaxLength(60);
        builder.Property(x => x.ConfirmedByName).HasMaxLength(200);
    }
}

/// <summary>Reads the procedures of a province.</summary>
internal static class ProcedureQueries
{
    /// <summary>Every procedure of a province, in the order in which they were entered.</summary>
    public static Task<List<ProcedureRow>> ProceduresOfAsync(this DossierDbContext db, string province, CancellationToken cancellation) =>
        db.Procedures.AsNoTracking().Where(row => row.Province == province).OrderBy(row => row.Number).ToListAsync(cancellation);

    /// <summary>What a dossier opened on a day has to follow; null while the province has confirmed nothing.</summary>
    public static async Task<Procedure?> ProcedureInForceAsync(
        this DossierDbContext db,
        string province,
        string path,
        DateOnly day,
        CancellationToken cancellation
    ) => InForce(await db.ProceduresOfAsync(province, cancellation), path, day)?.ToProcedure();

    /// <summary>The latest valid one, and of two from one day the one entered last.</summary>
    public static ProcedureRow? InForce(IEnumerable<ProcedureRow> rows, string path, DateOnly day) =>
        rows.Where(row => row.PathKey == path && row.ValidFrom <= day)
            .OrderBy(row => row.ValidFrom)
            .ThenBy(row => row.Number)
            .LastOrDefault();
}
