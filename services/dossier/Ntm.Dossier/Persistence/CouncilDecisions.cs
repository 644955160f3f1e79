using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Ntm.Messaging;

namespace Ntm.Dossier.Persistence;

/// <summary>The table <c>CouncilDecisions</c>: rows are added and read, never changed.</summary>
internal sealed class CouncilDecisionConfiguration : IEntityTypeConfiguration<CouncilDecision>
{
    public void Configure(EntityTypeBuilder<CouncilDecision> builder)
    {
        builder.ToTable("CouncilDecisions").HasKey(x => new { x.CouncilId, x.Sequence });
        builder.Property(x => x.UnitPath).HasMaxLength(60);
        builder.Property(x => x.Name).HasMaxLength(200);
        builder.Property(x => x.Number).HasMaxLength(100);
        builder.Property(x => x.Issuer).HasMaxLength(200);
        builder.Property(x => x.RecordedBy).HasMaxLength(60);
        builder
            .Property(x => x.Members)
            .HasConversion(
                members => JsonSerializer.Serialize(members, EventJson.Options),
                text => JsonSerializer.Deserialize<List<CouncilMember>>(text, EventJson.Options)!,
                new ValueComparer<IReadOnlyList<CouncilMember>>(favorStructuralComparisons: false)
            );
        builder
            .HasIndex(x => new
            {
                x.UnitPath,
                x.Number,
                x.Date,
            })
            .IsUnique();
    }
}

/// <summary>Reads councils, and checks the decisions on them.</summary>
internal static class CouncilDecisions
{
    /// <summary>The councils of these units, the latest first.</summary>
    public static async Task<List<AppraisalCouncil>> CouncilsOfAsync(this DossierDbContext db, UnitScope units) =>
        [
            .. (await db.CouncilDecisions.AsNoTracking().InUnits(units, row => row.UnitPath).ToListAsync())
                .GroupBy(row => row.CouncilId)
                .Select(rows => new AppraisalCouncil([.. rows.OrderBy(row => row.Sequence)]))
                .OrderByDescending(council => council.Decisions[0].ValidFrom)
                .ThenBy(council => council.Id),
        ];

    public static async Task<AppraisalCouncil?> FindCouncilAsync(this DossierDbContext db, Guid id, CancellationToken cancellation)
    {
        var rows = await db
            .CouncilDecisions.AsNoTracking()
            .Where(row => row.CouncilId == id)
            .OrderBy(row => row.Sequence)
            .ToListAsync(cancellation);
        return rows.Count == 0 ? null : new AppraisalCouncil(rows);
    }

    /// <summary>Why a decision on a council cannot be recorded.</summary>
    /// <param name="db">Where.</param>
    /// <param name="next">The decision.</param>
    /// <param name="council">The council that it amends; null when it sets one up.</param>
    /// <param name="act">Who prepared it, now.</param>
    /// <param name="rules">The dated rules.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task<Result> CheckAsync(
        this DossierDbContext db,
        CouncilDecision next,
        AppraisalCouncil? council,
        Act act,
        VoteRules rules,
        CancellationToken cancellation
    )
    {
        var decision = AppraisalCouncil.Check(next, council?.Decisions[^1], act, rules);
        if (decision.Refused)
        {
            return decision;
        }

        var same = db.CouncilDecisions.Where(row => row.UnitPath == next.UnitPath && row.Number == next.Number && row.Date == next.Date);
        return await same.AnyAsync(cancellation) ? CouncilErrors.DecisionTwice(next.Number) : Result.Done;
    }
}
