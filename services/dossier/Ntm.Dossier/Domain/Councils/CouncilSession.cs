namespace Ntm.Dossier.Domain.Councils;

/// <summary>
/// One session of the appraisal council on one dossier, with the members of the decision in force on its day. It never changes: every
/// act gives the next session or its faults. It keeps the rule of the day it was opened for, and serialises to JSON as it stands.
/// </summary>
internal sealed record CouncilSession
{
    public required Guid Id { get; init; }

    /// <summary>Legal day of the session.</summary>
    public required DateOnly HeldOn { get; init; }
    public required BallotMode Mode { get; init; }

    /// <summary>Rule in force on <see cref="HeldOn"/>.</summary>
    public required VoteRule Rule { get; init; }
    public required Guid CouncilId { get; init; }
    public required string DecisionNumber { get; init; }
    public required DateOnly DecisionDate { get; init; }
    public required IReadOnlyList<CouncilMember> Members { get; init; }

    /// <summary>Subjects recorded as attending, recused or not.</summary>
    public IReadOnlyList<string> Attending { get; init; } = [];
    public IReadOnlyList<Recusal> Recusals { get; init; } = [];

    /// <summary>Subjects who have voted, in the order of their ids: not in that of their votes.</summary>
    public IReadOnlyList<string> Voted { get; init; } = [];

    /// <summary>The votes of an open ballot.</summary>
    public IReadOnlyList<NamedBallot> Ballots { get; init; } = [];

    /// <summary>Sealed totals of a secret ballot until they are counted.</summary>
    public string? Urn { get; init; }
    public SecretBallotCount? Count { get; init; }
    public CouncilMinutes? Minutes { get; init; }

    /// <summary>Files of the dossier that are this session's own papers.</summary>
    public IReadOnlyList<Guid> Papers { get; init; } = [];

    /// <summary>Outcome of the vote; null before the session is closed, and when it was closed without one.</summary>
    public VoteResult? Result { get; init; }

    /// <summary>True from the first ballot or the count on: who sits, who attends and how it is voted stays as it is.</summary>
    public bool VotingBegan => Voted.Count > 0 || Count is not null;

    /// <summary>Members present who may vote.</summary>
    public int Present => Attending.Count(subject => !IsRecused(subject));

    /// <summary>Fewest members who must be present and not recused.</summary>
    public int QuorumNeeded => Rule.Quorum.Of(Members.Count);

    /// <summary>Whether ballots can be counted now.</summary>
    public bool MayBeCounted =>
        Count is null && Mode != BallotMode.Open && !QuorumFaults().Any() && (Mode == BallotMode.Paper || Voted.Count == Present);

    /// <summary>Opens a session.</summary>
    /// <param name="convocation">Day and kind of ballot.</param>
    /// <param name="decision">The decision that names the members.</param>
    /// <param name="act">Who convenes.</param>
    /// <param name="rules">The dated rules.</param>
    /// <param name="recusals">Who has stepped back from this dossier.</param>
    public static Result<CouncilSession> Open(
        Convocation convocation,
        CouncilDecision decision,
        Act act,
        VoteRules rules,
        IReadOnlyList<Recusal> recusals
    )
    {
        var rule = rules.On(convocation.HeldOn);
        if (rule is null)
        {
            return CouncilErrors.NoRule(convocation.HeldOn);
        }

        if (!rule.Quorum.Decides || !rule.Majority.Decides)
        {
            return CouncilErrors.RuleUnconfirmed(rule.Key);
        }

        var session = new CouncilSession
        {
            Id = Guid.CreateVersion7(act.At),
            HeldOn = convocation.HeldOn,
            Mode = convocation.Mode,
            Rule = rule,
            CouncilId = decision.CouncilId,
            DecisionNumber = decision.Number,
            DecisionDate = decision.Date,
            Members = decision.Members,
            Recusals = recusals,
        };
        return Next(session, [.. session.PresiderFault()]);
    }

