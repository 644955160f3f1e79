using Microsoft.Extensions.Logging;

namespace Ntm.Assessment;

/// <summary>Everything this service logs; ids 2000–2999.</summary>
internal static partial class Log
{
    [LoggerMessage(
        2001,
        LogLevel.Information,
        "Self-assessment of dossier {DossierId} submitted, revision {Revision}: {Passed} of {Criteria} criteria pass"
    )]
    public static partial void SelfAssessmentSubmitted(this ILogger logger, Guid dossierId, int revision, int passed, int criteria);

    [LoggerMessage(2002, LogLevel.Information, "{Count} thresholds confirmed for province {Province} by {Subject}")]
    public static partial void ThresholdsConfirmed(this ILogger logger, int count, string province, string subject);

    [LoggerMessage(2004, LogLevel.Information, "Criteria set {Code} of province {Province}: table {Hash} received, {Faults} bad cells")]
    public static partial void CriteriaSetPrepared(this ILogger logger, string code, string province, string hash, int faults);

    [LoggerMessage(2005, LogLevel.Information, "Criteria set {Code} of province {Province} published with table {Hash} by {Subject}")]
    public static partial void CriteriaSetPublished(this ILogger logger, string code, string province, string hash, string subject);

    [LoggerMessage(2006, LogLevel.Information, "Unit {UnitCode} put into group {Group} by {Subject}")]
    public static partial void UnitGrouped(this ILogger logger, string unitCode, int group, string subject);

    [LoggerMessage(2007, LogLevel.Information, "Dossier {DossierId} moved to criteria set {Code} by document {Document}, {Subject}")]
    public static partial void CriteriaSetMoved(this ILogger logger, Guid dossierId, string code, string document, string subject);

    [LoggerMessage(2003, LogLevel.Information, "Survey {SurveyId} of dossier {DossierId}, round {Round}, closed; rule met: {Met}")]
    public static partial void SurveyClosed(this ILogger logger, Guid surveyId, Guid dossierId, int round, bool met);
}
