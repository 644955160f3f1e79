namespace Ntm.Dossier.Persistence;

/// <summary>The audit chain of a dossier with the hash of each part that is stored of it, as a document that verifies offline.</summary>
internal static class DossierExport
{
    public static byte[] Of(
        DossierRow row,
        IEnumerable<AuditRow> audit,
        IEnumerable<AssessmentRow> assessments,
        IEnumerable<EventRow> events
    )
    {
        using var export = new MemoryStream();
        AuditExport.Write(
            export,
            DossierJournal.ChainOf(row.Id),
            new AuditHead(row.AuditSequence, row.AuditHash),
            [.. audit.OrderBy(entry => entry.Sequence).Select(ToEntry)],
            StoredParts.Of(row, assessments, events).Records
        );
        return export.ToArray();
    }

    private static AuditEntry ToEntry(AuditRow row) =>
        new()
        {
            Sequence = row.Sequence,
            At = row.At,
            Actor = row.Actor,
            OnBehalfOf = row.OnBehalfOf,
            Action = row.Action,
            Stage = row.Stage,
            Payload = row.Payload,
            Hash = row.Hash,
        };
}
