namespace Ntm.Contracts.Assessment.V1;

/// <summary>The Fatherland Front closed one round of the residents' satisfaction survey of a dossier, with minutes.</summary>
public sealed record SurveyClosed
{
    public required Guid EventId { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public required string UnitCode { get; init; }
    public required Guid DossierId { get; init; }
    public required Guid SurveyId { get; init; }

    /// <summary>The round of the survey stage that this answers, see <c>StageOpened.Round</c>.</summary>
    public required int Round { get; init; }

    /// <summary>Whether the dated rule on satisfaction and participation is met.</summary>
    public required bool Met { get; init; }

    /// <summary>Share of satisfied answers to the overall question, 0 to 100.</summary>
    public required decimal OverallRate { get; init; }
    public required string MinutesNumber { get; init; }

    /// <summary>Subject of the account that closed it.</summary>
    public required string ClosedBy { get; init; }

    /// <summary>Binds the minutes, the village sheets and the count. Null from a publisher that did not name it yet.</summary>
    public ContentProof? Proof { get; init; }
}
