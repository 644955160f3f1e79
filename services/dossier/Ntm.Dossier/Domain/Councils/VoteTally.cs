namespace Ntm.Dossier.Domain.Councils;

/// <summary>The arithmetic of a vote. Shares are compared as whole numbers; nothing is rounded on the way to a decision.</summary>
internal static class VoteTally
{
    /// <summary>The result of a session as it stands.</summary>
    public static VoteResult Of(CouncilSession session)
    {
        var present = session.Present;
        var (inFavour, against, invalid) = session.Count is { } count
            ? (count.InFavour, count.Against, count.Invalid)
            : (Cast(BallotChoice.InFavour), Cast(BallotChoice.Against), Cast(BallotChoice.Blank));
        var needed = session.Rule.Majority.Of(present);
        return new VoteResult
        {
            Roster = session.Members.Count,
            Recused = session.Members.Count(member => session.IsRecused(member.Subject)),
            Present = present,
            QuorumNeeded = session.QuorumNeeded,
            InFavour = inFavour,
            Against = against,
            Invalid = invalid,
            NotCast = present - inFavour - against - invalid,
            InFavourNeeded = needed,
            Percent = present == 0 ? 0 : Math.Floor(inFavour * 10000m / present) / 100,
            Carried = present > 0 && inFavour >= needed,
            RuleKey = session.Rule.Key,
            RuleSource = session.Rule.Majority.Source,
        };

        int Cast(BallotChoice choice) => session.Ballots.Count(ballot => ballot.Choice == choice);
    }

    /// <summary>Every fault in the count of paper ballots among <paramref name="present"/> members.</summary>
    public static IEnumerable<Error> FaultsOf(SecretBallotCount count, int present)
    {
        (string Field, int Value)[] numbers =
        [
            ("issued", count.Issued),
            ("returned", count.Returned),
            ("inFavour", count.InFavour),
            ("against", count.Against),
            ("invalid", count.Invalid),
        ];
        foreach (var (field, _) in numbers.Where(number => number.Value < 0))
        {
            yield return CouncilErrors.NegativeCount(field);
        }

        if (count.Issued != present)
        {
            yield return CouncilErrors.IssuedDiffers(count.Issued, present);
        }

        if (count.Returned > count.Issued)
        {
            yield return CouncilErrors.ReturnedTooMany(count.Returned, count.Issued);
        }

        var sum = (long)count.InFavour + count.Against + count.Invalid;
        if (sum != count.Returned)
        {
            yield return CouncilErrors.SumDiffers(sum, count.Returned);
        }
    }
}
