namespace Ntm.Dossier.Domain.Councils;

/// <summary>
/// One session of the appraisal council on one dossier. It never changes: every act gives the next session or its
/// faults. It keeps the rule of the day it was opened for, and serialises to JSON as it stands.
/// </summary>
internal sealed record CouncilSession
{
    /// <summary>Most members a roster may have.</summary>
    public const int MostMembers = 200;

    /// <summary>Legal day of the session.</summary>
    public required DateOnly HeldOn { get; init; }
    public required BallotMode Mode { get; init; }

    /// <summary>Rule in force on <see cref="HeldOn"/>.</summary>
    public required VoteRule Rule { get; init; }
    public required IReadOnlyList<CouncilMember> Members { get; init; }

    /// <summary>Subjects recorded as attending, recused or not.</summary>
    public IReadOnlyList<string> Attending { get; init; } = [];
    public IReadOnlyList<Recusal> Recusals { get; init; } = [];
    public IReadOnlyList<OpenBallot> Ballots { get; init; } = [];
    public SecretBallotCount? Count { get; init; }
    public CouncilMinutes? Minutes { get; init; }
    public VoteResult? Result { get; init; }

    /// <summary>True from the first ballot or the count on: who sits, who attends and how it is voted stays as it is.</summary>
    public bool VotingBegan => Ballots.Count > 0 || Count is not null;

    /// <summary>Opens a session.</summary>
    /// <param name="heldOn">Legal day of the session.</param>
    /// <param name="mode">Open or secret ballot.</param>
    /// <param name="members">The roster.</param>
    /// <param name="preparers">Subjects who prepared the dossier; none of them may sit.</param>
    /// <param name="rules">The dated rules.</param>
    /// <param name="recusals">Who has stepped back from this dossier before the roster was mended.</param>
    public static Result<CouncilSession> Open(
        DateOnly heldOn,
        BallotMode mode,
        IReadOnlyList<CouncilMember> members,
        IReadOnlySet<string> preparers,
        VoteRules rules,
        IReadOnlyList<Recusal> recusals
    )
    {
        var rule = rules.On(heldOn);
        var faults = RosterCheck.FaultsOf(members, preparers, recusals);
        if (rule is null)
        {
            return new List<Error>([CouncilErrors.NoRule(heldOn), .. faults]);
        }

        if (!rule.Quorum.Decides || !rule.Majority.Decides)
        {
            faults = [CouncilErrors.RuleUnconfirmed(rule.Key), .. faults];
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        return new CouncilSession
        {
            HeldOn = heldOn,
            Mode = mode,
            Rule = rule,
            Recusals = recusals,
            Members = [.. members.Select(member => member with { Subject = AccountComparer.Canonical(member.Subject) })],
        };
    }

    /// <summary>Members present who may vote.</summary>
    public int Present => Attending.Count(subject => !IsRecused(subject));

    /// <summary>Fewest members who must be present and not recused.</summary>
    public int QuorumNeeded => Rule.Quorum.Of(Members.Count);

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

    /// <summary>Casts a member's vote in an open ballot.</summary>
    public Result<CouncilSession> Cast(string subject, bool inFavour)
    {
        var faults = new List<Error>(ClosedFault());
        faults.AddRange(QuorumFault());
        if (Mode != BallotMode.Open)
        {
            faults.Add(CouncilErrors.WrongMode(Mode));
        }

        if (VoterFault(subject) is { } fault)
        {
            faults.Add(fault);
        }

        return Next(this with { Ballots = [.. Ballots, new OpenBallot(AccountComparer.Canonical(subject), inFavour)] }, faults);
    }

    /// <summary>Records the count of a secret ballot, once.</summary>
    public Result<CouncilSession> RecordCount(SecretBallotCount count)
    {
        var faults = new List<Error>(ClosedFault());
        faults.AddRange(QuorumFault());
        if (Mode != BallotMode.Secret)
        {
            faults.Add(CouncilErrors.WrongMode(Mode));
        }

        if (Count is not null)
        {
            faults.Add(CouncilErrors.Counted());
        }

        faults.AddRange(VoteTally.FaultsOf(count, Present));
        return Next(this with { Count = count }, faults);
    }

    /// <summary>Closes the session with its minutes and states the result.</summary>
    /// <param name="minutes">Number and day of the minutes.</param>
    /// <param name="today">Legal day of the act.</param>
    public Result<CouncilSession> Close(CouncilMinutes minutes, DateOnly today)
    {
        var faults = new List<Error>(ClosedFault());
        faults.AddRange(QuorumFault());
        if (Ballots.Count == 0 && Count is null)
        {
            faults.Add(CouncilErrors.NothingVoted());
        }

        if (!RosterCheck.IsText(minutes.Number, 100))
        {
            faults.Add(CouncilErrors.Text("minutes.number", 100));
        }

        if (minutes.Date < HeldOn || minutes.Date > today)
        {
            faults.Add(CouncilErrors.MinutesDate(HeldOn, today));
        }

        return Next(this with { Minutes = minutes, Result = VoteTally.Of(this) }, faults);
    }

    public bool IsRecused(string subject) => Recusals.Any(recusal => Same(recusal.Subject, subject));

    /// <summary>The account's line of the roster; null when it has none.</summary>
    public CouncilMember? MemberOf(string? subject) => Members.FirstOrDefault(member => Same(member.Subject, subject));

    private static bool Same(string one, string? other) => AccountComparer.Instance.Equals(one, other);

    private static Result<CouncilSession> Next(CouncilSession next, List<Error> faults) => faults.Count == 0 ? next : faults;

    private Error? VoterFault(string subject) =>
        MemberOf(subject) is null ? CouncilErrors.NotMember(subject, "subject")
        : IsRecused(subject) ? CouncilErrors.Recused(NameOf(subject))
        : !Attending.Contains(subject, AccountComparer.Instance) ? CouncilErrors.Absent(NameOf(subject))
        : HasVoted(subject) ? CouncilErrors.VotedTwice(NameOf(subject))
        : null;

    private IEnumerable<Error> ClosedFault() => Minutes is null ? [] : [CouncilErrors.Closed()];

    private IEnumerable<Error> VotingFault() => VotingBegan ? [CouncilErrors.VotingBegan()] : [];

    private IEnumerable<Error> QuorumFault() => Present >= QuorumNeeded ? [] : [CouncilErrors.NoQuorum(Present, QuorumNeeded)];

    private bool HasVoted(string subject) => Ballots.Any(ballot => Same(ballot.Subject, subject));

    private string NameOf(string subject) => MemberOf(subject)?.Name ?? subject;
}
