namespace Ntm.Identity.Domain;

/// <summary>
/// Wrong passwords and codes that count together: of an address, of a name, of both, of a device. They wear off one by one, and beyond a
/// number of them each makes the next try wait, twice as long as the one before.
/// </summary>
internal sealed class WrongTries
{
    /// <summary>SHA-256 of what they are counted by: no name and no address is stored.</summary>
    public required string Key { get; init; }

    public int Count { get; private set; }

    /// <summary>Since when the count wears off; null before the first.</summary>
    public DateTimeOffset? CountedAt { get; private set; }

    /// <summary>Until when the next try waits.</summary>
    public DateTimeOffset? WaitUntil { get; private set; }

    /// <summary>When all of them are worn off and the wait is over: the row then says nothing.</summary>
    public DateTimeOffset? ForgottenAt { get; private set; }

    /// <summary>How long the next try has to wait; zero where it need not.</summary>
    public TimeSpan Left(DateTimeOffset now) => WaitUntil > now ? WaitUntil.Value - now : TimeSpan.Zero;

    /// <summary>Counts one more.</summary>
    public void Add(TryLimit limit, DateTimeOffset now)
    {
        WearOff(limit.WearsOffIn, now);
        Count++;
        CountedAt ??= now;
        if (Count >= limit.Free)
        {
            WaitUntil = now + limit.WaitAfter(Count);
        }

        var worn = CountedAt.Value + Count * limit.WearsOffIn;
        ForgottenAt = WaitUntil > worn ? WaitUntil : worn;
    }

    private void WearOff(TimeSpan each, DateTimeOffset now)
    {
        if (CountedAt is not { } since || now <= since)
        {
            return;
        }

        var worn = (long)((now - since) / each);
        CountedAt = worn >= Count ? null : since + worn * each;
        Count = worn >= Count ? 0 : Count - (int)worn;
    }
}

/// <summary>What a count allows.</summary>
/// <param name="Free">So many wrong tries make the next one wait.</param>
/// <param name="WearsOffIn">In this time one of them is forgotten.</param>
/// <param name="FirstWait">The first wait.</param>
/// <param name="LongestWait">The longest.</param>
internal sealed record TryLimit(int Free, TimeSpan WearsOffIn, TimeSpan FirstWait, TimeSpan LongestWait)
{
    /// <summary>Beyond this many doublings every wait is the longest.</summary>
    private const int MostDoublings = 20;

    /// <summary>The wait after so many wrong tries.</summary>
    public TimeSpan WaitAfter(int count)
    {
        var wait = FirstWait * Math.Pow(2, Math.Min(count - Free, MostDoublings));
        return wait < LongestWait ? wait : LongestWait;
    }
}
