namespace Ntm.Dossier.Reconciliation;

/// <summary>A difference and the dossier it is about.</summary>
internal sealed record Finding(DossierRow Dossier, Difference Difference, bool Mended)
{
    /// <summary>Counts it, and says where it means that somebody changed what is stored.</summary>
    public void Report(SecurityLog security)
    {
        DossierMetrics.Count(this);
        if (Difference.Code == Difference.AuditBroken)
        {
            security.Write(SecurityEvent.AuditBroken, Difference.Code, null, $"{Dossier.Id}");
        }
    }
}
