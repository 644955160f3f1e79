using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Domain;

/// <summary>
/// What a lawful act changes, in the order in which it is applied. The part of the dossier that the act concerns decides it; only
/// the dossier applies it.
/// </summary>
/// <param name="Content">What the dossier holds after the act.</param>
internal sealed record Change(DossierContent Content)
{
    /// <summary>Entries for the audit chain.</summary>
    public IReadOnlyList<AuditAct> Audit { get; init; } = [];

    /// <summary>Events to publish, each built for its number in the dossier's sequence.</summary>
    public IReadOnlyList<Func<long, IDossierEvent>> Events { get; init; } = [];

    /// <summary>Events about opinions asked of others, which have no number in that sequence.</summary>
    public IReadOnlyList<IOpinionEvent> Opinions { get; init; } = [];

    /// <summary>The stage that the act completes, and its outcome; null while the path stays where it is.</summary>
    public StageSignal? Completes { get; init; }
}
