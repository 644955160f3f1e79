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

    [LoggerMessage(2003, LogLevel.Information, "Survey {SurveyId} of dossier {DossierId}, round {Round}, closed; rule met: {Met}")]
    public static partial void SurveyClosed(this ILogger logger, Guid surveyId, Guid dossierId, int round, bool met);
}
