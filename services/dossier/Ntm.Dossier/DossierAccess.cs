using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier;

/// <summary>
/// The one place that decides who may do what with a dossier: role × unit × stage, nothing by default, and who
/// prepared a dossier never judges, decides, announces or extends it, whatever role he has come to hold.
/// </summary>
internal static class DossierAccess
{
    private static readonly string[] Readers =
    [
        "officer",
        "leader",
        "reviewer",
        "appraiser",
        "council",
        "surveyor",
        "auditor",
        "administrator",
        "integrator",
    ];

    /// <summary>Whether the caller may know of a dossier of this unit.</summary>
    public static bool MaySee(Caller caller, string unitPath) => Readers.Any(role => caller.HoldsAbove(role, unitPath));

    /// <summary>Units whose dossiers, and those below, the caller may see.</summary>
    public static UnitScope VisibleUnits(Caller caller) => UnitScope.Of(caller.Grants.Where(grant => Readers.Contains(grant.Role)));

    public static Result ToOpen(Caller caller, string unitPath) => caller.Holds("officer", unitPath) ? Result.Done : DossierErrors.NotActor;

    /// <summary>
    /// To act at a stage: its role on its unit; wherever nothing is prepared any more also to have had no hand in the
    /// dossier; at the council's vote also a place on the roster.
    /// </summary>
    public static Result ToAct(Caller caller, RecognitionDossier dossier, Stage stage)
    {
        if (!caller.Holds(stage.Role, dossier.ActorUnit(stage)))
        {
            return DossierErrors.NotActor;
        }

        return (stage.Prepares ? Result.Done : Separation(caller, dossier)).Then(() =>
            stage.Kind == StageKind.CouncilVote ? Seat(caller, dossier) : Result.Done
        );
    }

    /// <summary>To convene the council and set up its roster: the leader of the unit that the council belongs to.</summary>
    public static Result ToConvene(Caller caller, RecognitionDossier dossier, Stage stage) =>
        caller.Holds(RecognitionDossier.ConvenerRole, dossier.ActorUnit(stage)) ? Separation(caller, dossier) : DossierErrors.NotActor;

    /// <summary>To record attendance and the count and to close the session: the chair on the roster who has not stepped back.</summary>
    public static Result ToChair(Caller caller, RecognitionDossier dossier, Stage stage) =>
        ToAct(caller, dossier, stage)
            .Then(() =>
                dossier.Content.Council!.MemberOf(caller.Subject)!.IsChair && !dossier.Content.Council.IsRecused(caller.Subject)
                    ? Result.Done
                    : DossierErrors.NotChair
            );

    /// <summary>To conclude a review: its actor, and with departments the consolidating one.</summary>
    public static Result ToConclude(Caller caller, RecognitionDossier dossier, Stage stage) =>
        ToAct(caller, dossier, stage).Then(() => ReviewerAt(caller, dossier, stage).Consolidates ? Result.Done : DossierErrors.NotActor);

    /// <summary>To extend a cut-off: the leader of the dossier's province, who had no hand in the dossier.</summary>
    public static Result ToExtend(Caller caller, RecognitionDossier dossier) =>
        caller.Holds("leader", dossier.Content.Actors["province"]) ? Separation(caller, dossier) : DossierErrors.NotActor;

    /// <summary>To confirm the procedure of a province: its leader, bound to the province itself.</summary>
    public static bool LeadsProvince(Caller caller, string province) => UnitScope.IsProvince(province) && caller.Holds("leader", province);

    /// <summary>Anyone of the province, at whatever level, knows its procedure; a program whose unit lies in it too.</summary>
    public static bool LiesIn(Caller caller, string province) => caller.Grants.Any(grant => UnitScope.Contains(province, grant.UnitPath));

    /// <summary>To read the audit: auditors and administrators over the unit, and the leaders above it.</summary>
    public static Result ToAudit(Caller caller, RecognitionDossier dossier) =>
        caller.HoldsAbove("auditor", dossier.UnitPath)
        || caller.HoldsAbove("administrator", dossier.UnitPath)
        || caller.HoldsAbove("leader", dossier.UnitPath)
            ? Result.Done
            : DossierErrors.NotActor;

    /// <summary>
    /// Provinces whose dossiers the caller may reconcile. Auditors may only read: an auditor must not change what it audits.
    /// </summary>
    public static UnitScope ProvincesToReconcile(Caller caller, bool mend) =>
        UnitScope.Of(
            caller.Grants.Where(grant =>
                (grant.Role is "leader" or "administrator" || (grant.Role == "auditor" && !mend)) && UnitScope.IsProvince(grant.UnitPath)
            )
        );

    /// <summary>What the caller may judge at a review.</summary>
    public static Reviewer ReviewerAt(Caller caller, RecognitionDossier dossier, Stage stage)
    {
        var grants = caller.Grants.Where(grant => grant.Role == stage.Role && grant.UnitPath == dossier.ActorUnit(stage)).ToList();
        var departments = grants.Select(grant => grant.Department).OfType<string>().ToList();
        return new Reviewer(
            departments,
            grants.Exists(grant => grant.Department is null)
                || stage.Departments.Any(department => department.Consolidates && departments.Contains(department.Key))
        );
    }

    /// <summary>Keys of the inbox rows that are the caller's work: <c>role@unit</c>.</summary>
    public static IReadOnlyList<string> ActorKeys(Caller caller) =>
        [
            .. caller
                .Grants.Where(grant => Actors.Roles.Contains(grant.Role))
                .Select(grant => ActorKey(grant.Role, grant.UnitPath))
                .Distinct(),
        ];

    public static string ActorKey(string role, string unitPath) => $"{role}@{unitPath}";

    private static Result Separation(Caller caller, RecognitionDossier dossier) =>
        dossier.Content.Preparers.Contains(caller.Subject) ? DossierErrors.SeparationOfDuties : Result.Done;

    private static Result Seat(Caller caller, RecognitionDossier dossier) =>
        dossier.Content.Council switch
        {
            null => DossierErrors.CouncilNotConvened,
            var session when session.MemberOf(caller.Subject) is null => DossierErrors.NotOnRoster,
            _ => Result.Done,
        };
}
