namespace Ntm.Dossier.Domain.Councils;

/// <summary>The outcome of a council vote with every number it follows from.</summary>
public sealed record VoteResult
{
    /// <summary>Members of the council.</summary>
    public required int Roster { get; init; }

    /// <summary>Members recused from this dossier.</summary>
    public required int Recused { get; init; }

    /// <summary>Members present and not recused; the share is taken of these.</summary>
    public required int Present { get; init; }

    /// <summary>Members that had to be present.</summary>
    public required int QuorumNeeded { get; init; }

    /// <summary>Votes in favour.</summary>
    public required int InFavour { get; init; }

    /// <summary>Votes against.</summary>
    public required int Against { get; init; }

    /// <summary>Invalid and blank ballots; they count among those present.</summary>
    public required int Invalid { get; init; }

    /// <summary>Members present whose vote was not cast or not returned; they count among those present.</summary>
    public required int NotCast { get; init; }

    /// <summary>Votes in favour that were needed.</summary>
    public required int InFavourNeeded { get; init; }

    /// <summary>Votes in favour in percent of those present, rounded down to two places; for display only.</summary>
    public required decimal Percent { get; init; }

    /// <summary>True when the proposal to recognise was carried.</summary>
    public required bool Carried { get; init; }

    /// <summary>Key of the rule that decided.</summary>
    public required string RuleKey { get; init; }

    /// <summary>Legal source of the share in favour.</summary>
    public required string RuleSource { get; init; }
}
