using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Opinions;

namespace Ntm.Dossier.Features.Opinions;

/// <summary>The opinion that was asked for.</summary>
/// <example>{ "text": "Sở đã nghiệm thu đoạn này ngày 12/3 theo mặt cắt 5,5 m." }</example>
public sealed record AnswerOpinionRequest
{
    /// <summary>Answer, up to 4,000 characters; kept out of audit and events.</summary>
    [Text(4000)]
    public required string Text { get; init; }
}

/// <summary>
/// <c>PUT /dossiers/{id}/opinions/{number}/answer</c>: one of those who were asked gives the opinion, once, also after its deadline while
/// the stage is open. Whoever asked does not answer.
/// </summary>
internal static class AnswerOpinion
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPut("/{id:guid}/opinions/{number:int}/answer", HandleAsync).WithName(nameof(AnswerOpinion)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        int number,
        AnswerOpinionRequest request,
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
                var asked = OpinionAccess.ToAnswer(caller, dossier, number);
                if (asked.Refused)
                {
                    return asked;
                }

                var own = act.In(asked.Value.To.Role, asked.Value.To.UnitPath, caller);
                return dossier.Take(own, OpinionActs.Answer(dossier, own, asked.Value, request.Text));
            },
            cancellation
        );
}
