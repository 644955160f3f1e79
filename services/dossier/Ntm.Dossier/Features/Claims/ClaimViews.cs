using Ntm.Dossier.Domain.Claims;

namespace Ntm.Dossier.Features.Claims;

/// <summary>Who works on an open stage, or on a department's share of it. Guidance, no lock.</summary>
/// <param name="Department">Department whose share it is; null where the stage is not divided.</param>
/// <param name="Account">Account that works on it.</param>
/// <param name="Name">Name of the person.</param>
/// <param name="At">Since when.</param>
/// <param name="Note">What was said when it was handed over; null otherwise.</param>
public sealed record ClaimView(string? Department, string Account, string Name, DateTimeOffset At, string? Note);

/// <summary>Shows claims to those of the unit that acts, and what they may do with them.</summary>
internal static class ClaimViews
{
    /// <summary>The claims on the shares of an open stage that are not done.</summary>
    public static IReadOnlyList<ClaimView> Of(RecognitionDossier dossier, OpenStage open, Caller caller) =>
        DossierAccess.MaySeeClaims(caller, dossier, dossier.Path.StageOf(open.Key))
            ?
            [
                .. StageShare
                    .Of(dossier, open)
                    .Select(open.ClaimOn)
                    .OfType<StageClaim>()
                    .Select(claim => new ClaimView(claim.Department, claim.By, claim.Name, claim.At, claim.Note)),
            ]
            : [];

    /// <summary>The claim of an inbox row; null while nobody works on it.</summary>
    public static ClaimView? Of(OpenStageRow row) =>
        row is { ClaimedBy: { } account, ClaimedAt: { } at }
            ? new ClaimView(row.Department, account, row.ClaimedByName ?? account, at, row.ClaimNote)
            : null;

    /// <summary>What the caller may do with the claims on an open stage.</summary>
    public static IEnumerable<DossierAction> ActionsOn(RecognitionDossier dossier, OpenStage open, Caller caller)
    {
        var stage = dossier.Path.StageOf(open.Key);
        var leads = DossierAccess.Leads(caller, dossier, stage);
        foreach (var share in StageShare.Of(dossier, open))
        {
            var does = !DossierAccess.ToDo(caller, dossier, stage, share).Refused;
            var place = $"/dossiers/{dossier.Id}/stages/{stage.Key}/claim";
            var query = share.Department is null ? "" : "?department=" + Uri.EscapeDataString(share.Department);
            if (open.ClaimOn(share) is not { } held)
            {
                if (does)
                {
                    yield return new DossierAction(nameof(ClaimStage), stage.Key, "PUT", place + query);
                }

                if (leads)
                {
                    yield return new DossierAction(nameof(HandOverStage), stage.Key, "POST", place + "/handover" + query);
                }
            }
            else if (leads || (does && held.IsOf(caller.Subject)))
            {
                yield return new DossierAction(nameof(HandOverStage), stage.Key, "POST", place + "/handover" + query);
                yield return new DossierAction(nameof(ReleaseStage), stage.Key, "DELETE", place + query);
            }
        }
    }
}
