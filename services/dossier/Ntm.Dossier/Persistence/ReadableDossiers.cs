namespace Ntm.Dossier.Persistence;

/// <summary>Dossiers beside which something is only noted: one that cannot be read stops nothing.</summary>
internal static class ReadableDossiers
{
    /// <summary>The dossier; null where there is none, or where it cannot be read.</summary>
    public static async Task<RecognitionDossier?> FindReadableAsync(this DossierStore store, Guid id)
    {
        try
        {
            return await store.FindAsync(id);
        }
        catch (UnreadableDossierException)
        {
            return null;
        }
    }
}
