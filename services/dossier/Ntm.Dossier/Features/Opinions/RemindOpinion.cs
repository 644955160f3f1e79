using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Opinions;

namespace Ntm.Dossier.Features.Opinions;

/// <summary>
/// <c>POST /dossiers/{id}/opinions/{number}/reminders</c>: who acts at the stage reminds those who were asked, at most once a working
/// day; else 409 <c>dossier.opinion_reminded_today</c>.
/// </summary>
internal static class RemindOpinion
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/opinions/{number:int}/reminders", HandleAsync).WithName(nameof(RemindOpinion)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        int number,
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
                var asked = OpinionAccess.ToRemind(caller, dossier, number);
                if (asked.Refused)
                {
                    return asked;
                }

                var stage = dossier.Path.StageOf(asked.Value.Stage);
                var own = act.In(stage.Role, dossier.ActorUnit(stage), caller);
                return dossier.Take(own, OpinionActs.Remind(dossier, own, asked.Value));
            },
            cancellation
        );
}
