using Ntm.Contracts.Dossier.V1;

namespace Ntm.Assessment.Features;

/// <summary>Kinds of stage, as the events about dossiers name them.</summary>
internal static class StageKinds
{
    /// <summary>Whether the assessment service has a part in a stage of this kind.</summary>
    /// <exception cref="InvalidOperationException">A later version may know. To take it for a kind without us would lose what that version
    /// must do.</exception>
    public static bool AreOurs(string kind) =>
        kind switch
        {
            "SelfAssessment" or "Preparation" or "Survey" => true,
            "PublicNotice" or "Meeting" => false,
            "Review" or "Submission" or "CouncilVote" or "Decision" or "Announcement" or "Upkeep" or "Refusal" => false,
            _ => throw new InvalidOperationException($"Phiên bản này chưa biết loại giai đoạn “{kind}”."),
        };

    /// <summary>Criteria that an opened stage lets the commune assess; null means all, empty none.</summary>
    public static IReadOnlyList<string>? OpenCriteria(StageOpened @event) =>
        @event.Kind switch
        {
            "SelfAssessment" => @event.EditableCriteria is { Count: > 0 } named ? named : null,
            "Preparation" => @event.EditableCriteria,
            _ => [],
        };
}