    /// <summary>Records who attends, in place of what was recorded before.</summary>
    public Result<CouncilSession> RecordAttendance(IReadOnlyList<string> subjects)
    {
        var faults = new List<Error>([.. ClosedFault(), .. VotingFault()]);
        faults.AddRange(
            subjects.Where(subject => MemberOf(subject) is null).Select(subject => CouncilErrors.NotMember(subject, "present"))
        );
        faults.AddRange(
            subjects
                .GroupBy(AccountComparer.Canonical, AccountComparer.Instance)
                .Where(same => same.Count() > 1)
                .Select(same => CouncilErrors.AttendanceTwice(NameOf(same.Key)))
        );
        return Next(this with { Attending = [.. subjects.Select(AccountComparer.Canonical)] }, faults);
    }

    /// <summary>Records that a member steps back from this dossier.</summary>
    public Result<CouncilSession> Recuse(string subject, string reason)
    {
        var faults = new List<Error>([.. ClosedFault(), .. VotingFault()]);
        if (MemberOf(subject) is null)
        {
            faults.Add(CouncilErrors.NotMember(subject, "subject"));
        }

        if (IsRecused(subject))
        {
            faults.Add(CouncilErrors.AlreadyRecused(NameOf(subject)));
        }

        if (!RosterCheck.IsText(reason, 500))
        {
            faults.Add(CouncilErrors.Text("reason", 500));
        }

        return Next(this with { Recusals = [.. Recusals, new Recusal(AccountComparer.Canonical(subject), reason)] }, faults);
    }

    /// <summary>Why a member cannot vote here now; empty when he can.</summary>
    public IEnumerable<Error> BallotFaults(string subject) =>
        ClosedFault()
            .Concat(QuorumFaults())
            .Concat(Mode == BallotMode.Paper ? [CouncilErrors.WrongMode(Mode)] : [])
            .Concat(VoterFault(subject) is { } fault ? [fault] : []);

    /// <summary>Casts a member's vote: under his name in an open ballot, into the urn in a secret one.</summary>
    public Result<CouncilSession> Cast(string subject, BallotChoice choice, BallotSeal seal)
    {
        var faults = BallotFaults(subject).ToList();
        if (faults.Count > 0)
        {
            return faults;
        }

        var voter = AccountComparer.Canonical(subject);
        var voted = this with { Voted = [.. Voted.Append(voter).Order(StringComparer.Ordinal)] };
        if (Mode == BallotMode.Open)
        {
            return voted with { Ballots = [.. Ballots, new NamedBallot(voter, choice)] };
        }

        return seal.Open(Id, Urn) is { } totals ? voted with { Urn = seal.Close(Id, totals.With(choice)) } : CouncilErrors.UrnUnreadable();
    }

    /// <summary>Counts a secret ballot, once, when everyone present has voted; or records the count of a paper one.</summary>
    /// <param name="paper">The count of the paper ballots; null for ballots that were cast here.</param>
    /// <param name="seal">Opens the urn.</param>
    public Result<CouncilSession> RecordCount(SecretBallotCount? paper, BallotSeal seal)
    {
        var faults = new List<Error>([.. ClosedFault(), .. QuorumFaults()]);
        if (Mode == BallotMode.Open || (paper is null) == (Mode == BallotMode.Paper))
        {
            faults.Add(CouncilErrors.WrongMode(Mode));
        }

        if (Count is not null)
        {
            faults.Add(CouncilErrors.Counted());
        }

        if (paper is not null)
        {
            faults.AddRange(VoteTally.FaultsOf(paper, Present));
        }
        else if (Voted.Count < Present)
        {
            faults.Add(CouncilErrors.Outstanding(Present - Voted.Count));
        }

        return faults.Count > 0 ? faults
            : paper is not null ? this with { Count = paper }
            : seal.Open(Id, Urn) is { } totals && totals.Cast == Voted.Count
                ? this with
                {
                    Urn = null,
                    Count = new SecretBallotCount(totals.Cast, totals.Cast, totals.InFavour, totals.Against, totals.Blank),
                }
            : CouncilErrors.UrnUnreadable();
    }

