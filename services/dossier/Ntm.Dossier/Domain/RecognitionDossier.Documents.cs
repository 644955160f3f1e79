using Ntm.Dossier.Domain.Documents;

namespace Ntm.Dossier.Domain;

/// <summary>The checklist and its files.</summary>
internal sealed partial class RecognitionDossier
{
    /// <summary>Files that a document has now.</summary>
    public IEnumerable<DossierFile> FilesOf(string document) =>
        Content.Files.Where(file => file.Document == document && file.RemovedAt is null);

    /// <summary>The checklist's entry for a document of the path, by the rules of the day of opening.</summary>
    public DocumentType DocumentOf(string key) =>
        Rules.Documents.Find(key, OpenedOn)
        ?? throw new InvalidOperationException($"The checklist has no {key} on {OpenedOn}, although path {Path.Key} names it.");

    /// <summary>True where the dossier is prepared; at every other stage somebody judges, decides or announces.</summary>
    public static bool Prepares(Stage stage) => stage.Kind is StageKind.SelfAssessment or StageKind.Preparation or StageKind.Submission;

    public bool Knows(string document) => Path.Stages.Any(stage => stage.Documents.Any(named => named.Key == document));

    /// <summary>Why the document may not be changed at the stage; null when it may.</summary>
    public Error? LockOf(Stage stage, string document)
    {
        if (IsReturnedTo(stage, document))
        {
            return null;
        }

        if (Prepares(stage) && Content.Verdicts.Exists(verdict => verdict.Item == Item(document) && verdict.Accepted))
        {
            return DossierErrors.DocumentAccepted(DocumentOf(document).Name);
        }

        return stage.Documents.Any(named => named.Key == document) ? null : DossierErrors.DocumentLocked(DocumentOf(document).Name);
    }

    /// <summary>Puts a file that was inspected and stored into a document.</summary>
    public IReadOnlyList<Error> AddFile(Act act, Stage stage, DossierFile file)
    {
        var document = DocumentOf(file.Document);
        var there = FilesOf(file.Document).ToList();
        if (LockOf(stage, file.Document) is { } locked)
        {
            return [locked];
        }

        if (there.Find(other => other.Hash == file.Hash) is { } same)
        {
            return [DossierErrors.FileThere(same.Name)];
        }

        if (there.Count >= document.MostFiles)
        {
            return [DocumentErrors.TooMany(document.Name, document.MostFiles)];
        }

        Content.Files.Add(file);
        Changed(act, stage, file.Document);
        Audit(
            act,
            "document.file_added",
            stage,
            new
            {
                file.Document,
                file.Id,
                file.Name,
                file.Hash,
                file.Length,
            }
        );
        return [];
    }

    /// <summary>Takes a file out of a document; its bytes stay, so that what was submitted can be proved.</summary>
    public IReadOnlyList<Error> RemoveFile(Act act, Stage stage, DossierFile file)
    {
        if (LockOf(stage, file.Document) is { } locked)
        {
            return [locked];
        }

        Content.Files[Content.Files.IndexOf(file)] = file with { RemovedAt = act.At };
        Changed(act, stage, file.Document);
        Audit(
            act,
            "document.file_removed",
            stage,
            new
            {
                file.Document,
                file.Id,
                file.Hash,
            }
        );
        return [];
    }

    private static ReviewItem Item(string document) => new(ReviewItem.Document, document);

    private bool HasFile(string document) => Content.Files.Exists(file => file.Document == document && file.RemovedAt is null);

    private bool IsReturnedTo(Stage stage, string document) =>
        Content.Returned.Exists(entry => entry.AnswerStage == stage.Key && entry.Item == Item(document));

    private void Changed(Act act, Stage stage, string document)
    {
        MarkAnswered(act, entry => entry.Item == Item(document), "document", null);
        if (Prepares(stage))
        {
            Content.Preparers.Add(act.By);
        }
    }
}
