namespace Ntm.Dossier.Domain.Submissions;

/// <summary>A cut-off moved by a numbered document.</summary>
internal sealed record Extension(string Stage, DateOnly Before, string DocumentNumber, DateOnly DocumentDate, string By, DateTimeOffset At)
{
    /// <summary>Why it corrects the extension before it; null for an extension of its own.</summary>
    public string? Correction { get; init; }

    /// <summary>Whether it may follow the cut-off that is in force, or correct the extension that set it.</summary>
    /// <param name="act">Who extends, and when.</param>
    /// <param name="dossier">The dossier.</param>
    /// <param name="legal">Cut-off of the path, without extensions.</param>
    /// <param name="before">The extension in force; null without one.</param>
    public Result Check(Act act, RecognitionDossier dossier, DateOnly legal, Extension? before)
    {
        var faults = new List<Error>();
        if (Correction is not null && before is null)
        {
            faults.Add(DossierErrors.NoExtensionToCorrect);
        }

        // A correction may bring the day forward, but never to one that has begun: nobody who trusted the first is late at once.
        var current = Correction is null ? before?.Before ?? legal : legal;
        if (Before <= current || !new LegalCutOff(Before).Accepts(act.At))
        {
            faults.Add(DossierErrors.ExtensionTooEarly(current));
        }

        var latest = dossier.Rules.Campaigns.CutOffOf(dossier.Year);
        if (Before > latest)
        {
            faults.Add(DossierErrors.ExtensionBeyondCampaign(dossier.Year, latest));
        }

        if (DocumentDate > act.Day)
        {
            faults.Add(DossierErrors.FutureDate("documentDate"));
        }

        return faults;
    }
}
