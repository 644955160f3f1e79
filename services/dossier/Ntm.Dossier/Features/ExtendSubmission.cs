using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features;

/// <summary>An extension (gia hạn) by a document of the province.</summary>
/// <example>{ "before": "2026-06-01", "documentNumber": "1234/UBND-NL", "documentDate": "2026-04-20" }</example>
public sealed record ExtendSubmissionRequest
{
    /// <summary>
    /// New cut-off: submission is accepted before 00:00 of this day in Viet Nam. After today, and not beyond the campaign of the year.
    /// </summary>
    public required DateOnly Before { get; init; }

    /// <summary>Number of the document, up to 100 characters, e.g. <c>1234/UBND-NL</c>.</summary>
    [Text(100)]
    public required string DocumentNumber { get; init; }

    /// <summary>Its date, not in the future.</summary>
    public required DateOnly DocumentDate { get; init; }

    /// <summary>
    /// Why this document corrects the extension before it, up to 500 characters; then the new cut-off may lie before that one. Absent
    /// when it extends.
    /// </summary>
    [Text(500, Optional = true)]
    public string? Correction { get; init; }
}

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/extensions</c>: the province's leader, unless he prepared the dossier, moves the
/// cut-off of a submission, before or after it has passed, or corrects how he moved it.
/// </summary>
internal static class ExtendSubmission
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/extensions", HandleAsync).WithName(nameof(ExtendSubmission)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        ExtendSubmissionRequest request,
        DossierCommands commands,
        Caller caller,
        HttpRequest http,
        CancellationToken cancellation
    ) =>
        commands.RunAsync(
            id,
            caller,
            http,
            (dossier, act) =>
            {
                if (dossier.Path.FindStage(stage) is not { } named)
                {
                    return DossierErrors.StageUnknown(stage);
                }

                var extension = new Extension(stage, request.Before, request.DocumentNumber, request.DocumentDate, act.By, act.At)
                {
                    Correction = request.Correction,
                };
                var leader = act.In("leader", dossier.ProvincePath, caller);
                return DossierAccess.ToExtend(caller, dossier).Then(() => dossier.Extend(leader, named, extension));
            },
            cancellation
        );
}
