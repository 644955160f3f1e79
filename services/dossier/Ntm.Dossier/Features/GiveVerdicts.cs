using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier.Features;

/// <summary>Verdicts on items of a review. Sent again they replace the caller's earlier ones of this round.</summary>
/// <example>
/// { "acceptRest": true, "items": [{"kind": "criterion", "key": "2", "accepted": false, "reason": "Thiếu biên bản nghiệm thu
/// đường trục xã."}] }
/// </example>
public sealed record GiveVerdictsRequest
{
    /// <summary>True accepts every item that the caller may judge and that has no verdict yet and is not listed.</summary>
    public bool AcceptRest { get; init; }

    /// <summary>Verdicts by item, up to 200.</summary>
    [Items(0, 200)]
    public IReadOnlyList<VerdictRequest> Items { get; init; } = [];
}

/// <summary>A verdict on one item.</summary>
public sealed record VerdictRequest
{
    /// <summary><c>criterion</c> or <c>document</c>.</summary>
    [Text(20)]
    public required string Kind { get; init; }

    /// <summary>Criterion number or document key.</summary>
    [Text(60)]
    public required string Key { get; init; }

    /// <summary>Accepted, or to be returned.</summary>
    public required bool Accepted { get; init; }

    /// <summary>Why it is to be returned; required then, up to 2,000 characters.</summary>
    [Text(2000, Optional = true)]
    public string? Reason { get; init; }

    internal GivenVerdict ToVerdict() => new(new ReviewItem(Kind, Key), Accepted, Reason);
}

/// <summary>
/// <c>PUT /dossiers/{id}/stages/{stage}/verdicts</c>: several departments judge at the same time, each only the
/// criteria that the path gives it. All faults are named at once and none of the verdicts is recorded then.
/// </summary>
internal static class GiveVerdicts
{
    private static readonly StageKind[] Kinds = [StageKind.Review];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/{id:guid}/stages/{stage}/verdicts", HandleAsync).WithName(nameof(GiveVerdicts)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        GiveVerdictsRequest request,
        DossierCommands commands,
        Caller caller,
        HttpRequest http,
        CancellationToken cancellation
    ) =>
        commands.RunAtStageAsync(
            id,
            stage,
            Kinds,
            caller,
            http,
            (dossier, open, act) =>
            {
                var reviewer = DossierAccess.ReviewerAt(caller, dossier, open);
                var given = request.Items.Select(item => item.ToVerdict()).ToList();
                if (request.AcceptRest)
                {
                    var review = dossier.ReviewAt(open);
                    given.AddRange(
                        review
                            .Pending.Where(item =>
                                reviewer.MayJudge(review.DepartmentOf(item)) && !given.Exists(verdict => verdict.Item == item)
                            )
                            .Select(item => new GivenVerdict(item, true, null))
                            .ToList()
                    );
                }

                return dossier.GiveVerdicts(act, open, reviewer, given);
            },
            cancellation
        );
}
