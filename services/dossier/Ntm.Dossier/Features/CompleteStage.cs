using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features;

/// <summary>Completes a stage that has no choice of outcome.</summary>
/// <example>{ "note": "Đã họp dân ngày 05/3." }</example>
public sealed record CompleteStageRequest
{
    /// <summary>Remark for the audit, up to 2,000 characters.</summary>
    [Text(2000, Optional = true)]
    public string? Note { get; init; }
}

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/completion</c>: completes a preparation once its documents are there and every
/// returned item is answered, a public notice once its days have run, confirms an upkeep, or closes a refused dossier.
/// </summary>
internal static class CompleteStage
{
    private static readonly StageKind[] Kinds = [StageKind.Preparation, StageKind.PublicNotice, StageKind.Upkeep, StageKind.Refusal];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/completion", HandleAsync).WithName(nameof(CompleteStage)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        CompleteStageRequest? request,
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
            (dossier, open, act) => dossier.Complete(act, open, request?.Note),
            cancellation
        );
}
