using Microsoft.Extensions.Logging;

namespace Ntm.Dossier;

/// <summary>Log messages of the dossier service, event ids 3000 to 3999.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Information, "Receipts: signing with key {KeyId}")]
    public static partial void ReceiptKeyLoaded(ILogger logger, string keyId);

    [LoggerMessage(
        3002,
        LogLevel.Information,
        "Self-assessment of dossier {DossierId}: revision {Revision} is older than the one taken in; ignored"
    )]
    public static partial void OldRevision(ILogger logger, Guid dossierId, int revision);

    [LoggerMessage(
        3004,
        LogLevel.Information,
        "Self-assessment of dossier {DossierId}: revision {Revision} came too late, no open stage asks for it; audited only"
    )]
    public static partial void AssessmentTooLate(ILogger logger, Guid dossierId, int revision);

    [LoggerMessage(3003, LogLevel.Information, "Survey of dossier {DossierId}: round {Round} is not open; audited only")]
    public static partial void SurveyNotAwaited(ILogger logger, Guid dossierId, int round);

    [LoggerMessage(
        3005,
        LogLevel.Warning,
        "Working-day calendar: data ends on {LastDay}, in {Days} days; deadlines beyond it stay unknown until a version with newer "
            + "data runs"
    )]
    public static partial void CalendarEnds(ILogger logger, DateOnly lastDay, int days);

    [LoggerMessage(3006, LogLevel.Error, "Reconciliation: dossier {DossierId} could not be compared or mended; the others were")]
    public static partial void DossierNotReconciled(ILogger logger, Guid dossierId, Exception exception);
}