    /// <summary>
    /// Closes the session with its minutes. A vote is lost only when everyone present has voted: without that, or without a quorum,
    /// the session ends without a result, an urn unopened, and another one may be convened.
    /// </summary>
    /// <param name="minutes">Number and day of the minutes.</param>
    /// <param name="papers">Files of the dossier that are its papers.</param>
    /// <param name="today">Legal day of the act.</param>
    /// <param name="seal">Tells whether the urn can still be counted.</param>
    public Result<CouncilSession> Close(CouncilMinutes minutes, IReadOnlyList<Guid> papers, DateOnly today, BallotSeal seal)
    {
        var faults = new List<Error>(ClosedFault());
        if (Urn is not null && Voted.Count == Present && seal.Open(Id, Urn) is not null)
        {
            faults.Add(CouncilErrors.NotCounted());
        }

        if (!RosterCheck.IsText(minutes.Number, 100))
        {
            faults.Add(CouncilErrors.Text("minutes.number", 100));
        }

        if (minutes.Date < HeldOn || minutes.Date > today)
        {
            faults.Add(CouncilErrors.MinutesDate(HeldOn, today));
        }

        var tally = VoteTally.Of(this);
        var decided = Present >= QuorumNeeded && (tally.Carried || tally.NotCast == 0);
        var closed = this with { Minutes = minutes, Papers = papers, Urn = null, Result = decided ? tally : null };
        return Next(closed, faults);
    }

    public bool IsRecused(string subject) => Recusals.Any(recusal => Same(recusal.Subject, subject));

    /// <summary>Whether the account keeps the session: the chair, or in his place a deputy, and the secretary.</summary>
    public bool IsKeptBy(string subject) =>
        MemberOf(subject) is { } member && !IsRecused(subject) && (member == Presider || member.Role == CouncilRole.Secretary);

    /// <summary>Whether the account may count the ballots: who keeps the session, and the counting board.</summary>
    public bool IsCountedBy(string subject) => IsKeptBy(subject) || (MemberOf(subject) is { CountsBallots: true } && !IsRecused(subject));

    /// <summary>The account's line of the roster; null when it has none.</summary>
    public CouncilMember? MemberOf(string? subject) => Members.FirstOrDefault(member => Same(member.Subject, subject));

    /// <summary>Who presides: the chair, or a deputy when the chair has stepped back; null when neither is left.</summary>
    private CouncilMember? Presider =>
        Members
            .Where(member => member.Role is CouncilRole.Chair or CouncilRole.Deputy && !IsRecused(member.Subject))
            .MinBy(member => member.Role == CouncilRole.Chair ? 0 : 1);

    private static bool Same(string one, string? other) => AccountComparer.Instance.Equals(one, other);

    private static Result<CouncilSession> Next(CouncilSession next, List<Error> faults) => faults.Count == 0 ? next : faults;

    private Error? VoterFault(string subject) =>
        MemberOf(subject) is null ? CouncilErrors.NotMember(subject, "subject")
        : IsRecused(subject) ? CouncilErrors.Recused(NameOf(subject))
        : !Attending.Contains(subject, AccountComparer.Instance) ? CouncilErrors.Absent(NameOf(subject))
        : Voted.Contains(subject, AccountComparer.Instance) ? CouncilErrors.VotedTwice(NameOf(subject))
        : null;

    private IEnumerable<Error> ClosedFault() => Minutes is null ? [] : [CouncilErrors.Closed()];

    private IEnumerable<Error> VotingFault() => VotingBegan ? [CouncilErrors.VotingBegan()] : [];

    private IEnumerable<Error> PresiderFault() => Presider is null ? [CouncilErrors.NoPresider()] : [];

    private IEnumerable<Error> QuorumFaults() =>
        Present >= QuorumNeeded ? PresiderFault() : [CouncilErrors.NoQuorum(Present, QuorumNeeded), .. PresiderFault()];

    private string NameOf(string subject) => MemberOf(subject)?.Name ?? subject;
}
