namespace Ntm.Dossier.Domain.Submissions;

/// <summary>A cut-off moved by a numbered document.</summary>
internal sealed record Extension(string Stage, DateOnly Before, string DocumentNumber, DateOnly DocumentDate, string By, DateTimeOffset At)
{
    /// <summary>Whether it may follow the cut-off that is in force.</summary>
    public Result Check(Act act, LegalCutOff current)
    {
        var faults = new List<Error>();
        if (Before <= current.Day || !new LegalCutOff(Before).Accepts(act.At))
        {
            faults.Add(DossierErrors.ExtensionTooEarly(current.Day));
        }

        if (DocumentDate > act.Day)
        {
            faults.Add(DossierErrors.FutureDate("documentDate"));
        }

        return faults;
    }
}
