namespace Ntm.Benchmarks.Messages;

/// <summary>Carries notes from the sender's database to the receiver's: as the platform does, or as the bare floor does.</summary>
internal interface INoteWay : IAsyncDisposable
{
    /// <summary>Names of the sender's and the receiver's database.</summary>
    NotePlaces Places { get; }

    /// <summary>Lets so many relays carry the one outbox.</summary>
    Task RelayAsync(int relays);

    /// <summary>Writes notes at a steady rate; returns when the last has committed.</summary>
    Task WriteAsync(int count, int perSecond);

    /// <summary>The statement that puts so many events into the outbox in one commit.</summary>
    string Backlog(int events);

    /// <summary>Processor time of everything between the two databases so far, without the servers', milliseconds.</summary>
    double CpuMs();
}

/// <summary>Where to look.</summary>
/// <param name="Sender">Database of the sender.</param>
/// <param name="Receiver">Database of the receiver.</param>
/// <param name="Notes">Table of the notes.</param>
/// <param name="NoteId">Its key.</param>
/// <param name="Inbox">Table of the handled events.</param>
/// <param name="MessageId">Id of the event in it.</param>
/// <param name="Outbox">Table of the events on their way.</param>
internal sealed record NotePlaces(
    string Sender,
    string Receiver,
    string Notes,
    string NoteId,
    string Inbox,
    string MessageId,
    string Outbox
);
