using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier.Features;

/// <summary>The end of a review.</summary>
/// <example>
/// { "outcome": "Returned", "items": [{"kind": "document", "key": "bao-cao-ket-qua", "reason": "Báo cáo chưa có dấu."}] }
/// </example>
public sealed record ConcludeReviewRequest
{
    /// <summary><c>Approved</c>, <c>Returned</c> or <c>Rejected</c>.</summary>
    [Text(20)]
    public required string Outcome { get; init; }

    /// <summary>Why; required to reject, up to 2,000 characters.</summary>
    [Text(2000, Optional = true)]
    public string? Reason { get; init; }

    /// <summary>Items to return, with reasons, besides those that have a returning verdict; up to 200.</summary>
    [Items(0, 200)]
    public IReadOnlyList<ReturnRequest> Items { get; init; } = [];
}

/// <summary>One item to return.</summary>
public sealed record ReturnRequest
{
    /// <summary><c>criterion</c> or <c>document</c>.</summary>
    [Text(20)]
    public required string Kind { get; init; }

    /// <summary>Criterion number or document key.</summary>
    [Text(60)]
    public required string Key { get; init; }

    /// <summary>Why it is returned, up to 2,000 characters.</summary>
    [Text(2000)]
    public required string Reason { get; init; }

    internal GivenVerdict ToVerdict() => new(new ReviewItem(Kind, Key), false, Reason);
}

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/conclusion</c>: approves when every item is accepted; returns single items with
/// reasons while the rest stays accepted and the clock pauses; or rejects.
/// </summary>
internal static class ConcludeReview
{
    private static readonly StageKind[] Kinds = [StageKind.Review];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/conclusion", HandleAsync).WithName(nameof(ConcludeReview)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        ConcludeReviewRequest request,
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
                dossier.Conclude(
                    act,
                    open,
                    DossierAccess.ReviewerAt(caller, dossier, open),
                    new Conclusion(request.Outcome, request.Reason, [.. request.Items.Select(item => item.ToVerdict())])
                ),
            cancellation,
            DossierAccess.ToConclude
        );
}
