using static Ntm.Gateway.Tests.Access.Places;

namespace Ntm.Gateway.Tests.Access;

/// <summary>Texts that are put where only some may read, and who those are. What stands in the audit its auditor reads.</summary>
internal static class Markers
{
    public const string ReviewReason = "MARKER-REVIEW-REASON";
    public const string ReviewFile = "marker-review-file.pdf";
    public const string OtherReviewReason = "MARKER-OTHER-REVIEW-REASON";
    public const string OtherReviewFile = "marker-other-review-file.pdf";
    public const string AppraisalReason = "MARKER-APPRAISAL-REASON";
    public const string AppraisalFile = "marker-appraisal-file.pdf";
    public const string Minutes = "marker-minutes.pdf";
    public const string SurveyReason = "MARKER-SURVEY-REASON";
    public const string DraftEvidence = "marker-draft-evidence.pdf";
    public const string PlanDraft = "MARKER-PLAN-DRAFT";
    public const string OtherPlanDraft = "MARKER-OTHER-PLAN-DRAFT";
    public const string Household = "MARKER-HOUSEHOLD";
    public const string OtherHousehold = "MARKER-OTHER-HOUSEHOLD";

    /// <summary>The one vote that was cast when the scene was set.</summary>
    private const string Ballot = "\"choice\":\"Against\"";

    public static readonly IReadOnlyList<Marker> All =
    [
        new(ReviewReason, "a verdict of an open review", caller => Judges(caller, "reviewer", District)),
        new(ReviewFile, "a file of an open review", caller => Judges(caller, "reviewer", District)),
        new(OtherReviewReason, "a verdict of another district's open review", caller => Judges(caller, "reviewer", OtherDistrict)),
        new(OtherReviewFile, "a file of another district's open review", caller => Judges(caller, "reviewer", OtherDistrict)),
        new(AppraisalReason, "a verdict of an open appraisal", caller => Judges(caller, "appraiser", Province)),
        new(AppraisalFile, "a file of an open appraisal", caller => Judges(caller, "appraiser", Province)),
        new(Ballot, "a ballot of an open vote", Votes),
        new(Minutes, "the minutes of an open vote", Votes),
        new(
            SurveyReason,
            "a sheet of an open survey",
            caller => caller.Holdings.Any(one => one.Role == "surveyor" && Covers(one.Unit, Commune.Appraised))
        ),
        new(DraftEvidence, "evidence of a draft", caller => Drafts(caller, Commune.Drafting)),
        new(PlanDraft, "a plan that is not published", caller => Drafts(caller, Commune.Appraised) || Drafts(caller, Commune.Drafting)),
        new(OtherPlanDraft, "another commune's plan that is not published", caller => Drafts(caller, OtherCommune)),
        new(Household, "a household", caller => Drafts(caller, Commune.Appraised)),
        new(OtherHousehold, "another commune's household", caller => Drafts(caller, OtherCommune)),
    ];

    private static bool Judges(KindOfCaller caller, string role, string unit) =>
        (caller.Holds(role, unit) && caller.Name != Callers.Preparer) || Audits(caller);

    private static bool Votes(KindOfCaller caller) => Stages.Roster.Contains(caller.Name) || Audits(caller);

    private static bool Drafts(KindOfCaller caller, string unit) => caller.Holds("officer", unit) || caller.Holds("leader", unit);

    private static bool Audits(KindOfCaller caller) => caller.Holds("auditor", Province);
}
