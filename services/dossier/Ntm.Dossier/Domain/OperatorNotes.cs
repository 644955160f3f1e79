namespace Ntm.Dossier.Domain;

/// <summary>What operators and the platform do around a dossier, noted in its audit; nothing in it changes.</summary>
internal static class OperatorNotes
{
    /// <summary>Records that related data was repaired to match the dossier; nothing in the dossier changes.</summary>
    public static void Reconciled(this RecognitionDossier dossier, Act act, IEnumerable<object> differences) =>
        dossier.Journal.Audit(act.Entry("dossier.reconciled", null, new { Differences = differences }));

    /// <summary>An administrator judged a file of the dossier that the scanner holds; its place in the dossier stays.</summary>
    public static void FileJudged(this RecognitionDossier dossier, Act act, string action, object verdict) =>
        dossier.Journal.Audit(act.Entry(action, null, verdict));

    /// <summary>An operator dropped a message about the dossier that no consumer could handle.</summary>
    public static void MessageDropped(this RecognitionDossier dossier, Act act, Guid messageId, string type, string reason)
    {
        var dropped = new
        {
            messageId,
            type,
            reason,
        };
        dossier.Journal.Audit(act.Entry("message.dropped", null, dropped));
    }
}
