using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Persistence;
using Ntm.Assessment.Rules;
using Ntm.Web;

namespace Ntm.Assessment.Features;

/// <summary>Shows a criteria set of a province beside the set that is in force before it.</summary>
internal static class CriteriaPreviews
{
    private const int MostFaults = 500;

    /// <summary>The set as the caller may see it.</summary>
    public static async Task<CriteriaPreview> PreviewAsync(
        this AssessmentDbContext db,
        RuleBook rules,
        ProvinceSet own,
        Caller caller,
        CancellationToken cancellation
    ) => Of(rules, own, await db.PublishedSetsAsync(rules, own.Province, cancellation), caller);

    private static CriteriaPreview Of(RuleBook rules, ProvinceSet own, IReadOnlyList<CriteriaSet> published, Caller caller)
    {
        var (composed, header) = (rules.Compose(own), own.Header);
        var frame = rules.SetFor(header.Title, header.ValidFrom);
        var before =
            published.Where(set => set.Title == header.Title && set.ValidFrom < header.ValidFrom).MaxBy(set => set.ValidFrom)
            ?? frame
            ?? rules.SetFor(header.Title, header.ValidFrom.AddDays(-1));
        var differences = SetComparison.Between(before, composed.Set);
        return new CriteriaPreview
        {
            Code = own.Code,
            Province = own.Province,
            Title = header.Title,
            Name = header.Name,
            DocumentNumber = header.DocumentNumber,
            DocumentDate = header.DocumentDate,
            ValidFrom = header.ValidFrom,
            ValidTo = header.ValidTo,
            Extends = header.Extends,
            Status = own.Published ? "published" : "draft",
            FileName = own.FileName,
            Sha256 = own.Hash,
            PreparedByName = own.PreparedByName,
            PreparedAt = own.PreparedAt,
            PublishedByName = own.PublishedByName,
            PublishedAt = own.PublishedAt,
            Criteria = composed.Set.Criteria.Count,
            Indicators = composed.Set.Indicators.Count(),
            FaultCount = composed.Faults.Count,
            Faults = [.. composed.Faults.Take(MostFaults).Select(fault => new BadCell(fault.Row, fault.Column, fault.Message))],
            ComparedWith = before?.Code,
            Added = differences.Added,
            Removed = differences.Removed,
            Changed = [.. differences.Changed.Select(change => new ChangedIndicatorView(change.Code, change.Columns))],
            CountNote = SetComparison.CountNote(composed.Set, frame),
            Version = own.Version,
            AllowedActions = Actions(own, composed, caller),
        };
    }

    private static IReadOnlyList<string> Actions(ProvinceSet own, ComposedSet composed, Caller caller)
    {
        if (own.Published)
        {
            return [];
        }

        IEnumerable<string> change = AssessmentAccess.ToChangeSet(caller, own) is null ? ["replace", "delete"] : [];
        var publishes = AssessmentAccess.ToChangeSet(caller, own) is null && own.WhyNotPublish(composed, []) is null;
        return [.. change, .. publishes ? ["publish"] : Array.Empty<string>()];
    }
}
