using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Contracts.Assessment.V1;
using Ntm.Dossier.Domain.Assessments;
using Ntm.Dossier.Domain.Documents;
using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier.Features;

/// <summary>What changed since a review returned the dossier.</summary>
/// <param name="Stage">The review.</param>
/// <param name="Round">Round that ended with the return; null when it returned nothing.</param>
/// <param name="Items">Each returned item with its answer and its changes.</param>
/// <param name="StillAccepted">Items whose acceptance stands, as <c>kind/key</c>.</param>
public sealed record ReviewDiff(string Stage, int? Round, IReadOnlyList<ItemDiff> Items, IReadOnlyList<string> StillAccepted);

/// <summary>One returned item, before and now.</summary>
/// <param name="Kind"><c>criterion</c> or <c>document</c>.</param>
/// <param name="Key">Criterion number or document key.</param>
/// <param name="Reason">Why it was returned.</param>
/// <param name="AnsweredBy">How it was answered; null while it is not.</param>
/// <param name="Explanation">The written explanation.</param>
/// <param name="Added">Files put in since.</param>
/// <param name="Removed">Files taken out since.</param>
/// <param name="Indicators">Indicators of the criterion that changed since.</param>
public sealed record ItemDiff(
    string Kind,
    string Key,
    string Reason,
    string? AnsweredBy,
    string? Explanation,
    IReadOnlyList<FileView> Added,
    IReadOnlyList<FileView> Removed,
    IReadOnlyList<IndicatorDiff> Indicators
);

/// <summary>One indicator, before and now.</summary>
/// <param name="Code">Code of the indicator, e.g. <c>1.2</c>.</param>
/// <param name="Before">As it was returned; null when it was not there.</param>
/// <param name="Now">As it is now; null when it is not there.</param>
public sealed record IndicatorDiff(string Code, AssessedIndicator? Before, AssessedIndicator? Now);

/// <summary><c>GET /dossiers/{id}/stages/{stage}/diff</c>: what the next round of a review has to look at.</summary>
internal static class GetReviewDiff
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapGet("/{id:guid}/stages/{stage}/diff", HandleAsync).WithName(nameof(GetReviewDiff)).Produces<ReviewDiff>();

    internal static async Task<IResult> HandleAsync(
        Guid id,
        string stage,
        DossierDbContext db,
        DossierStore store,
        Caller caller,
        CancellationToken cancellation
    )
    {
        if (await store.FindAsync(id) is not { } dossier || !DossierAccess.MaySee(caller, dossier.UnitPath))
        {
            return DossierErrors.NotFound.ToProblem();
        }

        if (dossier.Path.FindStage(stage) is not { } review)
        {
            return DossierErrors.StageUnknown(stage).ToProblem();
        }

        var returned = dossier.Content.Returned.Where(entry => entry.Stage == stage).ToList();
        var taken = await db.TakenAsync(dossier, cancellation);

        // What is accepted in the round that goes on, those alone know who judge in it.
        var before = DossierAccess.MaySeeWork(caller, dossier, review) ? int.MaxValue : dossier.State.RoundOf(stage);
        return TypedResults.Ok(
            new ReviewDiff(
                stage,
                returned.Count == 0 ? null : returned[0].Round,
                [.. returned.Select(entry => Compare(dossier, entry, taken, caller))],
                [
                    .. dossier
                        .Content.Verdicts.Where(verdict => verdict.Stage == stage && verdict.Accepted && verdict.Round < before)
                        .Select(verdict => $"{verdict.Item.Kind}/{verdict.Item.Key}"),
                ]
            )
        );
    }

    private static ItemDiff Compare(RecognitionDossier dossier, ReturnedEntry entry, TakenRevisions taken, Caller caller)
    {
        var files =
            entry.Item.Kind == ReviewItem.Document
                ? dossier
                    .Content.Files.Where(file => file.Document == entry.Item.Key && DossierAccess.MaySee(caller, dossier, file))
                    .ToList()
                : [];
        return new ItemDiff(
            entry.Item.Kind,
            entry.Item.Key,
            entry.Reason,
            entry.Answer?.How,
            entry.Answer?.Text,
            [.. files.Where(file => file is { RemovedAt: null, LapsedAt: null } && !entry.Files.Contains(file.Id)).Select(Show)],
            [.. files.Where(file => file.RemovedAt is not null && entry.Files.Contains(file.Id)).Select(Show)],
            entry.Item.Kind == ReviewItem.Criterion
                ? Indicators(Find(entry.AssessmentRevision), Find(dossier.Content.Assessment?.Revision ?? 0))
                : []
        );

        FileView Show(DossierFile file) => DossierViews.File(dossier, file);

        IReadOnlyList<AssessedIndicator> Find(int revision) =>
            taken.Of(revision).FirstOrDefault(criterion => criterion.Code == entry.Item.Key)?.Indicators ?? [];
    }

    private static List<IndicatorDiff> Indicators(IReadOnlyList<AssessedIndicator> before, IReadOnlyList<AssessedIndicator> now) =>
        [
            .. from code in before.Concat(now).Select(indicator => indicator.Code).Distinct()
            let old = before.FirstOrDefault(indicator => indicator.Code == code)
            let fresh = now.FirstOrDefault(indicator => indicator.Code == code)
            where
                old?.Verdict != fresh?.Verdict
                || old?.Value != fresh?.Value
                || !(old?.EvidenceHashes ?? []).ToHashSet().SetEquals(fresh?.EvidenceHashes ?? [])
            select new IndicatorDiff(code, old, fresh),
        ];
}
