namespace Ntm.Dossier.Domain;

/// <summary>The appraisal council's session on this dossier.</summary>
internal sealed partial class RecognitionDossier
{
    /// <summary>Who sets up the roster and convenes the council.</summary>
    public const string ConvenerRole = "leader";

    /// <summary>
    /// Opens the session with the roster that the leader sets up. It may be opened anew, to mend the roster, until the first
    /// ballot or the count; who has stepped back by then stays so.
    /// </summary>
    public IReadOnlyList<Error> Convene(Act act, Stage stage, DateOnly heldOn, BallotMode mode, IReadOnlyList<CouncilMember> members)
    {
        if (Content.Council is { VotingBegan: true })
        {
            return [DossierErrors.CouncilConvened];
        }

        var faults = DateFaults("heldOn", heldOn, VietnamTime.DayOf(FindOpen(stage.Key)!.OpenedAt), act.Day).ToList();
        if (Guid.TryParse(act.By, out _))
        {
            // Accounts are not known here, but those of one issuer have ids of one form: a name typed in place of one is none.
            faults.AddRange(
                members
                    .Where(member => member is not null && !Guid.TryParse(member.Subject, out _))
                    .Select(member => CouncilErrors.MemberNotAccount(member.Name))
            );
        }

        if (faults.Count == 0)
        {
            var opened = CouncilSession.Open(heldOn, mode, members, Content.Preparers, Rules.Votes, Content.Council?.Recusals ?? []);
            faults.AddRange(
                Take(
                    act,
                    stage,
                    opened,
                    "council.convened",
                    new
                    {
                        heldOn,
                        mode = mode.ToString(),
                        members,
                    }
                )
            );
        }

        if (faults.Count == 0)
        {
            var place = Content.Open.FindIndex(open => open.Key == stage.Key);
            Content.Open[place] = Content.Open[place] with { FirstRole = null };
        }

        return faults;
    }

    public IReadOnlyList<Error> RecordAttendance(Act act, Stage stage, IReadOnlyList<string> present) =>
        InSession(session => Take(act, stage, session.RecordAttendance(present), "council.attendance", new { present }));

    public IReadOnlyList<Error> Recuse(Act act, Stage stage, string reason) =>
        InSession(session => Take(act, stage, session.Recuse(act.By, reason), "council.recused", new { reason }));

    public IReadOnlyList<Error> CastBallot(Act act, Stage stage, bool inFavour) =>
        InSession(session => Take(act, stage, session.Cast(act.By, inFavour), "council.ballot_cast", new { inFavour }));

    public IReadOnlyList<Error> CountBallots(Act act, Stage stage, SecretBallotCount count) =>
        InSession(session => Take(act, stage, session.RecordCount(count), "council.ballots_counted", count));

    /// <summary>Closes the session with its minutes; the result decides where the path goes on.</summary>
    public IReadOnlyList<Error> CloseCouncil(Act act, Stage stage, CouncilMinutes minutes) =>
        InSession(session =>
        {
            var step = session.Close(minutes, act.Day);
            var faults = Obstacles(stage, act.At).Where(fault => fault != DossierErrors.MinutesOpen).Concat(step.Faults).ToList();
            if (faults.Count > 0)
            {
                return faults;
            }

            Take(act, stage, step, "council.closed", new { minutes, result = step.Session!.Result });
            RaiseCounted(act, step.Session);
            Advance(act, stage, step.Session.Result!.Carried ? Outcomes.Carried : Outcomes.Lost);
            return [];
        });

    private IReadOnlyList<Error> InSession(Func<CouncilSession, IReadOnlyList<Error>> act) =>
        Content.Council is { } session ? act(session) : [DossierErrors.CouncilNotConvened];

    private IReadOnlyList<Error> Take(Act act, Stage stage, CouncilStep step, string action, object payload)
    {
        if (step.Refused)
        {
            return step.Faults;
        }

        Content.Council = step.Session;
        Audit(act, action, stage, payload);
        return [];
    }
}
