namespace Ntm.Benchmarks.Messages;

/// <summary>A way of notes from where they are written to where they are heard: the platform's, or the bare one.</summary>
internal interface INoteWay : IAsyncDisposable
{
    /// <summary>Where notes are written, and where they are heard: names of databases.</summary>
    NotePlaces Places { get; }

    /// <summary>Lets so many relays carry the one outbox.</summary>
    Task RelayAsync(int relays);

    /// <summary>Writes notes at a steady rate; returns when the last has committed.</summary>
    Task WriteAsync(int count, int perSecond);

    /// <summary>The statement that puts so many facts into the outbox in one commit.</summary>
    string Backlog(int facts);

    /// <summary>Processor time of everything between the two databases so far, without the servers', milliseconds.</summary>
    double CpuMs();
}

/// <summary>Where to look.</summary>
/// <param name="Told">Database of who tells.</param>
/// <param name="Heard">Database of who hears.</param>
/// <param name="Notes">Table of the notes.</param>
/// <param name="NoteId">Its key.</param>
/// <param name="Inbox">Table of the handled facts.</param>
/// <param name="MessageId">Id of the fact in it.</param>
/// <param name="Outbox">Table of the facts on their way.</param>
internal sealed record NotePlaces(string Told, string Heard, string Notes, string NoteId, string Inbox, string MessageId, string Outbox);
