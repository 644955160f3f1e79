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

    /// <summary>Opens a session.</summary>
    /// <param name="heldOn">Legal day of the session.</param>
    /// <param name="mode">Open or secret ballot.</param>
    /// <param name="members">The roster.</param>
    /// <param name="preparers">Subjects who prepared the dossier; none of them may sit.</param>
    /// <param name="rules">The dated rules.</param>
    public static CouncilStep Open(
        DateOnly heldOn, BallotMode mode, IReadOnlyList<CouncilMember> members, IReadOnlySet<string> preparers, VoteRules rules)
    {
        var rule = rules.On(heldOn);
        var faults = RosterCheck.FaultsOf(members, preparers);
        if (rule is null)
        {
            return CouncilStep.Refuse([CouncilErrors.NoRule(heldOn), .. faults]);
        }

        if (!rule.Quorum.Decides || !rule.Majority.Decides)
        {
            faults = [CouncilErrors.RuleUnconfirmed(rule.Key), .. faults];
        }

        return faults.Count == 0
            ? CouncilStep.To(new CouncilSession { HeldOn = heldOn, Mode = mode, Rule = rule, Members = members })
            : CouncilStep.Refuse(faults);
    }

    /// <summary>Members present who may vote.</summary>
    public int Present => Attending.Count(subject => !IsRecused(subject));

    /// <summary>Fewest members who must be present and not recused.</summary>
    public int QuorumNeeded => Rule.Quorum.Of(Members.Count);

    /// <summary>Records who attends, in place of what was recorded before.</summary>
    public CouncilStep RecordAttendance(IReadOnlyList<string> subjects)
    {
        var faults = new List<Error>(ClosedFault());
        faults.AddRange(subjects.Where(subject => MemberOf(subject) is null).Select(subject => CouncilErrors.NotMember(subject, "present")));
        faults.AddRange(subjects.GroupBy(subject => subject).Where(same => same.Count() > 1).Select(same => CouncilErrors.AttendanceTwice(NameOf(same.Key))));
        faults.AddRange(Ballots.Where(ballot => !subjects.Contains(ballot.Subject)).Select(ballot => CouncilErrors.VoterLeftOut(NameOf(ballot.Subject))));
        return Next(this with { Attending = [.. subjects] }, faults);
    }

    /// <summary>Records that a member steps back from this dossier.</summary>
    public CouncilStep Recuse(string subject, string reason)
    {
        var faults = new List<Error>(ClosedFault());
        if (MemberOf(subject) is null)
        {
            faults.Add(CouncilErrors.NotMember(subject, "subject"));
        }

        if (IsRecused(subject))
        {
            faults.Add(CouncilErrors.AlreadyRecused(NameOf(subject)));
        }

        if (HasVoted(subject))
        {
            faults.Add(CouncilErrors.RecusedAfterVote(NameOf(subject)));
        }

        if (!RosterCheck.IsText(reason, 500))
        {
            faults.Add(CouncilErrors.Text("reason", 500));
        }

        return Next(this with { Recusals = [.. Recusals, new Recusal(subject, reason)] }, faults);
    }

    /// <summary>Casts a member's vote in an open ballot.</summary>
    public CouncilStep Cast(string subject, bool inFavour)
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

        return Next(this with { Ballots = [.. Ballots, new OpenBallot(subject, inFavour)] }, faults);
    }

    /// <summary>Records the count of a secret ballot, in place of what was recorded before.</summary>
    public CouncilStep RecordCount(SecretBallotCount count)
    {
        var faults = new List<Error>(ClosedFault());
        faults.AddRange(QuorumFault());
        if (Mode != BallotMode.Secret)
        {
            faults.Add(CouncilErrors.WrongMode(Mode));
        }

        return Next(this with { Count = count }, faults);
    }

    /// <summary>Closes the session with its minutes and states the result.</summary>
    /// <param name="minutes">Number and day of the minutes.</param>
    /// <param name="today">Legal day of the act.</param>
    public CouncilStep Close(CouncilMinutes minutes, DateOnly today)
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

    /// <summary>True when the subject is on the roster and stepped back.</summary>
    public bool IsRecused(string subject) => Recusals.Any(recusal => recusal.Subject == subject);

    private static CouncilStep Next(CouncilSession next, List<Error> faults)
    {
        // A later change of attendance must not leave a count behind that it contradicts.
        if (next.Count is not null)
        {
            faults.AddRange(VoteTally.FaultsOf(next.Count, next.Present));
        }

        return faults.Count == 0 ? CouncilStep.To(next) : CouncilStep.Refuse(faults);
    }

    private Error? VoterFault(string subject) =>
        MemberOf(subject) is null ? CouncilErrors.NotMember(subject, "subject")
        : IsRecused(subject) ? CouncilErrors.Recused(NameOf(subject))
        : !Attending.Contains(subject) ? CouncilErrors.Absent(NameOf(subject))
        : HasVoted(subject) ? CouncilErrors.VotedTwice(NameOf(subject))
        : null;

    private IEnumerable<Error> ClosedFault() => Minutes is null ? [] : [CouncilErrors.Closed()];

    private IEnumerable<Error> QuorumFault() => Present >= QuorumNeeded ? [] : [CouncilErrors.NoQuorum(Present, QuorumNeeded)];

    private bool HasVoted(string subject) => Ballots.Any(ballot => ballot.Subject == subject);

    private CouncilMember? MemberOf(string subject) => Members.FirstOrDefault(member => member.Subject == subject);

    private string NameOf(string subject) => MemberOf(subject)?.Name ?? subject;
}
