using Microsoft.Extensions.Logging;

namespace Ntm.Dossier;

/// <summary>Log messages of the dossier service, event ids 3000 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Information, "Receipts are signed with key {KeyId}")]
    public static partial void ReceiptKeyLoaded(ILogger logger, string keyId);

    [LoggerMessage(3002, LogLevel.Information, "Dossier {DossierId} knows a later revision than {Revision} of its self-assessment")]
    public static partial void OldRevision(ILogger logger, Guid dossierId, int revision);

    [LoggerMessage(3004, LogLevel.Warning, "Open stages could not be counted")]
    public static partial void TasksNotCounted(ILogger logger, Exception exception);

    [LoggerMessage(3003, LogLevel.Information, "Dossier {DossierId} does not wait for round {Round} of its survey")]
    public static partial void SurveyNotAwaited(ILogger logger, Guid dossierId, int round);
}
