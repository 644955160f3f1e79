namespace Ntm.Client.Feed;

/// <summary>How a reader reads.</summary>
public sealed record FeedOptions
{
    /// <summary>Which events.</summary>
    public FeedFilter Filter { get; init; } = new();

    /// <summary>Events in one answer, 1 to 500.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>How long the platform may hold an answer back until there is an event: 0 to 30 seconds.</summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromSeconds(25);

    /// <summary>Whether reading ends at the head of the feed, for a job that runs now and then.</summary>
    public bool StopAtHead { get; init; }

    /// <summary>Longest pause between two tries; a longer <c>Retry-After</c> is shortened to it.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Ids of events that are remembered, so that none comes twice although the feed restarts.</summary>
    public int RememberedEvents { get; init; } = 100_000;

    /// <summary>The sequence of the last event of a dossier that you keep; null where you have none. With it gaps are found over a restart
    /// of the reader too.</summary>
    public Func<Guid, long?>? LastSequence { get; init; }

    /// <summary>Called before each pause after a failure, for a log.</summary>
    public Action<Exception, TimeSpan>? Retrying { get; init; }
}
