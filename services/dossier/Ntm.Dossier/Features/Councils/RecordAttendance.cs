using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features.Councils;

/// <summary>Who attends the session.</summary>
/// <example>{ "present": ["0197a3c2-0000-7000-8000-000000000001"] }</example>
public sealed record RecordAttendanceRequest
{
    /// <summary>Subjects of the members present, in place of those recorded before.</summary>
    [Items(0, 200)]
    public required IReadOnlyList<string> Present { get; init; }
}

/// <summary>
/// <c>PUT /dossiers/{id}/stages/{stage}/council/attendance</c>: the chair or the secretary records who attends, until the
/// first ballot or the count.
/// </summary>
internal static class RecordAttendance
{
    private static readonly StageKind[] Kinds = [StageKind.CouncilVote];

    public static void Map(RouteGroupBuilder routes) =>
        routes
            .MapPut("/{id:guid}/stages/{stage}/council/attendance", HandleAsync)
            .WithName(nameof(RecordAttendance))
            .Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        RecordAttendanceRequest request,
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
            (dossier, open, act) => dossier.RecordAttendance(act, open, request.Present),
            cancellation,
            DossierAccess.ToKeepSession
        );
}
