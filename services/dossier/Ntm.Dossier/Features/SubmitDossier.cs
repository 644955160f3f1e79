using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Ntm.Audit.Heads;

namespace Ntm.Dossier.Features;

/// <summary>
/// <c>POST /dossiers/{id}/stages/{stage}/submission</c>: submits to the next level. In time it issues a signed receipt;
/// from the cut-off on it answers 409 <c>dossier.submission_closed</c> and the draft stays.
/// </summary>
internal static class SubmitDossier
{
    private static readonly StageKind[] Kinds = [StageKind.Submission];

    public static void Map(RouteGroupBuilder routes) =>
        routes.MapPost("/{id:guid}/stages/{stage}/submission", HandleAsync).WithName(nameof(SubmitDossier)).Produces<DossierView>();

    internal static Task<IResult> HandleAsync(
        Guid id,
        string stage,
        DossierCommands commands,
        ReceiptSigner signer,
        HeadExport<DossierDbContext> heads,
        Caller caller,
        HttpRequest http,
        CancellationToken cancellation
    )
    {
        // After the commit, as the answer is.
        http.HttpContext.Response.OnCompleted(() =>
        {
            heads.Request(DossierJournal.ChainOf(id));
            return Task.CompletedTask;
        });
        return commands.RunAtStageAsync(
            id,
            stage,
            Kinds,
            caller,
            http,
            (dossier, open, act) => dossier.Submit(act, open, signer),
            cancellation
        );
    }
}
