using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Ntm.Dossier.Domain.Assessments;
using Ntm.Dossier.Domain.Decisions;
using Ntm.Dossier.Domain.Documents;
using Ntm.Dossier.Domain.Meetings;
using Ntm.Dossier.Domain.Notices;
using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier.Domain;

/// <summary>
/// Everything a dossier holds besides its identity and its place on the path; kept as one JSON document. It is immutable: an act
/// that is applied gives the next one.
/// </summary>
internal sealed record DossierContent
{
    /// <summary>Level → path of the unit that acts on that level for this dossier.</summary>
    public Dictionary<string, string> Actors { get; init; } = [];
    public ImmutableList<OpenStage> Open { get; init; } = [];

    /// <summary>The procedure in force in the province at the opening; null on a path that needs none.</summary>
    public Procedure? Procedure { get; init; }

    /// <summary>Public notices, one a round.</summary>
    public ImmutableList<PublicNotice> Notices { get; init; } = [];

    /// <summary>Meetings that were held, one a round.</summary>
    public ImmutableList<Meeting> Meetings { get; init; } = [];

    /// <summary>Accounts that prepared the dossier; none of them may judge, decide, announce or extend it, now or later.</summary>
    public HashSet<string> Preparers
    {
        get;
        init => field = new(value, AccountComparer.Instance);
    } = new(AccountComparer.Instance);
    public ImmutableList<DossierFile> Files { get; init; } = [];
    public AssessmentRecord? Assessment { get; init; }

    /// <summary>Highest revision of the self-assessment that came too late to be taken in; 0 when none did.</summary>
    public int LateRevision { get; init; }
    public ImmutableList<LostCriterion> LostCriteria { get; init; } = [];
    public ImmutableList<Verdict> Verdicts { get; init; } = [];
    public ImmutableList<ReturnedEntry> Returned { get; init; } = [];
    public ImmutableList<Suspension> Suspensions { get; init; } = [];
    public ImmutableList<Extension> Extensions { get; init; } = [];
    public ImmutableList<SubmissionReceipt> Receipts { get; init; } = [];
    public CouncilSession? Council { get; init; }
    public DecisionRecord? Decision { get; init; }
    public AnnouncementRecord? Announcement { get; init; }

    /// <summary>The returned items, with the stages at which they can be answered now.</summary>
    [JsonIgnore]
    public ReturnedItems ReturnedItems => new(Returned, Open);

    /// <summary>The stage while it waits for its actor; null otherwise.</summary>
    public OpenStage? FindOpen(string stage) => Open.Find(open => open.Key == stage);

    /// <summary>The same content with more accounts that prepared it.</summary>
    public DossierContent PreparedBy(params IEnumerable<string> accounts) => this with { Preparers = [.. Preparers, .. accounts] };
}
