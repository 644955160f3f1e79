using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Decisions;

namespace Ntm.Dossier.Features;

/// <summary>The decision of the chair of the province's People's Committee.</summary>
/// <example>{ "outcome": "Recognised", "number": "1234/QĐ-UBND", "date": "2026-07-10" }</example>
public sealed record DecideRecognitionRequest
{
    /// <summary><c>Recognised</c> or <c>Refused</c>.</summary>
    [Text(20)]
    public required string Outcome { get; init; }

    /// <summary>Number of the decision, up to 100 characters, e.g. <c>1234/QĐ-UBND</c>.</summary>
    [Text(100)]
    public required string Number { get; init; }

    /// <summary>Its date, not in the future and not before the dossier was opened.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Why; required to refuse, up to 2,000 characters.</summary>
    [Text(2000, Optional = true)]
    public string? Reason { get; init; }
}

/// <summary><c>POST /dossiers/{id}/stages/{stage}/decision</c>: records the decision on recognition.</summary>
internal static class DecideRecognition
{
    private static readonly StageKind[] Kinds = [StageKind.Decision];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/decision", HandleAsync).WithName(nameof(DecideRecognition)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        DecideRecognitionRequest request,
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
                dossier.Decide(
                    act,
                    open,
                    new DecisionRecord(request.Outcome, request.Number, request.Date, request.Reason, act.By, act.At)
                ),
            cancellation
        );
}
