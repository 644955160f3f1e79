namespace Ntm.Dossier.Domain.Meetings;

/// <summary>A meeting that voted to propose the commune, with every number its result follows from.</summary>
internal sealed record Meeting
{
    public required string Stage { get; init; }
    public required int Round { get; init; }

    /// <summary>Legal day.</summary>
    public required DateOnly HeldOn { get; init; }
    public required MeetingCount Count { get; init; }

    /// <summary>Votes in favour that were needed.</summary>
    public required int Needed { get; init; }
    public required bool Agreed { get; init; }

    /// <summary>Number of the minutes.</summary>
    public required string MinutesNumber { get; init; }

    /// <summary>Files of the dossier that are this meeting's own papers.</summary>
    public required IReadOnlyList<Guid> Papers { get; init; }

    /// <summary>Document of the province that sets the share.</summary>
    public required string Source { get; init; }
}

/// <summary>Who came to a meeting, and how they voted; who did neither abstained.</summary>
internal sealed record MeetingCount(int Invited, int Present, int InFavour, int Against)
{
    /// <summary>Every fault in the arithmetic.</summary>
    public IEnumerable<Error> Faults()
    {
        if (Present > Invited)
        {
            yield return MeetingErrors.MorePresent(Present, Invited);
        }

        if ((long)InFavour + Against > Present)
        {
            yield return MeetingErrors.MoreVotes((long)InFavour + Against, Present);
        }
    }
}
