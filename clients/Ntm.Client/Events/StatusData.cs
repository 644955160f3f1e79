using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ntm.Client.Events;

/// <summary>What an event says, of whatever type. A field that it lacks is null; one that this version does not know is in
/// <see cref="Other"/>.</summary>
public record StatusData
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Code of the unit that it is about.</summary>
    public string? UnitCode { get; init; }

    /// <summary>Codes from the province down to that unit, joined by '/'.</summary>
    public string? UnitPath { get; init; }

    /// <summary>Fields that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement> Other { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>Reads what an event says as the record of its type; of an unknown type as <see cref="StatusData"/> itself.</summary>
    /// <exception cref="JsonException">A field is of another kind than its type says.</exception>
    public static StatusData Of(StatusEvent status)
    {
        ArgumentNullException.ThrowIfNull(status);
        return status.Data.ValueKind == JsonValueKind.Object ? (StatusData)status.Data.Deserialize(RecordOf(status.Type), Json)! : new();
    }

    private static Type RecordOf(string type) =>
        type switch
        {
            StatusTypes.DossierOpened => typeof(OpenedData),
            StatusTypes.DossierStageEntered => typeof(StageEnteredData),
            StatusTypes.DossierStageCompleted
            or StatusTypes.DossierSurveyClosed
            or StatusTypes.DossierAnnounced
            or StatusTypes.AssessmentSubmitted => typeof(StageEndedData),
            StatusTypes.DossierReturned => typeof(ReturnedData),
            StatusTypes.DossierSubmitted => typeof(SubmittedData),
            StatusTypes.DossierExtended => typeof(ExtendedData),
            StatusTypes.DossierWithdrawn => typeof(WithdrawnData),
            StatusTypes.DossierVoteHeld => typeof(VoteData),
            StatusTypes.DossierRecognised or StatusTypes.DossierRefused => typeof(DecisionData),
            StatusTypes.DossierClosed => typeof(ClosedData),
            StatusTypes.DossierUnitChanged => typeof(UnitChangedData),
            StatusTypes.AssessmentCriterionLost => typeof(CriterionLostData),
            StatusTypes.DeadlineSet or StatusTypes.DeadlineApproaching or StatusTypes.DeadlineMissed => typeof(DeadlineData),
            StatusTypes.PlanPublished => typeof(PlanPublishedData),
            StatusTypes.PlanClosed or StatusTypes.PlanTargetReached => typeof(PlanData),
            StatusTypes.PlanUnitChanged => typeof(PlanUnitChangedData),
            StatusTypes.PlanReportDue or StatusTypes.PlanReportFiled or StatusTypes.PlanReportLate => typeof(ReportData),
            StatusTypes.PlanDifficultyRaised or StatusTypes.PlanDifficultyAnswered or StatusTypes.PlanDifficultyOverdue =>
                typeof(DifficultyData),
            StatusTypes.PlanTaskAssigned or StatusTypes.PlanTaskDone or StatusTypes.PlanTaskOverdue => typeof(TaskData),
            _ => typeof(StatusData),
        };
}
