using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Opinions;

namespace Ntm.Dossier.Features.Opinions;

/// <summary>A question to others about a dossier.</summary>
/// <example>
/// { "to": "appraiser@42#SGTVT", "question": "Đoạn đường liên thôn 2 đã nghiệm thu theo mặt cắt nào?", "workingDays": 5 }
/// </example>
public sealed record AskOpinionRequest
{
    /// <summary>Who is asked, as the action lists them: <c>role@unit</c> or, of one department, <c>role@unit#department</c>.</summary>
    [Text(160)]
    public required string To { get; init; }

    /// <summary>Question, up to 2,000 characters; kept out of audit and events.</summary>
    [Text(2000)]
    public required string Question { get; init; }

    /// <summary>Working days for the answer, 1 to 15; today does not count.</summary>
    [Between(1, OpinionActs.MostWorkingDays)]
    public required int WorkingDays { get; init; }
}

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/opinions</c>: who acts at an open stage asks others for an opinion (xin ý kiến phối hợp). It
/// advises: no stage waits for it, and with the stage it ends. Question and answer are shown to those who act at the stage and those who
/// were asked, and to nobody else.
/// </summary>
internal static class AskOpinion
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/opinions", HandleAsync).WithName(nameof(AskOpinion)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        AskOpinionRequest request,
        DossierCommands commands,
        Caller caller,
        HttpRequest http,
        CancellationToken cancellation
    ) =>
        commands.RunAtStageAsync(
            id,
            stage,
            OpinionActs.Kinds,
            caller,
            http,
            (dossier, open, act) =>
                dossier.Take(
                    act,
                    OpinionAccess
                        .ToAsk(caller, dossier, request.To)
                        .Then(party => OpinionActs.Ask(dossier, act, open, party, request.Question, request.WorkingDays))
                ),
            cancellation
        );
}
