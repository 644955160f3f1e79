using System.Data.Common;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Ntm.Faults.Tests.Host;

namespace Ntm.Faults.Tests.Cases.Inside;

/// <summary>
/// Changes statements on their way to the database, for the controls: a service whose inbox and feed know no message again, or whose
/// relay deletes a row when it claims it and so does not wait for the confirm.
/// </summary>
internal sealed class ControlStatements(bool forgetsInbox, bool deletesFirst)
    : IObserver<DiagnosticListener>,
        IObserver<KeyValuePair<string, object?>>
{
    public static void Begin()
    {
        var (inboxOff, deletes) = (IsOn(FaultyHost.InboxOff), IsOn(FaultyHost.DeleteFirst));
        if (inboxOff || deletes)
        {
            DiagnosticListener.AllListeners.Subscribe(new ControlStatements(inboxOff, deletes));
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData begun && value.Key == RelationalEventId.CommandExecuting.Name)
        {
            Change(begun.Command);
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    private static bool IsOn(string variable) => Environment.GetEnvironmentVariable(variable) == "1";

#pragma warning disable CA2100 // The texts are the service's own.
    private void Change(DbCommand command)
    {
        var text = command.CommandText.TrimEnd();
        if (forgetsInbox && text.StartsWith("INSERT INTO \"Inbox\"", StringComparison.Ordinal))
        {
            // A row is affected whether it was there or not: every message looks new.
            command.CommandText = text.Replace(
                "ON CONFLICT DO NOTHING",
                """ON CONFLICT ("MessageId", "ConsumerId") DO UPDATE SET "HandledAt" = excluded."HandledAt" """,
                StringComparison.Ordinal
            );
        }
        else if (
            forgetsInbox
            && text.StartsWith("SELECT EXISTS (", StringComparison.Ordinal)
            && text.Contains("FROM \"Feed\"", StringComparison.Ordinal)
        )
        {
            command.CommandText = text[..text.LastIndexOf(')')] + " AND 1 = 0)";
        }
        else if (deletesFirst && text.IndexOf("UPDATE \"Outbox\" t SET", StringComparison.Ordinal) is > 0 and var claim)
        {
            command.CommandText =
                text[..claim] + "DELETE FROM \"Outbox\" t USING due" + text[text.IndexOf(" WHERE t.", StringComparison.Ordinal)..];
        }
    }
#pragma warning restore CA2100
}
