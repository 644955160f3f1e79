using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Ntm.Faults.Tests.Cases.Inside;

/// <summary>Moments of an event's delivery at which a process can die, in their order.</summary>
internal static class KillPoint
{
    public const string BeforeInbox = "before the inbox row";
    public const string AfterInbox = "after the inbox row";
    public const string BeforeSave = "before saving";
    public const string AfterSave = "after saving";
    public const string BeforeCommit = "before the commit";
    public const string AfterCommit = "after the commit";
    public const string BeforeAck = "before the acknowledgement";
    public const string AfterAck = "after the acknowledgement";
    public const string BeforePublish = "before a publish";
    public const string AfterPublish = "after a publish";
    public const string BeforeDelete = "before the outbox row is deleted";
    public const string AfterDelete = "after the outbox row is deleted";

    public static readonly IReadOnlyList<string> All =
    [
        BeforeInbox,
        AfterInbox,
        BeforeSave,
        AfterSave,
        BeforeCommit,
        AfterCommit,
        BeforeAck,
        AfterAck,
        BeforePublish,
        AfterPublish,
        BeforeDelete,
        AfterDelete,
    ];

    /// <summary>
    /// The moment that a diagnostic event of EF Core marks; null for other events. Publishes and acknowledgements are seen on the
    /// wire.
    /// </summary>
    public static string? Of(KeyValuePair<string, object?> value) =>
        value.Value switch
        {
            CommandExecutedEventData done => OfStatement(done.Command.CommandText, AfterInbox, AfterDelete),
            CommandEventData begun when value.Key == RelationalEventId.CommandExecuting.Name => OfStatement(
                begun.Command.CommandText,
                BeforeInbox,
                BeforeDelete
            ),
            _ when value.Key == CoreEventId.SaveChangesStarting.Name => BeforeSave,
            _ when value.Key == CoreEventId.SaveChangesCompleted.Name => AfterSave,
            _ when value.Key == RelationalEventId.TransactionCommitting.Name => BeforeCommit,
            _ when value.Key == RelationalEventId.TransactionCommitted.Name => AfterCommit,
            _ => null,
        };

    private static string? OfStatement(string text, string inbox, string delete) =>
        text.StartsWith("INSERT INTO \"Inbox\"", StringComparison.Ordinal) ? inbox
        : text.StartsWith("DELETE FROM \"Outbox\"", StringComparison.Ordinal) ? delete
        : null;
}
