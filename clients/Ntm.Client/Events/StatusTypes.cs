namespace Ntm.Client.Events;

/// <summary>The types of events that this version knows.</summary>
public static class StatusTypes
{
    public const string DossierOpened = "vn.ntm.dossier.opened";
    public const string DossierStageEntered = "vn.ntm.dossier.stage-entered";
    public const string DossierStageCompleted = "vn.ntm.dossier.stage-completed";
    public const string DossierReturned = "vn.ntm.dossier.returned";
    public const string DossierSubmitted = "vn.ntm.dossier.submitted";
    public const string DossierExtended = "vn.ntm.dossier.extended";
    public const string DossierWithdrawn = "vn.ntm.dossier.withdrawn";
    public const string DossierSurveyClosed = "vn.ntm.dossier.survey-closed";
    public const string DossierVoteHeld = "vn.ntm.dossier.vote-held";
    public const string DossierRecognised = "vn.ntm.dossier.recognised";
    public const string DossierRefused = "vn.ntm.dossier.refused";
    public const string DossierAnnounced = "vn.ntm.dossier.announced";
    public const string DossierClosed = "vn.ntm.dossier.closed";
    public const string DossierUnitChanged = "vn.ntm.dossier.unit-changed";
    public const string AssessmentSubmitted = "vn.ntm.assessment.submitted";
    public const string AssessmentCriterionLost = "vn.ntm.assessment.criterion-lost";
    public const string DeadlineSet = "vn.ntm.deadline.set";
    public const string DeadlineApproaching = "vn.ntm.deadline.approaching";
    public const string DeadlineMissed = "vn.ntm.deadline.missed";
    public const string PlanPublished = "vn.ntm.plan.published";
    public const string PlanClosed = "vn.ntm.plan.closed";
    public const string PlanUnitChanged = "vn.ntm.plan.unit-changed";
    public const string PlanTargetReached = "vn.ntm.plan.target-reached";
    public const string PlanReportDue = "vn.ntm.plan.report-due";
    public const string PlanReportFiled = "vn.ntm.plan.report-filed";
    public const string PlanReportLate = "vn.ntm.plan.report-late";
    public const string PlanDifficultyRaised = "vn.ntm.plan.difficulty-raised";
    public const string PlanDifficultyAnswered = "vn.ntm.plan.difficulty-answered";
    public const string PlanDifficultyOverdue = "vn.ntm.plan.difficulty-overdue";
    public const string PlanTaskAssigned = "vn.ntm.plan.task-assigned";
    public const string PlanTaskDone = "vn.ntm.plan.task-done";
    public const string PlanTaskOverdue = "vn.ntm.plan.task-overdue";
}
