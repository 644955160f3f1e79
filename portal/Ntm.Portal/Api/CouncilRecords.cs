namespace Ntm.Portal.Api;

/// <summary>An appraisal council with every decision on it.</summary>
public sealed record AppraisalCouncilRecord(
    Guid Id,
    string UnitPath,
    CouncilDecisionRow? InForce,
    IReadOnlyList<CouncilDecisionRow> Decisions
)
{
    /// <summary>What names it: the decision in force, or the last one.</summary>
    public CouncilDecisionRow Shown => InForce ?? Decisions[^1];
}

/// <summary>A numbered decision on a council.</summary>
public sealed record CouncilDecisionRow(
    int Sequence,
    string Name,
    string Number,
    DateOnly Date,
    string Issuer,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    IReadOnlyList<MemberRecord> Members,
    int QuorumNeeded,
    IReadOnlyList<string> Notices,
    DateTimeOffset RecordedAt,
    bool Sample
);

/// <summary>Somebody who holds a role on a unit.</summary>
public sealed record RoleHolderRow(Guid Subject, string Name, string UserName, string? Department);
