namespace Ntm.Dossier.Domain;

/// <summary>Preparation, submission, decision, announcement and deadlines.</summary>
internal sealed partial class RecognitionDossier
{
    /// <summary>Completes a preparation, or closes a refused dossier.</summary>
    public IReadOnlyList<Error> Complete(Act act, Stage stage, string? note)
    {
        var obstacles = Obstacles(stage, act.At).ToList();
        if (obstacles.Count > 0)
        {
            return obstacles;
        }

        if (Prepares(stage))
        {
            Content.Preparers.Add(act.By);
        }

        Audit(act, "stage.completed", stage, new { FindOpen(stage.Key)!.Round, Note = note });
        Advance(act, stage, stage.Kind == StageKind.Refusal ? Outcomes.Closed : Outcomes.Completed);
        return [];
    }

    /// <summary>Submits to the next level and issues the receipt. Refused, it leaves the draft as it is.</summary>
    public IReadOnlyList<Error> Submit(Act act, Stage stage, ReceiptSigner signer)
    {
        var obstacles = Obstacles(stage, act.At).ToList();
        if (obstacles.Count > 0)
        {
            return obstacles;
        }

        var manifest = new SubmissionManifest
        {
            DossierId = Id,
            UnitCode = UnitCode,
            Title = Title,
            Year = Year,
            Stage = stage.Key,
            Round = FindOpen(stage.Key)!.Round,
            AssessmentRevision = Content.Assessment?.Revision ?? 0,
            Files =
            [
                .. Content
                    .Files.Where(file => file.RemovedAt is null)
                    .Select(file => new SubmittedFile(file.Document, file.Name, file.Hash, file.Length)),
            ],
        };
        var receipt = signer.Sign(manifest, act.At, act.By);
        Content.Receipts.Add(receipt);
        Content.Preparers.Add(act.By);
        Audit(
            act,
            "dossier.submitted",
            stage,
            new
            {
                manifest.Round,
                receipt.Number,
                receipt.ContentHash,
                receipt.KeyId,
                receipt.Signature,
            }
        );
        RaiseSubmitted(act, stage, receipt);
        Advance(act, stage, Outcomes.Submitted);
        return [];
    }

    /// <summary>Moves the legal cut-off of a submission by a numbered document of the province (gia hạn).</summary>
    public IReadOnlyList<Error> Extend(Act act, Stage stage, Extension extension)
    {
        if (stage.Kind != StageKind.Submission || CutOffOf(stage) is not { } current)
        {
            return [DossierErrors.NoCutOff(stage)];
        }

        var faults = new List<Error>();
        var cutOff = new LegalCutOff(extension.Before);
        if (extension.Before <= current.Day || !cutOff.Accepts(act.At))
        {
            faults.Add(DossierErrors.ExtensionTooEarly(current.Day));
        }

        if (extension.DocumentDate > act.Day)
        {
            faults.Add(DossierErrors.FutureDate("documentDate"));
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        Content.Extensions.Add(extension);
        Audit(
            act,
            "submission.extended",
            stage,
            new
            {
                extension.Before,
                extension.DocumentNumber,
                extension.DocumentDate,
            }
        );
        RaiseExtended(act, stage, extension, cutOff.Instant);
        var place = Content.Open.FindIndex(open => open.Key == stage.Key);
        if (place >= 0)
        {
            var moved = Content.Open[place] with { DueAt = cutOff.Instant, AlarmedUpTo = act.At };
            Content.Open[place] = Deadlines.WithNextAlarm(moved, stage, Rules.Calendar);
        }

        return [];
    }

    /// <summary>Records the decision of the province's chair.</summary>
    public IReadOnlyList<Error> Decide(Act act, Stage stage, string outcome, string number, DateOnly date, string? reason)
    {
        if (!Path.OutcomesOf(stage).Contains(outcome))
        {
            return [DossierErrors.OutcomeUnknown(stage, outcome, Path.OutcomesOf(stage))];
        }

        // The checklist of this stage holds the decision to recognise; a refusal is answered at the next one.
        var faults = outcome == Outcomes.Recognised ? Obstacles(stage, act.At).ToList() : [];
        faults.AddRange(DateFaults("date", date, OpenedOn, act.Day));
        if (outcome == Outcomes.Refused && string.IsNullOrWhiteSpace(reason))
        {
            faults.Add(DossierErrors.RejectionReason());
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        Content.Decision = new DecisionRecord(outcome, number, date, reason, act.By, act.At);
        Audit(
            act,
            "decision.made",
            stage,
            new
            {
                outcome,
                number,
                date,
                reason,
            }
        );
        RaiseDecided(act, Content.Decision);
        Advance(act, stage, outcome);
        return [];
    }

    /// <summary>Records that the result was announced; it ends the path.</summary>
    public IReadOnlyList<Error> Announce(Act act, Stage stage, DateOnly on, string where)
    {
        var faults = Obstacles(stage, act.At).Concat(DateFaults("on", on, Content.Decision?.Date ?? OpenedOn, act.Day)).ToList();
        if (faults.Count > 0)
        {
            return faults;
        }

        Content.Announcement = new AnnouncementRecord(on, where, act.By, act.At);
        Audit(act, "announcement.published", stage, new { on, where });
        Advance(act, stage, Outcomes.Published);
        return [];
    }

    /// <summary>
    /// Gives the alarms of an open stage that are due. When several are, the platform was down over the earlier
    /// ones: only the most urgent is still true. False when there is nothing to say.
    /// </summary>
    public bool Alarm(Act act, string stageKey, int round)
    {
        var place = Content.Open.FindIndex(open => open.Key == stageKey && open.Round == round);
        if (place < 0 || Content.Open[place] is not { DueAt: { } dueAt } open)
        {
            return false;
        }

        var stage = Path.StageOf(stageKey);
        var due = Deadlines
            .AlarmsOf(stage, dueAt, Rules.Calendar)
            .Where(alarm => alarm.At > open.AlarmedUpTo && alarm.At <= act.At)
            .Select(alarm => (Alarm?)alarm)
            .LastOrDefault();
        if (due is null)
        {
            return false;
        }

        if (due.Value.WorkingDaysLeft is { } left)
        {
            Audit(
                act,
                "deadline.approaching",
                stage,
                new
                {
                    round,
                    dueAt,
                    left,
                }
            );
            RaiseApproaching(act, stage, open, left);
        }
        else
        {
            Audit(act, "deadline.missed", stage, new { round, dueAt });
            RaiseMissed(act, stage, open);
        }

        Content.Open[place] = Deadlines.WithNextAlarm(open with { AlarmedUpTo = act.At }, stage, Rules.Calendar);
        return true;
    }

    private static IEnumerable<Error> DateFaults(string field, DateOnly date, DateOnly first, DateOnly today)
    {
        if (date > today)
        {
            yield return DossierErrors.FutureDate(field);
        }
        else if (date < first)
        {
            yield return DossierErrors.DateTooEarly(field, first);
        }
    }
}
