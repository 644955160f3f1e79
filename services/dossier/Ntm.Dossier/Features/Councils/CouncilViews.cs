namespace Ntm.Dossier.Features.Councils;

/// <summary>Shows councils and their sessions to a caller.</summary>
internal static class CouncilViews
{
    /// <summary>A session as the caller sees it; null when he does not.</summary>
    public static CouncilView? Of(RecognitionDossier dossier, CouncilSession? session, Caller caller)
    {
        var province = DossierAccess.ServesProvince(caller, dossier);
        if (session is null || (!province && session.Result is null))
        {
            return null;
        }

        var member =
            province && session.MemberOf(caller.Subject) is not null && (session.Minutes is not null || !session.IsRecused(caller.Subject));
        return new CouncilView(
            session.CouncilId,
            session.DecisionNumber,
            session.DecisionDate,
            SampleMode.IsSample(session.DecisionNumber),
            session.HeldOn,
            session.Mode.ToString(),
            province ? session.Members : [],
            province ? session.Attending : [],
            province ? [.. session.Recusals.Select(recusal => recusal.Subject)] : [],
            session.Present,
            session.QuorumNeeded,
            session.Rule.Majority.Of(session.Present),
            member ? session.Voted : [],
            member ? [.. session.Ballots.Select(ballot => new BallotView(ballot.Subject, ballot.Choice))] : [],
            member ? session.Count : null,
            session.Minutes,
            session.Result
        );
    }

    /// <summary>A council, with the decision in force on a day.</summary>
    public static AppraisalCouncilView Of(AppraisalCouncil council, DateOnly day, VoteRules rules) =>
        new(
            council.Id,
            council.UnitPath,
            council.InForceOn(day) is { } decision ? Of(decision, rules) : null,
            [.. council.Decisions.Select(one => Of(one, rules))]
        );

    private static CouncilDecisionView Of(CouncilDecision decision, VoteRules rules)
    {
        // A decision is only recorded when there is a rule for its first day.
        var rule = rules.On(decision.ValidFrom)!;
        var members = decision.Members.Count;
        return new CouncilDecisionView(
            decision.Sequence,
            decision.Name,
            decision.Number,
            decision.Date,
            decision.Issuer,
            decision.ValidFrom,
            decision.ValidTo,
            decision.Members,
            rule.Quorum.Of(members),
            rule.Size.Decides ? [] : [.. rule.Size.FaultsOf(members).Select(fault => fault.Message)],
            decision.RecordedBy,
            decision.RecordedAt,
            SampleMode.IsSample(decision.Number)
        );
    }
}
