namespace Ntm.Dossier.Domain.Councils;

/// <summary>A share that a rule asks for, as an exact fraction with its legal source.</summary>
/// <param name="Numerator">From 1 to <paramref name="Denominator"/>.</param>
/// <param name="Denominator">From 1 to 1000.</param>
/// <param name="Source">Document the share is taken from, in Vietnamese.</param>
/// <param name="Mark">How sure the source is: <c>V</c> and a number, <c>M</c>, or <c>M?</c>, which may be shown but never decides.</param>
internal sealed record RequiredShare(int Numerator, int Denominator, string Source, string Mark)
{
    /// <summary>Fewest of <paramref name="total"/> that reach the share.</summary>
    public int Of(int total) => (int)((((long)total * Numerator) + Denominator - 1) / Denominator);

    /// <summary>True when the source is confirmed well enough to decide by.</summary>
    public bool Decides => Mark != "M?";
}

/// <summary>How many members a council must have, with the legal source.</summary>
/// <param name="Fewest">Fewest members.</param>
/// <param name="Odd">Whether their number must be odd.</param>
/// <param name="Source">Document it is taken from, in Vietnamese.</param>
/// <param name="Mark">As of <see cref="RequiredShare"/>.</param>
internal sealed record RequiredSize(int Fewest, bool Odd, string Source, string Mark)
{
    /// <summary>True when the source is confirmed well enough to decide by; else a difference is only shown.</summary>
    public bool Decides => Mark != "M?";

    /// <summary>In what a council of this size differs.</summary>
    public IEnumerable<Error> FaultsOf(int members)
    {
        if (members < Fewest)
        {
            yield return CouncilErrors.TooFew(members, Fewest, Source);
        }

        if (Odd && members % 2 == 0)
        {
            yield return CouncilErrors.EvenNumber(members, Source);
        }
    }
}

/// <summary>How an appraisal council is made up and votes on a legal day.</summary>
internal sealed record VoteRule
{
    /// <summary>Stable key of this version of the rule.</summary>
    public required string Key { get; init; }
    public required string Title { get; init; }

    /// <summary>First legal day of the rule.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last legal day of the rule; null while no end is known.</summary>
    public DateOnly? ValidTo { get; init; }

    public required RequiredSize Size { get; init; }

    /// <summary>Members who must be present and not recused, as a share of the whole roster.</summary>
    public required RequiredShare Quorum { get; init; }

    /// <summary>Votes in favour needed, as a share of the members present and not recused.</summary>
    public required RequiredShare Majority { get; init; }

    /// <summary>True when the rule is in force on <paramref name="day"/>.</summary>
    public bool Covers(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}
