using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.ProvinceSets;
using Ntm.Assessment.Domain.SelfAssessments;
using Ntm.Assessment.Domain.Surveys;
using Ntm.Web;

namespace Ntm.Assessment;

/// <summary>Where a caller sees surveys.</summary>
/// <param name="UnitPath">The unit and all below it.</param>
/// <param name="Open">Whether also those that are not closed.</param>
internal sealed record SurveyReach(string UnitPath, bool Open);

/// <summary>
/// The one place that says who may do what: role × unit × state; what is not allowed here is denied.
/// Who may not know that something exists gets 404, who may read but not do it 403.
/// </summary>
internal static class AssessmentAccess
{
    private static readonly string[] Readers = ["officer", "leader", "reviewer", "appraiser", "council", "auditor"];

    private static readonly string[] SetReaders = ["officer", "appraiser", "leader", "reviewer", "auditor"];

    /// <summary>Not the council: the Fatherland Front has a seat in it.</summary>
    private static readonly string[] Authorities = ["officer", "leader", "reviewer", "appraiser", "administrator"];

    /// <summary>Code of the caller's province; null for a caller without a unit.</summary>
    public static string? ProvinceOf(Caller caller) => caller.Grants.Select(grant => UnitScope.ProvinceOf(grant.UnitPath)).FirstOrDefault();

    /// <summary>The unit's own people see the draft.</summary>
    public static bool SeesDraft(Caller caller, string unitPath) => caller.Holds("officer", unitPath) || caller.Holds("leader", unitPath);

    /// <summary>Those above see what was submitted, and nothing before.</summary>
    public static bool SeesSubmitted(Caller caller, string unitPath) => Readers.Any(role => caller.HoldsAbove(role, unitPath));

    /// <summary>Whether the caller may know that a self-assessment exists.</summary>
    public static bool Sees(Caller caller, string unitPath, int revision) =>
        SeesDraft(caller, unitPath) || (revision > 0 && SeesSubmitted(caller, unitPath));

    public static bool FillsDraft(Caller caller, string unitPath) => caller.Holds("officer", unitPath);

    public static bool Submits(Caller caller, string unitPath) => SeesDraft(caller, unitPath);

    /// <summary>Who answers for what the caller fills in.</summary>
    public static Hand Filling(Caller caller, string unitPath) => Hand.Of(caller, unitPath, "officer");

    /// <summary>Who answers for what the caller submits.</summary>
    public static Hand Submitting(Caller caller, string unitPath) => Hand.Of(caller, unitPath, "officer", "leader");

    /// <summary>To change the draft: the unit's officer, while the path lets it.</summary>
    public static Error? ToFill(Caller caller, OpenedAssessment opened) =>
        FillsDraft(caller, opened.Assessment.UnitPath) ? opened.WhyLocked : OfReader(caller, opened.Assessment);

    /// <summary>To submit the draft: the unit's officer or leader, while the path lets it.</summary>
    public static Error? ToSubmit(Caller caller, OpenedAssessment opened) =>
        Submits(caller, opened.Assessment.UnitPath) ? opened.WhyNotSubmit : OfReader(caller, opened.Assessment);

    /// <summary>To prepare that a running dossier goes on under another criteria set: the officer or appraiser of its province.</summary>
    public static Error? ToMoveSet(Caller caller, OpenedAssessment opened) => OfProvince(caller, opened, "officer", "appraiser");

    /// <summary>To see what a move would do: who prepares it, and who decides on it.</summary>
    public static Error? ToPreviewMove(Caller caller, OpenedAssessment opened) =>
        OfProvince(caller, opened, "officer", "appraiser", "leader");

    /// <summary>To prepare a criteria set of a province: its officer or appraiser, bound to the province itself.</summary>
    public static Error? ToPrepareSet(Caller caller, string province) =>
        UnitScope.IsProvince(province) && (caller.Holds("officer", province) || caller.Holds("appraiser", province))
            ? null
            : AssessmentErrors.Forbidden("Chỉ cán bộ hoặc cơ quan thẩm định của chính tỉnh đó được lập bộ tiêu chí của tỉnh.");

    /// <summary>Those at the province who prepare, decide on and watch its sets see them before they are published.</summary>
    public static bool SeesPreparation(Caller caller, string province) =>
        SetReaders.Any(role => caller.Holds(role, province)) && UnitScope.IsProvince(province);

