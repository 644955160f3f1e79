namespace Ntm.Dossier.Domain.Claims;

/// <summary>
/// Claims a share of an open stage, hands it over and gives it back. Asked for what is so already, an act changes nothing. The audit
/// names accounts and no person.
/// </summary>
internal static class ClaimActs
{
    /// <summary>Claims a share that nobody has claimed.</summary>
    public static Result<Change> Claim(RecognitionDossier dossier, Act act, Stage stage, StageShare share)
    {
        var open = dossier.FindOpen(stage.Key)!;
        if (open.ClaimOn(share) is { } held)
        {
            return held.IsOf(act.By) ? new Change(dossier.Content) : ClaimErrors.Claimed(held);
        }

        var claim = new StageClaim(share.Role, share.Department, act.By, act.Name ?? act.By, act.At);
        return With(dossier, open, share, claim, act.Entry("stage.claimed", stage, new { open.Round, share.Department }));
    }

    /// <summary>Hands a share over to somebody else: its holder does, and who leads the unit also what nobody has claimed.</summary>
    public static Result<Change> HandOver(
        RecognitionDossier dossier,
        Act act,
        Stage stage,
        StageShare share,
        bool leads,
        Colleague receiver,
        string? note
    )
    {
        var open = dossier.FindOpen(stage.Key)!;
        var held = open.ClaimOn(share);
        if (held is null && !leads)
        {
            return ClaimErrors.NotClaimed;
        }

        if (held is not null && held.IsOf(receiver.Account))
        {
            return new Change(dossier.Content);
        }

        if (held is not null && !leads && !held.IsOf(act.By))
        {
            return ClaimErrors.Claimed(held);
        }

        var claim = new StageClaim(share.Role, share.Department, receiver.Account, receiver.Name, act.At, note);
        var handedOver = new
        {
            open.Round,
            share.Department,
            From = held?.By,
            To = receiver.Account,
        };
        return With(dossier, open, share, claim, act.Entry("stage.handed_over", stage, handedOver));
    }

    /// <summary>Gives a share back: its holder does, or who leads the unit.</summary>
    public static Result<Change> Release(RecognitionDossier dossier, Act act, Stage stage, StageShare share, bool leads)
    {
        var open = dossier.FindOpen(stage.Key)!;
        if (open.ClaimOn(share) is not { } held)
        {
            return new Change(dossier.Content);
        }

        if (!leads && !held.IsOf(act.By))
        {
            return ClaimErrors.Claimed(held);
        }

        var released = new
        {
            open.Round,
            share.Department,
            Holder = held.By,
        };
        return With(dossier, open, share, null, act.Entry("stage.released", stage, released));
    }

    private static Change With(RecognitionDossier dossier, OpenStage open, StageShare share, StageClaim? claim, AuditAct entry)
    {
        var others = open.Claims.RemoveAll(held => held.IsOn(share));
        var changed = open with { Claims = claim is null ? others : others.Add(claim) };
        return new Change(dossier.Content with { Open = dossier.Content.Open.Replace(open, changed) }) { Audit = [entry] };
    }
}
