using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ntm.Dossier.Features;

/// <summary>The commune takes its dossier back (rút hồ sơ).</summary>
/// <example>{ "reason": "Xã rà soát lại tiêu chí 17, sẽ lập hồ sơ mới." }</example>
public sealed record WithdrawDossierRequest
{
    /// <summary>Why, up to 1,000 characters.</summary>
    [Text(1000)]
    public required string Reason { get; init; }
}

/// <summary>
/// <c>POST /dossiers/{id}/withdrawal</c>: the commune's leader takes the dossier back until the council votes on it. Whatever is open
/// ends; a new dossier may follow in the same year.
/// </summary>
internal static class WithdrawDossier
{
    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/withdrawal", HandleAsync).WithName(nameof(WithdrawDossier)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        WithdrawDossierRequest request,
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
                DossierAccess
                    .ToWithdraw(caller, dossier)
                    .Then(() => dossier.Withdraw(act.In("leader", dossier.UnitPath, caller), request.Reason)),
            cancellation
        );
}