    /// <summary>To replace or delete a set: who prepares sets of the province, while it is a draft.</summary>
    public static Error? ToChangeSet(Caller caller, ProvinceSet set) =>
        SeesPreparation(caller, set.Province) ? ToPrepareSet(caller, set.Province) ?? set.WhyNotChange() : ProvinceSetErrors.NotFound;

    /// <summary>Whether the caller has any grant in the province.</summary>
    public static bool LiesIn(Caller caller, string province) => caller.Grants.Any(grant => UnitScope.Contains(province, grant.UnitPath));

    /// <summary>
    /// The Fatherland Front of the unit or above it. Whoever also holds an office of the authorities in the province
    /// is none: the survey is independent of those whose work it judges.
    /// </summary>
    public static bool RunsSurvey(Caller caller, string unitPath)
    {
        var province = UnitScope.ProvinceOf(unitPath);
        return caller.HoldsAbove("surveyor", unitPath)
            && !caller.Grants.Any(grant => Authorities.Contains(grant.Role) && UnitScope.ProvinceOf(grant.UnitPath) == province);
    }

    /// <summary>To enter sheets and close a survey. Others do not even learn of one that is not closed.</summary>
    public static Error? ToRunSurvey(Caller caller, Survey survey) =>
        RunsSurvey(caller, survey.UnitPath) ? null
        : SeesSurvey(caller, survey.UnitPath, survey.Minutes is not null)
            ? AssessmentErrors.Forbidden("Chỉ Mặt trận Tổ quốc được nhập và chốt kết quả lấy ý kiến.")
        : SurveyErrors.NotFound;

    /// <summary>To close a survey that the caller may run: the Front of the unit that the path names, or above it.</summary>
    public static Error? ToCloseSurvey(Caller caller, Survey survey) =>
        caller.HoldsAbove("surveyor", survey.ActorUnitPath)
            ? null
            : AssessmentErrors.Forbidden(
                "Chỉ Mặt trận Tổ quốc của cấp được giao trong quy trình, hoặc cấp trên, được chốt kết quả. Hãy chuyển cho cấp đó."
            );

    /// <summary>Anyone in the province may read a survey, once it is closed; a program only one of its own unit or below.</summary>
    public static bool SeesSurvey(Caller caller, string unitPath, bool closed) =>
        RunsSurvey(caller, unitPath)
        || (closed && (caller.IsProgram ? caller.HoldsAbove("integrator", unitPath) : LiesIn(caller, UnitScope.ProvinceOf(unitPath))));

    /// <summary>Units whose surveys, and those below, the caller may see in a list: closed ones alone, or open ones too.</summary>
    public static IReadOnlyList<SurveyReach> SurveyScopes(Caller caller) =>
        [
            .. caller
                .Grants.Where(grant => !caller.IsProgram || grant.Role == "integrator")
                .Select(grant => new SurveyReach(caller.IsProgram ? grant.UnitPath : UnitScope.ProvinceOf(grant.UnitPath), Open: false))
                .Concat(
                    caller
                        .Grants.Where(grant => grant.Role == "surveyor" && RunsSurvey(caller, grant.UnitPath))
                        .Select(grant => new SurveyReach(grant.UnitPath, Open: true))
                )
                .Distinct(),
        ];

    private static Error? OfProvince(Caller caller, OpenedAssessment opened, params IReadOnlyList<string> roles) =>
        roles.Any(role => caller.Holds(role, UnitScope.ProvinceOf(opened.Assessment.UnitPath))) ? null
        : Sees(caller, opened.Assessment.UnitPath, opened.Assessment.Revision)
            ? AssessmentErrors.Forbidden("Chỉ cán bộ, người thẩm định của tỉnh được lập việc chuyển hồ sơ sang bộ tiêu chí khác.")
        : AssessmentErrors.NotFound;

    private static Error OfReader(Caller caller, SelfAssessment assessment) =>
        Sees(caller, assessment.UnitPath, assessment.Revision)
            ? AssessmentErrors.Forbidden("Chỉ cán bộ phụ trách của chính đơn vị được sửa bản tự đánh giá.")
            : AssessmentErrors.NotFound;
}
