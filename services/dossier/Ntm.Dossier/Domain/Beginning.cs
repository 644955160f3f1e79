using Ntm.Dossier.Domain.Plans;

namespace Ntm.Dossier.Domain;

/// <summary>What the audit keeps of how a dossier begins.</summary>
internal static class Beginning
{
    /// <summary>The opening, and by which procedure and which plans the dossier goes.</summary>
    public static IEnumerable<AuditAct> Entries(RecognitionDossier dossier, Act act)
    {
        var opened = new
        {
            dossier.UnitCode,
            dossier.UnitPath,
            dossier.Title,
            dossier.Year,
            Path = dossier.Path.Key,
            PathVersion = dossier.Path.Version,
            PathHash = dossier.Path.Hash,
        };
        yield return act.Entry("dossier.opened", null, opened);
        if (dossier.Content.Procedure is { } procedure)
        {
            yield return act.Entry("procedure.applied", null, procedure);
        }

        if (dossier.Content.Planned is { Count: > 0 } dates)
        {
            yield return PlanActs.Entry(act, dates);
        }
    }
}
