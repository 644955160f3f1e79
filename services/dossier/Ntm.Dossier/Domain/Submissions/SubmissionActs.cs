using Ntm.Dossier.Domain.Events;

namespace Ntm.Dossier.Domain.Submissions;

/// <summary>Completes what is prepared, submits it to the next level and moves the cut-off of a submission.</summary>
internal static class SubmissionActs
{
    /// <summary>Completes a preparation or an upkeep, or closes a refused dossier.</summary>
    public static Result<Change> Complete(RecognitionDossier dossier, Act act, Stage stage, string? note)
    {
        var obstacles = dossier.Obstacles(stage, act.At).ToList();
        return obstacles.Count > 0
            ? obstacles
            : new Change(stage.Prepares ? dossier.Content.PreparedBy(act) : dossier.Content)
            {
                Audit = [act.Entry("stage.completed", stage, new { dossier.FindOpen(stage.Key)!.Round, Note = note })],
                Completes = new StageSignal(stage.Key, Outcomes.Required(stage.Kind)[0]),
            };
    }

    /// <summary>Submits to the next level and issues the receipt. Refused, it leaves the draft as it is.</summary>
    public static Result<Change> Submit(RecognitionDossier dossier, Act act, Stage stage, ReceiptSigner signer)
    {
        var obstacles = dossier.Obstacles(stage, act.At).ToList();
        if (obstacles.Count > 0)
        {
            return obstacles;
        }

        var manifest = ManifestOf(dossier, stage);
        var receipt = signer.Sign(manifest, act.At, act.By);
        var submitted = new
        {
            manifest.Round,
            receipt.Number,
            receipt.ContentHash,
            receipt.KeyId,
            receipt.Signature,
        };
        return new Change((dossier.Content with { Receipts = dossier.Content.Receipts.Add(receipt) }).PreparedBy(act))
        {
            Audit = [act.Entry("dossier.submitted", stage, submitted)],
            Events = [StepEvents.Submitted(dossier, act, stage, receipt)],
            Completes = new StageSignal(stage.Key, Outcomes.Submitted),
        };
    }

    /// <summary>Moves the legal cut-off of a submission by a numbered document of the province (gia hạn).</summary>
    public static Result<Change> Extend(RecognitionDossier dossier, Act act, Stage stage, Extension extension)
    {
        if (dossier.Status != DossierStatus.Running)
        {
            return DossierErrors.StageNotOpen(stage);
        }

        if (stage.Kind != StageKind.Submission || stage.DueBefore is not { } legal)
        {
            return DossierErrors.NoCutOff(stage);
        }

        return extension
            .Check(act, dossier, legal.In(dossier.Year), dossier.ExtensionOf(stage))
            .Then(() => Extended(dossier, act, stage, extension));
    }

    private static Result<Change> Extended(RecognitionDossier dossier, Act act, Stage stage, Extension extension)
    {
        var until = new LegalCutOff(extension.Before).Instant;
        var content = dossier.Content with { Extensions = dossier.Content.Extensions.Add(extension) };
        if (dossier.FindOpen(stage.Key) is { } open)
        {
            var moved = open with { DueAt = until, AlarmedUpTo = act.At };
            content = content with { Open = content.Open.Replace(open, Deadlines.WithNextAlarm(moved, stage, dossier.Rules.Calendar)) };
        }

        var extended = new
        {
            extension.Before,
            extension.DocumentNumber,
            extension.DocumentDate,
            extension.Correction,
            Replaces = dossier.ExtensionOf(stage)?.Before,
        };
        return new Change(content)
        {
            Audit = [act.Entry(extension.Correction is null ? "submission.extended" : "submission.extension_corrected", stage, extended)],
            Events = [DeadlineEvents.Extended(dossier, act, stage, extension, until)],
        };
    }

    private static SubmissionManifest ManifestOf(RecognitionDossier dossier, Stage stage) =>
        new()
        {
            DossierId = dossier.Id,
            UnitCode = dossier.UnitCode,
            Title = dossier.Title,
            Year = dossier.Year,
            Stage = stage.Key,
            Round = dossier.FindOpen(stage.Key)!.Round,
            AssessmentRevision = dossier.Content.Assessment?.Revision ?? 0,
            AssessmentHash = dossier.Content.Assessment?.ContentHash,
            SurveyHash = dossier.Content.SurveyHash,
            Files = [.. dossier.Files.Present.Select(file => new SubmittedFile(file.Document, file.Name, file.Hash, file.Length))],
        };
}
