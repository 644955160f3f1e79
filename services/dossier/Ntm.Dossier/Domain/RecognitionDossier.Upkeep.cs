namespace Ntm.Dossier.Domain;

/// <summary>What changes a dossier without anybody's step on its path: deadlines that become known, lost criteria, dropped
/// messages.</summary>
internal sealed partial class RecognitionDossier
{
    /// <summary>The open stage with the deadline and the reminder that the calendar gives now; the same when nothing was missing.</summary>
    public OpenStage Recomputed(OpenStage open)
    {
        var stage = Path.StageOf(open.Key);
        var dueAt = Deadlines.IsUnknown(open, stage)
            ? Deadlines.DueOf(stage, Year, null, open.OpenedAt, UsedBefore(stage, open.OpenedAt), Rules.Calendar).At
            : open.DueAt;
        return Deadlines.WithNextAlarm(open with { DueAt = dueAt }, stage, Rules.Calendar);
    }

    /// <summary>Takes over what <see cref="Recomputed"/> gives for an open stage, and says so when its deadline was unknown.</summary>
    public void Recompute(Act act, OpenStage open)
    {
        var (stage, known) = (Path.StageOf(open.Key), Recomputed(open));
        Content.Open[Content.Open.IndexOf(open)] = known;
        if (known.DueAt is { } dueAt && open.DueAt is null)
        {
            Audit(act, "deadline.set", stage, new { open.Round, dueAt });
            RaiseDeadlineSet(act, stage, known, dueAt);
        }
    }

    /// <summary>A criterion that had passed no longer does. False when the dossier knows it already.</summary>
    public bool LoseCriterion(Act act, string code, int revision)
    {
        if (Content.LostCriteria.Exists(lost => lost.Code == code && lost.Revision >= revision))
        {
            return false;
        }

        Content.LostCriteria.Add(new LostCriterion(code, revision, act.At));
        Audit(act, "criterion.lost", null, new { code, revision });
        RaiseCriterionLoss(act, code, revision);
        return true;
    }

    /// <summary>Criteria that pass in a revision are no longer lost.</summary>
    public void RegainCriteria(int revision, IReadOnlySet<string> passed)
    {
        for (var at = 0; at < Content.LostCriteria.Count; at++)
        {
            if (Content.LostCriteria[at] is { RegainedIn: null } lost && lost.Revision < revision && passed.Contains(lost.Code))
            {
                Content.LostCriteria[at] = lost with { RegainedIn = revision };
            }
        }
    }

    /// <summary>An operator dropped a message about the dossier that no consumer could handle.</summary>
    public void MessageDropped(Act act, Guid messageId, string type, string reason) =>
        Audit(
            act,
            "message.dropped",
            null,
            new
            {
                messageId,
                type,
                reason,
            }
        );

    /// <summary>
    /// Working days of a stage's period used up in the rounds that were suspended and led to the one opened then; null where the
    /// calendar does not cover one of them.
    /// </summary>
    private int? UsedBefore(Stage stage, DateTimeOffset openedAt)
    {
        int? used = 0;
        foreach (
            var round in Content.Suspensions.Where(entry => entry.Stage == stage.Key).Reverse().TakeWhile(entry => entry.To == openedAt)
        )
        {
            if (round.OpenedAt is not { } began)
            {
                // A dossier from before the opening was kept has the sum of all rounds up to here.
                return used + round.WorkingDaysUsed;
            }

            used += Deadlines.Used(began, round.From, Rules.Calendar);
            openedAt = began;
        }

        return used;
    }
}
