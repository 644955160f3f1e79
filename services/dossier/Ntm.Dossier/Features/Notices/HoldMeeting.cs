using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Dossier.Domain.Meetings;

namespace Ntm.Dossier.Features.Notices;

/// <summary>A meeting of the commune that voted to propose it (họp đề nghị xét công nhận).</summary>
/// <example>
/// { "heldOn": "2026-05-04", "invited": 62, "present": 58, "inFavour": 55, "against": 2, "minutesNumber": "05/BB-UBND" }
/// </example>
public sealed record HoldMeetingRequest
{
    /// <summary>Day of the meeting, from the opening of the stage to today.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>People invited, 1 to 5,000.</summary>
    [Between(1, 5000)]
    public required int Invited { get; init; }

    /// <summary>People present, at most those invited.</summary>
    [Between(1, 5000)]
    public required int Present { get; init; }

    /// <summary>Votes in favour.</summary>
    [Between(0, 5000)]
    public required int InFavour { get; init; }

    /// <summary>Votes against; who voted neither way abstained.</summary>
    [Between(0, 5000)]
    public required int Against { get; init; }

    /// <summary>Number of the minutes, up to 100 characters; their file belongs to the documents of the stage.</summary>
    [Text(100)]
    public required string MinutesNumber { get; init; }
}

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/meeting</c>: records the meeting. With the share of the procedure the path goes on; without
/// it the meeting has to be held again.
/// </summary>
internal static class HoldMeeting
{
    private static readonly StageKind[] Kinds = [StageKind.Meeting];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/meeting", HandleAsync).WithName(nameof(HoldMeeting)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        HoldMeetingRequest request,
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
                dossier.Take(act, MeetingActs.Hold(dossier, act, open, request.HeldOn, CountOf(request), request.MinutesNumber)),
            cancellation
        );

    private static MeetingCount CountOf(HoldMeetingRequest request) =>
        new(request.Invited, request.Present, request.InFavour, request.Against);
}
