using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier.Domain.Documents;

/// <summary>Puts files into the documents of a dossier and takes them out.</summary>
internal static class DocumentActs
{
    /// <summary>Whether the document may be changed at the stage.</summary>
    public static Result MayChange(RecognitionDossier dossier, Stage stage, string document)
    {
        if (IsReturned(dossier, stage, document))
        {
            return Result.Done;
        }

        var item = new ReviewItem(ReviewItem.Document, document);
        if (stage.Prepares && dossier.Content.Verdicts.Exists(verdict => verdict.Item == item && verdict.Accepted))
        {
            return DossierErrors.DocumentAccepted(dossier.DocumentOf(document).Name);
        }

        return stage.Documents.Any(named => named.Key == document)
            ? Result.Done
            : DossierErrors.DocumentLocked(dossier.DocumentOf(document).Name);
    }

    /// <summary>Whether the document was returned, and is answered at the stage.</summary>
    public static bool IsReturned(RecognitionDossier dossier, Stage stage, string document)
    {
        var item = new ReviewItem(ReviewItem.Document, document);
        return dossier.Content.Returned.Exists(entry => entry.AnswerStage == stage.Key && entry.Item == item);
    }

    /// <summary>Puts a file that was inspected and stored into a document.</summary>
    public static Result<Change> Add(RecognitionDossier dossier, Act act, Stage stage, DossierFile file)
    {
        var added = new
        {
            file.Document,
            file.Id,
            file.Name,
            file.Hash,
            file.Length,
        };
        return MayChange(dossier, stage, file.Document)
            .Then(() => dossier.Files.Add(file, dossier.DocumentOf(file.Document)))
            .Then(files => new Change(Changed(dossier.Content with { Files = files }, act, stage, file.Document))
            {
                Audit = [act.Entry("document.file_added", stage, added)],
            });
    }

    /// <summary>
    /// Takes a file out of a document; its bytes stay, so that what was submitted can be proved. Without a new version it answers no
    /// return.
    /// </summary>
    public static Result<Change> Remove(RecognitionDossier dossier, Act act, Stage stage, DossierFile file)
    {
        var removed = new
        {
            file.Document,
            file.Id,
            file.Hash,
        };
        return MayChange(dossier, stage, file.Document)
            .Then(() => dossier.Files.Remove(file, act.At))
            .Then(files => new Change(Changed(dossier.Content with { Files = files }, act, stage, file.Document))
            {
                Audit = [act.Entry("document.file_removed", stage, removed)],
            });
    }

    private static DossierContent Changed(DossierContent content, Act act, Stage stage, string document)
    {
        var (item, files) = (new ReviewItem(ReviewItem.Document, document), new DossierFiles(content.Files));
        var answered = content.ReturnedItems.Compare(
            act,
            "document",
            entry => entry.Item == item,
            entry => files.HasOther(document, entry.Files)
        );
        var changed = content with { Returned = answered };
        return stage.Prepares ? changed.PreparedBy(act) : changed;
    }
}
