using Ntm.Dossier.Domain.Events;

namespace Ntm.Dossier.Domain.Councils;

/// <summary>The day, the ballot and the roster with which the leader opens a session.</summary>
internal sealed record Convocation(DateOnly HeldOn, BallotMode Mode, IReadOnlyList<CouncilMember> Members);

/// <summary>The appraisal council's session on a dossier: opens it, takes over each act on it, and closes it with its result.</summary>
internal static class CouncilActs
{
    /// <summary>
    /// Opens the session with the roster that the leader sets up. It may be opened anew, to mend the roster, until the first
    /// ballot or the count; who has stepped back by then stays so.
    /// </summary>
    public static Result<Change> Convene(RecognitionDossier dossier, Act act, Stage stage, Convocation convocation)
    {
        var content = dossier.Content;
        if (content.Council is { VotingBegan: true })
        {
            return DossierErrors.CouncilConvened;
        }

        var (heldOn, mode, members) = convocation;
        var open = dossier.FindOpen(stage.Key)!;
        var faults = act.DateFaults("heldOn", heldOn, VietnamTime.DayOf(open.OpenedAt)).Concat(AccountFaults(act, members)).ToList();
        if (faults.Count > 0)
        {
            return faults;
        }

        return CouncilSession
            .Open(heldOn, mode, members, content.Preparers, dossier.Votes, content.Council?.Recusals ?? [])
            .Then(session => new Change(
                content with
                {
                    Council = session,
                    Open = content.Open.Replace(open, open with { FirstRole = null }),
                }
            )
            {
                Audit = [act.Entry("council.convened", stage, Convened(convocation))],
            });
    }

    /// <summary>Takes over an act on the session that is open.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="ask">Asks the session.</param>
    /// <param name="entry">What the audit keeps of it.</param>
    public static Result<Change> InSession(RecognitionDossier dossier, Func<CouncilSession, Result<CouncilSession>> ask, AuditAct entry) =>
        Session(dossier).Then(ask).Then(session => new Change(dossier.Content with { Council = session }) { Audit = [entry] });

    /// <summary>Closes the session with its minutes; the result decides where the path goes on.</summary>
    public static Result<Change> Close(RecognitionDossier dossier, Act act, Stage stage, CouncilMinutes minutes) =>
        Session(dossier).Then(session => Close(dossier, act, stage, session.Close(minutes, act.Day)));

    private static Result<Change> Close(RecognitionDossier dossier, Act act, Stage stage, Result<CouncilSession> closed)
    {
        var faults = dossier.Obstacles(stage, act.At).Where(fault => fault != DossierErrors.MinutesOpen).Concat(closed.Errors).ToList();
        return faults.Count > 0
            ? faults
            : closed.Then(session => new Change(dossier.Content with { Council = session })
            {
                Audit = [act.Entry("council.closed", stage, new { minutes = session.Minutes, result = session.Result })],
                Events = [StepEvents.Counted(dossier, act, session)],
                Completes = new StageSignal(stage.Key, session.Result!.Carried ? Outcomes.Carried : Outcomes.Lost),
            });
    }

    private static Result<CouncilSession> Session(RecognitionDossier dossier) =>
        dossier.Content.Council is { } session ? session : DossierErrors.CouncilNotConvened;

    private static IEnumerable<Error> AccountFaults(Act act, IReadOnlyList<CouncilMember> members) =>
        // Accounts are not known here, but those of one issuer have ids of one form: a name typed in place of one is none.
        Guid.TryParse(act.By, out _)
            ? members
                .Where(member => member is not null && !Guid.TryParse(member.Subject, out _))
                .Select(member => CouncilErrors.MemberNotAccount(member.Name))
            : [];

    private static object Convened(Convocation convocation)
    {
        var (heldOn, mode, members) = (convocation.HeldOn, convocation.Mode.ToString(), convocation.Members);
        return new
        {
            heldOn,
            mode,
            members,
        };
    }
}
