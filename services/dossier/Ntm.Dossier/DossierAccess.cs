using Ntm.Dossier.Domain.Claims;
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

    /// <summary>To do a share of a stage: whom it falls to, by the same rules as <see cref="ToAct"/>.</summary>
    public static Result ToDo(Caller person, RecognitionDossier dossier, Stage stage, StageShare share)
    {
        if (!person.Grants.Any(share.FallsTo))
        {
            return DossierErrors.NotActor;
        }

        var seated = stage.Kind == StageKind.CouncilVote && share.Role == stage.Role && dossier.Content.Council is not null;
        return (stage.Prepares ? Result.Done : Separation(person, dossier)).Then(() => seated ? Seat(person, dossier) : Result.Done);
    }

    /// <summary>To claim work: a share of an open stage that the caller may do.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="dossier">The dossier.</param>
    /// <param name="stage">Its open stage.</param>
    /// <param name="department">Department whose share is meant; null where the caller has one share only.</param>
    public static Result<StageShare> ToClaim(Caller caller, RecognitionDossier dossier, Stage stage, string? department) =>
        OneOf(SharesOf(dossier, stage).Where(share => caller.Grants.Any(share.FallsTo)), caller, dossier, stage, department)
            .Then(share => ToDo(caller, dossier, stage, share).Then<StageShare>(() => share));

    /// <summary>To hand over or give back what is claimed: as <see cref="ToClaim"/>, and any share for who leads the unit.</summary>
    public static Result<StageShare> ToReassign(Caller caller, RecognitionDossier dossier, Stage stage, string? department) =>
        Leads(caller, dossier, stage)
            ? OneOf(SharesOf(dossier, stage), caller, dossier, stage, department)
            : ToClaim(caller, dossier, stage, department);

    /// <summary>Whether the caller leads the unit that acts at a stage, and so may hand over and give back what others claimed.</summary>
    public static bool Leads(Caller caller, RecognitionDossier dossier, Stage stage) => caller.Holds("leader", dossier.ActorUnit(stage));

    /// <summary>Whether the caller may see who works at a stage: as one of the unit who acts there, or leads it.</summary>
    public static bool MaySeeClaims(Caller caller, RecognitionDossier dossier, Stage stage) =>
        caller.Holds(stage.Role, dossier.ActorUnit(stage)) || Leads(caller, dossier, stage);

    /// <summary>
    /// Keys of the inbox rows that are the caller's work: of each role at a unit what is undivided, its department's share, and the
    /// consolidation for those in no department and in one that consolidates.
    /// </summary>
    public static IReadOnlyList<string> ActorKeys(Caller caller, DossierRules rules) =>
        [
            .. caller
                .Grants.Where(grant => Actors.Roles.Contains(grant.Role))
                .SelectMany(grant =>
                {
                    var key = ActorKey(grant.Role, grant.UnitPath);
                    return grant.Department is not { } department ? [key, key + "#"]
                        : rules.Consolidates(grant.Role, department) ? [key, $"{key}#{department}", key + "#"]
                        : new[] { key, $"{key}#{department}" };
                })
                .Distinct(),
        ];

    /// <summary>Key of the inbox row of a share.</summary>
    public static string ActorKey(StageShare share)
    {
        var key = ActorKey(share.Role, share.UnitPath);
        return share.IsWhole ? key
            : share.Consolidates ? key + "#"
            : $"{key}#{share.Department}";
    }

    public static string ActorKey(string role, string unitPath) => $"{role}@{unitPath}";

    private static IReadOnlyList<StageShare> SharesOf(RecognitionDossier dossier, Stage stage) =>
        StageShare.Of(dossier, dossier.FindOpen(stage.Key)!);

    /// <summary>The share that is meant among some: that of the department, or the only one, or the one of no department.</summary>
    private static Result<StageShare> OneOf(
        IEnumerable<StageShare> shares,
        Caller caller,
        RecognitionDossier dossier,
        Stage stage,
        string? department
    )
    {
        var fitting = shares.Where(share => department is null || share.Departments.Contains(department)).ToList();
        return fitting switch
        {
            [var only] => only,
            [] => stage.Departments.Count > 0 && MaySeeClaims(caller, dossier, stage) ? ClaimErrors.ShareDone : DossierErrors.NotActor,
            _ when fitting.Find(share => share.Department is null) is { } undivided => undivided,
            _ => ClaimErrors.DepartmentNeeded,
        };
    }

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
