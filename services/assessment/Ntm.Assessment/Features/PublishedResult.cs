using System.Text.RegularExpressions;

namespace Ntm.Assessment.Features;

/// <summary>
/// A count as those read it who are not of the Fatherland Front: without places whose ballots are so few that an answer would lead to a
/// household, and without reasons, of which the commune's own officers and leader read what names nobody.
/// </summary>
internal static partial class PublishedResult
{
    /// <summary>Fewest valid ballots of a place that is shown by itself.</summary>
    public const int Fewest = 5;

    private const string Masked = "…";

    /// <param name="result">The count as it was closed.</param>
    /// <param name="ofUnit">Whether the reader answers for the commune that was asked about.</param>
    public static SurveyResult Of(SurveyResult result, bool ofUnit)
    {
        var (communes, villages) = (Hidden(result.Communes), Hidden(result.Villages));
        return result with
        {
            Demands = [.. result.Demands.Select(demand => Without(demand, [.. communes, .. villages]))],
            Communes = [.. result.Communes.Where(place => !communes.Contains(place.Code))],
            Villages = [.. result.Villages.Where(place => !villages.Contains(place.Code))],
            Reasons = ofUnit ? [.. result.Reasons.Select(Mask)] : [],
        };
    }

    /// <summary>Codes of the places that are not shown; where it would be one, the next smallest goes with it, else the sums of the others
    /// would give it away.</summary>
    private static HashSet<string> Hidden(IReadOnlyList<PlaceTotals> places)
    {
        var small = places.Where(place => place.Valid < Fewest).ToList();
        if (small.Count == 1 && places.Except(small).MinBy(place => place.Valid) is { } next)
        {
            small.Add(next);
        }

        return [.. small.Select(place => place.Code)];
    }

    /// <summary>A shortfall begins with the code of its place.</summary>
    private static DemandOutcome Without(DemandOutcome demand, HashSet<string> hidden) =>
        demand with
        {
            Shortfalls = [.. demand.Shortfalls.Where(shortfall => !hidden.Contains(shortfall.Split([':', ','], 2)[0]))],
        };

    private static QuestionReasons Mask(QuestionReasons reasons) =>
        reasons with
        {
            Reasons = [.. reasons.Reasons.Select(reason => Number().Replace(Name().Replace(reason, Masked), Masked))],
        };

    /// <summary>Words that begin with a capital one after the other, and one after a form of address: names of people and places.</summary>
    [GeneratedRegex(
        @"(?<!\p{L})\p{Lu}\p{L}*(?:\s+\p{Lu}\p{L}*)+"
            + @"|(?<=(?<!\p{L})(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Cc]hú|[Bb]ác|[Hh]ộ)\s+)\p{Lu}\p{L}*"
    )]
    private static partial Regex Name();

    /// <summary>Numbers of three digits or more, also written in groups: telephones, papers, houses.</summary>
    [GeneratedRegex(@"\d(?:[ .-]?\d){2,}")]
    private static partial Regex Number();
}
