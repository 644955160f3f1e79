using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Ntm.Dossier.Domain.Assessments;
using Ntm.Dossier.Domain.Decisions;
using Ntm.Dossier.Domain.Documents;
using Ntm.Dossier.Domain.Meetings;
using Ntm.Dossier.Domain.Notices;
using Ntm.Dossier.Domain.Opinions;
using Ntm.Dossier.Domain.Plans;
using Ntm.Dossier.Domain.Reviews;
using Ntm.Dossier.Domain.Titles;
using Ntm.Dossier.Domain.Units;
using Ntm.Dossier.Domain.Withdrawals;

namespace Ntm.Dossier.Domain;

/// <summary>
/// Everything a dossier holds besides its identity and its place on the path; kept as one JSON document. It is immutable: an act
/// that is applied gives the next one.
/// </summary>
internal sealed record DossierContent
{
    /// <summary>Random text, stored and never shown, that keeps the hashes in the audit from being guessed.</summary>
    public string? Salt { get; init; }

    /// <summary>Level → path of the unit that acts on that level for this dossier.</summary>
    public Dictionary<string, string> Actors { get; init; } = [];
    public ImmutableList<FormerUnit> FormerUnits { get; init; } = [];
    public ImmutableList<OpenStage> Open { get; init; } = [];

    /// <summary>Stages that were completed and need not be done anew: their required documents must stay there.</summary>
    public ImmutableList<string> Completed { get; init; } = [];

    /// <summary>By what the unit holds the title; null where the dossier seeks it.</summary>
    public HeldTitle? HeldTitle { get; init; }

    /// <summary>The procedure in force in the province at the opening; null on a path that needs none.</summary>
    public Procedure? Procedure { get; init; }

    /// <summary>Dates that published plans set for steps of the path, one a step at most.</summary>
    public ImmutableList<PlannedStep> Planned { get; init; } = [];

    /// <summary>Public notices, one a round.</summary>
    public ImmutableList<PublicNotice> Notices { get; init; } = [];

    /// <summary>Meetings that were held, one a round.</summary>
    public ImmutableList<Meeting> Meetings { get; init; } = [];

    /// <summary>Opinions asked of others; null before the first, so that a dossier without one is stored as it was read.</summary>
    public ImmutableList<Opinion>? Opinions { get; init; }

    /// <summary>Accounts that prepared the dossier; none of them may judge, decide, announce or extend it, now or later.</summary>
    public HashSet<string> Preparers
    {
        get;
        init => field = new(value, AccountComparer.Instance);
    } = new(AccountComparer.Instance);

    /// <summary>Account → name of the person, as of the account's latest act on the dossier.</summary>
    public ImmutableDictionary<string, string> Names { get; init; } = ImmutableDictionary<string, string>.Empty;
    public ImmutableList<DossierFile> Files { get; init; } = [];
    public AssessmentRecord? Assessment { get; init; }

    /// <summary>Hash of the minutes, sheets and count of the survey closed last; null before.</summary>
    public string? SurveyHash { get; init; }

    /// <summary>Highest revision of the self-assessment that came too late to be taken in; 0 when none did.</summary>
    public int LateRevision { get; init; }
    public ImmutableList<LostCriterion> LostCriteria { get; init; } = [];
    public ImmutableList<Verdict> Verdicts { get; init; } = [];
    public ImmutableList<ReturnedEntry> Returned { get; init; } = [];
    public ImmutableList<Suspension> Suspensions { get; init; } = [];
    public ImmutableList<Extension> Extensions { get; init; } = [];
    public ImmutableList<SubmissionReceipt> Receipts { get; init; } = [];
    public CouncilSession? Council { get; init; }

    /// <summary>Closed sessions before <see cref="Council"/>: those without a result, and those of lost votes.</summary>
    public ImmutableList<CouncilSession> EarlierSessions { get; init; } = [];
    public DecisionRecord? Decision { get; init; }
    public AnnouncementRecord? Announcement { get; init; }
    public WithdrawalRecord? Withdrawal { get; init; }

    /// <summary>The returned items, with the stages at which they can be answered now.</summary>
    [JsonIgnore]
    public ReturnedItems ReturnedItems => new(Returned, Open);

    /// <summary>Opinions asked of others; empty while there are none.</summary>
    [JsonIgnore]
    public ImmutableList<Opinion> AskedOpinions => Opinions ?? [];

    /// <summary>The stage while it waits for its actor; null otherwise.</summary>
    public OpenStage? FindOpen(string stage) => Open.Find(open => open.Key == stage);

    /// <summary>The same content with a new session, or none; one that was closed is kept among the earlier ones.</summary>
    public DossierContent WithCouncil(CouncilSession? session) =>
        this with
        {
            Council = session,
            EarlierSessions = Council is { Minutes: not null } ? EarlierSessions.Add(Council) : EarlierSessions,
        };

    /// <summary>Name of the person behind an account that acted on the dossier; null where it is not known.</summary>
    public string? NameOf(string? account) => account is null ? null : Names.GetValueOrDefault(account);

    /// <summary>The same content with the name of who acts.</summary>
    public DossierContent Naming(Act act) => act.Name is { } name ? this with { Names = Names.SetItem(act.By, name) } : this;

    /// <summary>The same content, prepared by who answers for an act, and by others who had a hand in it.</summary>
    public DossierContent PreparedBy(Act act, params IEnumerable<string> others) =>
        this with
        {
            Preparers = [.. Preparers, .. act.Accounts, .. others],
        };
}
