using Ntm.Dossier.Domain.Documents;
using Ntm.Dossier.Domain.Events;

namespace Ntm.Dossier.Domain.Councils;

/// <summary>With which council, on which day and by which ballot a session is opened.</summary>
internal sealed record Convocation(Guid CouncilId, DateOnly HeldOn, BallotMode Mode);

/// <summary>The appraisal council's session on a dossier: opens it, takes over each act on it, and closes it with its result.</summary>
internal static class CouncilActs
{
    private const string PreparedIt = "Đã tham gia lập hồ sơ.";

    /// <summary>The decision on a council of the province that is in force on a day.</summary>
    public static Result<CouncilDecision> InForce(RecognitionDossier dossier, Guid council, DateOnly day) =>
        dossier.Councils.FirstOrDefault(found => found.Id == council)?.InForceOn(day) is { } decision
            ? decision
            : CouncilErrors.NotInForce(day);

    /// <summary>
    /// Opens a session of the council in force on its day; again, to mend it, until the first ballot or the count, and anew after one
    /// that ended without a result. Who has stepped back by then stays so, and who prepared the dossier has stepped back from the start.
    /// </summary>
    public static Result<Change> Convene(RecognitionDossier dossier, Act act, Stage stage, Convocation convocation)
    {
        var content = dossier.Content;
        if (content.Council is { VotingBegan: true, Minutes: null })
        {
            return DossierErrors.CouncilConvened;
        }

        var faults = act.DateFaults("heldOn", convocation.HeldOn, VietnamTime.DayOf(dossier.FindOpen(stage.Key)!.OpenedAt)).ToList();
        return faults.Count > 0
            ? faults
            : InForce(dossier, convocation.CouncilId, convocation.HeldOn)
                .Then(decision => CouncilSession.Open(convocation, decision, act, dossier.Votes, RecusalsFrom(content, decision.Members)))
                .Then(session => new Change(content.WithCouncil(session))
                {
                    Audit = [act.Entry("council.convened", stage, Convened(session))],
                });
    }

    /// <summary>Takes over an act on the session that is open.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="ask">Asks the session.</param>
    /// <param name="entry">What the audit keeps of it.</param>
    public static Result<Change> InSession(RecognitionDossier dossier, Func<CouncilSession, Result<CouncilSession>> ask, AuditAct entry) =>
        Session(dossier).Then(ask).Then(session => new Change(dossier.Content with { Council = session }) { Audit = [entry] });

    /// <summary>Counts the ballots, or records the count of paper ones.</summary>
    public static Result<Change> Count(RecognitionDossier dossier, Act act, Stage stage, SecretBallotCount? paper, BallotSeal seal) =>
        Session(dossier)
            .Then(session => session.RecordCount(paper, seal))
            .Then(session => new Change(dossier.Content with { Council = session })
            {
                Audit = [act.Entry("council.ballots_counted", stage, session.Count!)],
            });

    /// <summary>
    /// Closes the session with its minutes. Its result decides where the path goes on; without one the stage stays open for another
    /// session.
    /// </summary>
    public static Result<Change> Close(RecognitionDossier dossier, Act act, Stage stage, CouncilMinutes minutes, BallotSeal seal)
    {
        if (dossier.Content.Council is not { } session)
        {
            return DossierErrors.CouncilNotConvened;
        }

        var papers = PapersOf(dossier, stage);
        var closed = session.Close(minutes, [.. papers.Select(file => file.Id)], act.Day, seal);
        var faults = ClosingFaults(dossier, stage, act.At).Concat(closed.Errors).ToList();
        return faults.Count > 0 ? faults : Closed(dossier, act, stage, closed.Value!, [.. papers.Select(file => file.Hash)]);
    }

    /// <summary>What the stage still lacks for a session to be closed; each session has papers of its own.</summary>
    public static IEnumerable<Error> ClosingFaults(RecognitionDossier dossier, Stage stage, DateTimeOffset now)
    {
        var papers = PapersOf(dossier, stage);
        return dossier
            .Obstacles(stage, now)
            .Where(fault => fault != DossierErrors.MinutesOpen)
            .Concat(
                stage
                    .Documents.Where(document => document.Required && !papers.Exists(file => file.Document == document.Key))
                    .Select(document => DocumentErrors.Missing(dossier.DocumentOf(document.Key)))
            )
            .Distinct();
    }

    private static Change Closed(RecognitionDossier dossier, Act act, Stage stage, CouncilSession session, IReadOnlyList<string> papers)
    {
        var change = new Change(dossier.Content with { Council = session });
        if (session.Result is not { } result)
        {
            var ended = new
            {
                session.Minutes,
                papers,
                session.Present,
                session.QuorumNeeded,
                voted = session.Voted.Count,
            };
            return change with { Audit = [act.Entry("council.adjourned", stage, ended)] };
        }

        var decided = new
        {
            session.Minutes,
            papers,
            result,
        };
        return change with
        {
            Audit = [act.Entry("council.closed", stage, decided)],
            Events = [StepEvents.Counted(dossier, act, session)],
            Completes = new StageSignal(stage.Key, result.Carried ? Outcomes.Carried : Outcomes.Lost),
        };
    }

    /// <summary>Files of the stage's documents that came since it opened and close no earlier session.</summary>
    private static List<DossierFile> PapersOf(RecognitionDossier dossier, Stage stage)
    {
        var opened = dossier.FindOpen(stage.Key)!.OpenedAt;
        return
        [
            .. dossier.Files.Present.Where(file =>
                file.AddedAt >= opened
                && stage.Documents.Any(document => document.Key == file.Document)
                && !dossier.Content.EarlierSessions.Exists(session => session.Papers.Contains(file.Id))
            ),
        ];
    }

    private static Result<CouncilSession> Session(RecognitionDossier dossier) =>
        dossier.Content.Council is { } session ? session : DossierErrors.CouncilNotConvened;

    private static List<Recusal> RecusalsFrom(DossierContent content, IReadOnlyList<CouncilMember> members)
    {
        var before = (content.Council ?? content.EarlierSessions.LastOrDefault())?.Recusals ?? [];
        return
        [
            .. before,
            .. members
                .Where(member =>
                    content.Preparers.Contains(member.Subject)
                    && !before.Any(recusal => AccountComparer.Instance.Equals(recusal.Subject, member.Subject))
                )
                .Select(member => new Recusal(member.Subject, PreparedIt)),
        ];
    }

    private static object Convened(CouncilSession session)
    {
        var mode = session.Mode.ToString();
        return new
        {
            session.Id,
            session.HeldOn,
            mode,
            session.CouncilId,
            session.DecisionNumber,
            session.DecisionDate,
            session.Members,
            session.Recusals,
        };
    }
}
