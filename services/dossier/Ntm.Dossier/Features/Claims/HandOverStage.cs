using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Claims;

namespace Ntm.Dossier.Features.Claims;

/// <summary>To whom claimed work is handed over.</summary>
/// <example>{ "to": "0198d2c4-7b1e-7f3a-9c55-2a61f0e4b7d9", "note": "Anh xem giúp tiêu chí 17, tôi đi công tác tuần này." }</example>
public sealed record HandOverStageRequest
{
    /// <summary>Account of the receiver, as the list of colleagues names it.</summary>
    [Text(60)]
    public required string To { get; init; }

    /// <summary>A word to the receiver, up to 500 characters; shown with the claim and kept out of the audit.</summary>
    [Text(500, Optional = true)]
    public string? Note { get; init; }
}

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/claim/handover?department=</c>: hands claimed work over to a colleague (chuyển việc), by its
/// holder; who leads the unit assigns what others hold and what nobody has claimed. The receiver must be able to do it himself, by the
/// grants with which he was last seen.
/// </summary>
internal static class HandOverStage
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/claim/handover", HandleAsync).WithName(nameof(HandOverStage)).Produces<DossierView>();

    internal static async Task<IResult> HandleAsync(
        Guid id,
        string stage,
        HandOverStageRequest request,
        DossierDbContext db,
        DossierCommands commands,
        Colleagues colleagues,
        Caller caller,
        HttpRequest http,
        CancellationToken cancellation,
        string? department = null
    )
    {
        var receiver = await colleagues.FindAsync(db, request.To, cancellation);
        return await commands.RunOnShareAsync(
            id,
            stage,
            caller,
            http,
            (dossier, open, act) =>
            {
                var leads = DossierAccess.Leads(caller, dossier, open);
                return DossierAccess
                    .ToReassign(caller, dossier, open, department)
                    .Then(share =>
                        Receiver(dossier, open, share, receiver)
                            .Then(to => ClaimActs.HandOver(dossier, act, open, share, leads, to, request.Note))
                    );
            },
            cancellation
        );
    }

    private static Result<Colleague> Receiver(RecognitionDossier dossier, Stage stage, StageShare share, Colleague? receiver)
    {
        if (receiver is null)
        {
            return ClaimErrors.ReceiverUnknown;
        }

        return DossierAccess.ToDo(receiver.AsCaller(), dossier, stage, share).Refused ? ClaimErrors.ReceiverNotActor(receiver) : receiver;
    }
}
