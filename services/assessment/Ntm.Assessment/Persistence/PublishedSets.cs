using Microsoft.EntityFrameworkCore;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Rules;
using Ntm.Web;

namespace Ntm.Assessment.Persistence;

/// <summary>Criteria sets that provinces published, beside the national ones of the rule book.</summary>
internal static class PublishedSets
{
    /// <summary>The set of a code, national or published by a province; null where there is none. A published set never changes, so it
    /// is read from its rows once.</summary>
    public static async Task<CriteriaSet?> FindSetAsync(
        this AssessmentDbContext db,
        RuleBook rules,
        string code,
        CancellationToken cancellation
    )
    {
        if (rules.FindSet(code) is { } national)
        {
            return national;
        }

        var published = db.ProvinceSets.AsNoTracking().Where(row => row.Code == code && row.PublishedAt != null);
        return await published.Select(row => row.Hash).FirstOrDefaultAsync(cancellation) is not { } hash
            ? null
            : rules.Recall(code, hash) ?? rules.Keep(hash, rules.Applied(await published.SingleAsync(cancellation)));
    }

    /// <summary>What a province published, each set until the next one of its title begins.</summary>
    public static async Task<IReadOnlyList<CriteriaSet>> PublishedSetsAsync(
        this AssessmentDbContext db,
        RuleBook rules,
        string? province,
        CancellationToken cancellation
    )
    {
        var rows = await db
            .ProvinceSets.AsNoTracking()
            .Where(row => row.Province == province && row.PublishedAt != null)
            .ToListAsync(cancellation);
        return
        [
            .. rows.Select(rules.Applied)
                .GroupBy(set => set.Title)
                .SelectMany(group => Superseded([.. group.OrderBy(set => set.ValidFrom)]))
                .OrderBy(set => set.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>The set in force for a unit on a day: its province's own first, else the national one.</summary>
    public static async Task<CriteriaSet?> SetInForceAsync(
        this AssessmentDbContext db,
        RuleBook rules,
        string title,
        string unitPath,
        DateOnly day,
        CancellationToken cancellation
    )
    {
        var own = await db.PublishedSetsAsync(rules, UnitScope.ProvinceOf(unitPath), cancellation);
        return own.FirstOrDefault(set => set.Title == title && set.InForceOn(day)) ?? rules.SetFor(title, day);
    }

    /// <summary>A province's set with what it extends; where its table names no criterion, by the name in the national set.</summary>
    public static ComposedSet Compose(this RuleBook rules, ProvinceSet own) =>
        ComposedSet.Of(
            own,
            own.Header.Extends is { } extended ? rules.FindSet(extended) : null,
            rules.SetFor(own.Header.Title, own.Header.ValidFrom)?.Criteria.ToDictionary(criterion => criterion.Code, x => x.Name) ?? []
        );

    /// <exception cref="InvalidDataException">The rows are not those that were published, or can no longer be read as they were then;
    /// nothing is judged by a part of them.</exception>
    private static CriteriaSet Applied(this RuleBook rules, ProvinceSet published) =>
        !published.Intact ? throw new InvalidDataException($"Criteria set {published.Code}: the rows differ from their SHA-256.")
        : rules.Compose(published) is { Faults.Count: 0 } composed ? composed.Set
        : throw new InvalidDataException($"Criteria set {published.Code}: this version cannot read what was published.");

    private static IEnumerable<CriteriaSet> Superseded(IReadOnlyList<CriteriaSet> sets) =>
        sets.Select(
            (set, index) =>
                index + 1 < sets.Count ? set with { ValidTo = new[] { set.ValidTo, sets[index + 1].ValidFrom.AddDays(-1) }.Min() } : set
        );
}
