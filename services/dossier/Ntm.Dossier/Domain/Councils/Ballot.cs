namespace Ntm.Dossier.Domain.Councils;

/// <summary>How the council votes.</summary>
public enum BallotMode
{
    /// <summary>Each member's vote is recorded under his name.</summary>
    Open,

    /// <summary>Members vote here, and nobody's vote is known: only who has voted, and after the count the totals.</summary>
    Secret,

    /// <summary>Paper ballots are counted; nobody's vote is known.</summary>
    Paper,
}

/// <summary>A member's vote.</summary>
public enum BallotChoice
{
    /// <summary>For recognition.</summary>
    InFavour,

    /// <summary>Against recognition.</summary>
    Against,

    /// <summary>Neither (phiếu trắng); it counts among the invalid ones.</summary>
    Blank,
}

/// <summary>A vote under a member's name.</summary>
internal sealed record NamedBallot(string Subject, BallotChoice Choice);

/// <summary>The count of a secret ballot, from the counting minutes (biên bản kiểm phiếu).</summary>
/// <param name="Issued">Ballots handed out, one to each member present.</param>
/// <param name="Returned">Ballots taken from the box, at most as many as were handed out.</param>
/// <param name="InFavour">Valid ballots in favour.</param>
/// <param name="Against">Valid ballots against.</param>
/// <param name="Invalid">Invalid and blank ballots; with the valid ones they make up the returned ones.</param>
public sealed record SecretBallotCount(int Issued, int Returned, int InFavour, int Against, int Invalid);

/// <summary>Running totals of a secret ballot.</summary>
internal readonly record struct BallotTotals(int InFavour, int Against, int Blank)
{
    public int Cast => InFavour + Against + Blank;

    public BallotTotals With(BallotChoice choice) =>
        choice switch
        {
            BallotChoice.InFavour => this with { InFavour = InFavour + 1 },
            BallotChoice.Against => this with { Against = Against + 1 },
            _ => this with { Blank = Blank + 1 },
        };
}
