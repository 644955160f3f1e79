using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier.Features;

/// <summary>A written explanation (giải trình) of a returned item.</summary>
/// <example>{ "kind": "criterion", "key": "2", "text": "Đã bổ sung biên bản nghiệm thu ngày 12/4." }</example>
public sealed record ExplainReturnedItemRequest
{
    /// <summary><c>criterion</c> or <c>document</c>.</summary>
    [Text(20)]
    public required string Kind { get; init; }

    /// <summary>Criterion number or document key.</summary>
    [Text(60)]
    public required string Key { get; init; }

    /// <summary>The explanation, up to 4,000 characters.</summary>
    [Text(4000)]
    public required string Text { get; init; }
}

/// <summary><c>POST /dossiers/{id}/stages/{stage}/explanations</c>: answers a returned item in writing.</summary>
internal static class ExplainReturnedItem
{
    private static readonly StageKind[] Kinds = [StageKind.Preparation];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/explanations", HandleAsync).WithName(nameof(ExplainReturnedItem)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        ExplainReturnedItemRequest request,
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
            (dossier, open, act) => dossier.Explain(act, open, new ReviewItem(request.Kind, request.Key), request.Text),
            cancellation
        );
}
