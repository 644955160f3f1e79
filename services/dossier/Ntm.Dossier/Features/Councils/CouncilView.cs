namespace Ntm.Dossier.Features.Councils;

/// <summary>
/// The council's session. The province's accounts see who sits and who has stepped back, its members also who has voted and the votes of
/// an open ballot, those who have stepped back only when it is closed; everybody else the result, when there is one.
/// </summary>
/// <param name="CouncilId">The council.</param>
/// <param name="DecisionNumber">Number of the decision that names the members.</param>
/// <param name="DecisionDate">Day of that decision.</param>
/// <param name="Sample">Whether the decision is made up, for trying the platform.</param>
/// <param name="HeldOn">Legal day of the session.</param>
/// <param name="Mode"><c>Open</c>, <c>Secret</c> or <c>Paper</c>.</param>
/// <param name="Members">Roster of the council; empty for who may not see it.</param>
/// <param name="Attending">Accounts of the members present.</param>
/// <param name="Recused">Accounts of the members that stepped back.</param>
/// <param name="Present">Members present and not recused.</param>
/// <param name="QuorumNeeded">Members that have to be present.</param>
/// <param name="VotesNeeded">Votes in favour that the members present now need.</param>
/// <param name="Voted">Accounts of the members that have voted, in no order that tells when; empty for who may not see them.</param>
/// <param name="Ballots">Votes cast in an open ballot; empty for who may not see them.</param>
/// <param name="Count">Count of a secret or a paper ballot; null before it, and for who may not see it.</param>
/// <param name="Minutes">Minutes with which the session was closed; null before.</param>
/// <param name="Result">Outcome of the vote; null before the session is closed, and when it was closed without one.</param>
public sealed record CouncilView(
    Guid CouncilId,
    string DecisionNumber,
    DateOnly DecisionDate,
    bool Sample,
    DateOnly HeldOn,
    string Mode,
    IReadOnlyList<CouncilMember> Members,
    IReadOnlyList<string> Attending,
    IReadOnlyList<string> Recused,
    int Present,
    int QuorumNeeded,
    int VotesNeeded,
    IReadOnlyList<string> Voted,
    IReadOnlyList<BallotView> Ballots,
    SecretBallotCount? Count,
    CouncilMinutes? Minutes,
    VoteResult? Result
);

/// <summary>A vote under its member's name.</summary>
/// <param name="Subject">Account of the member.</param>
/// <param name="Choice">The vote.</param>
public sealed record BallotView(string Subject, BallotChoice Choice);

/// <summary>An appraisal council with every decision on it.</summary>
/// <param name="Id">Id of the council.</param>
/// <param name="UnitPath">Province that it belongs to.</param>
/// <param name="InForce">The decision that is in force on the day asked for; null when none is.</param>
/// <param name="Decisions">All decisions, in their order; none of them ever changes.</param>
public sealed record AppraisalCouncilView(
    Guid Id,
    string UnitPath,
    CouncilDecisionView? InForce,
    IReadOnlyList<CouncilDecisionView> Decisions
);

/// <summary>A numbered decision on a council.</summary>
/// <param name="Sequence">Its place among the decisions on the council, from 1.</param>
/// <param name="Name">Name of the council.</param>
/// <param name="Number">Number of the decision.</param>
/// <param name="Date">Its date.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="ValidFrom">First legal day of its members.</param>
/// <param name="ValidTo">Last such day; null while no end is known.</param>
/// <param name="Members">The members.</param>
/// <param name="QuorumNeeded">Members that have to be present, by the rule of its first day.</param>
/// <param name="Notices">In what it differs from rules whose source is not confirmed; these decide nothing.</param>
/// <param name="RecordedBy">Account that recorded it.</param>
/// <param name="RecordedAt">Instant of recording, UTC.</param>
/// <param name="Sample">Whether it is made up, for trying the platform; it decides on nothing real.</param>
public sealed record CouncilDecisionView(
    int Sequence,
    string Name,
    string Number,
    DateOnly Date,
    string Issuer,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    IReadOnlyList<CouncilMember> Members,
    int QuorumNeeded,
    IReadOnlyList<string> Notices,
    string RecordedBy,
    DateTimeOffset RecordedAt,
    bool Sample
);
