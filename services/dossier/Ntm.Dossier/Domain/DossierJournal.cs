using System.Text.Json;
using Ntm.Contracts.Dossier.V1;

namespace Ntm.Dossier.Domain;

/// <summary>Audit entries and events that acts on a dossier have produced since the last save, each with its number.</summary>
/// <param name="sequence">Events published so far.</param>
/// <param name="head">The end of the audit chain so far.</param>
internal sealed class DossierJournal(long sequence, AuditHead head)
{
    private readonly List<IDossierEvent> events = [];
    private readonly List<IOpinionEvent> opinions = [];
    private readonly List<AuditEntry> entries = [];
    private AuditHead before = head;
    private AuditAct? last;

    public long Sequence { get; private set; } = sequence;
    public AuditHead AuditHead { get; private set; } = head;
    public IReadOnlyList<IDossierEvent> Events => events;
    public IReadOnlyList<IOpinionEvent> Opinions => opinions;
    public IReadOnlyList<AuditEntry> Entries => entries;

    /// <summary>Name of a dossier's audit chain.</summary>
    public static string ChainOf(Guid dossierId) => $"dossier/{dossierId:D}";

    /// <summary>The dossier of an audit chain; null where it is none of a dossier.</summary>
    public static Guid? DossierOf(string chain) =>
        chain.Split('/') is ["dossier", var id] && Guid.TryParse(id, out var found) ? found : null;

    /// <summary>The journal of a dossier that is opened now.</summary>
    public static DossierJournal Start(Guid dossierId) => new(0, AuditChain.Start(ChainOf(dossierId)));

    /// <summary>Adds an act to the audit chain.</summary>
    public void Audit(AuditAct act)
    {
        (before, last) = (AuditHead, act);
        var entry = AuditChain.Append(AuditHead, act);
        AuditHead = AuditChain.HeadOf(entry);
        entries.Add(entry);
    }

    /// <summary>Binds the parts that the acts changed to the last of them.</summary>
    /// <exception cref="InvalidOperationException">Something changed, and no act says why.</exception>
    public void Bind(IReadOnlyList<BoundPart> parts)
    {
        if (parts.Count == 0)
        {
            return;
        }

        if (last is not { } act)
        {
            throw new InvalidOperationException($"No audited act changed {string.Join(", ", parts.Select(part => part.Key))}.");
        }

        var payload = JsonSerializer.SerializeToNode(act.Payload, JsonSerializerOptions.Web)!.AsObject();
        payload["records"] = JsonSerializer.SerializeToNode(parts, JsonSerializerOptions.Web);
        entries[^1] = AuditChain.Append(before, act with { Payload = payload });
        AuditHead = AuditChain.HeadOf(entries[^1]);
    }

    /// <summary>Adds an event, built for the next number of the dossier's sequence.</summary>
    public void Raise(Func<long, IDossierEvent> build) => events.Add(build(++Sequence));

    /// <summary>Adds events about opinions asked of others, which have no number.</summary>
    public void Raise(IEnumerable<IOpinionEvent> about) => opinions.AddRange(about);
}
