using Ntm.Dossier.Domain.Reviews;

namespace Ntm.Dossier;

/// <summary>
/// The one place that decides who may do what with a dossier or a council: role × unit × stage, nothing by default, and who
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
    /// dossier; at the council's vote also a place on the roster, and none in the commune that it is about.
    /// </summary>
    public static Result ToAct(Caller caller, RecognitionDossier dossier, Stage stage) =>
        ActorAt(caller, dossier, stage)
            .Then(() => stage.Kind == StageKind.CouncilVote ? Seat(caller, dossier).Then(() => Outsider(caller, dossier)) : Result.Done);

    /// <summary>To convene a council: the chair or the secretary that its decision in force on the day of the session names.</summary>
    public static Result ToConvene(Caller caller, RecognitionDossier dossier, Stage stage, Guid council, DateOnly heldOn)
    {
        var decision = CouncilActs.InForce(dossier, council, heldOn);
        return ActorAt(caller, dossier, stage)
            .Then(() => Outsider(caller, dossier))
            .Then(() =>
                decision.Refused ? Result.Of(decision.Errors)
                : decision.Value.MemberOf(caller.Subject) is not { } member ? DossierErrors.NotOnRoster
                : member.Role is CouncilRole.Chair or CouncilRole.Secretary ? Result.Done
                : CouncilErrors.NotKeeper
            );
    }

    /// <summary>To record attendance and to close the session: its chair or secretary.</summary>
    public static Result ToKeepSession(Caller caller, RecognitionDossier dossier, Stage stage) =>
        ToAct(caller, dossier, stage).Then(() => dossier.Content.Council!.IsKeptBy(caller.Subject) ? Result.Done : CouncilErrors.NotKeeper);

    /// <summary>To count the ballots: the chair, the secretary, the counting board.</summary>
    public static Result ToCount(Caller caller, RecognitionDossier dossier, Stage stage) =>
        ToAct(caller, dossier, stage)
            .Then(() => dossier.Content.Council!.IsCountedBy(caller.Subject) ? Result.Done : CouncilErrors.NotKeeper);

    /// <summary>To step back from a dossier: a member, also one of the commune that it is about.</summary>
    public static Result ToRecuse(Caller caller, RecognitionDossier dossier, Stage stage) =>
        ActorAt(caller, dossier, stage).Then(() => Seat(caller, dossier));

    /// <summary>The province in which the caller may set up an appraisal council; null when there is none.</summary>
    public static string? ProvinceLedBy(Caller caller) =>
        caller.Grants.FirstOrDefault(grant => grant.Role == "leader" && UnitScope.IsProvince(grant.UnitPath))?.UnitPath;

    /// <summary>To amend a council: the leader of its province.</summary>
    public static bool MayAmend(Caller caller, AppraisalCouncil council) => caller.Holds("leader", council.UnitPath);

    /// <summary>Whether the caller may know of a council: as an account of its province.</summary>
    public static bool MaySee(Caller caller, AppraisalCouncil council) => ProvincesOf(caller).Units.Contains(council.UnitPath);

    /// <summary>Provinces for which the caller acts himself.</summary>
    public static UnitScope ProvincesOf(Caller caller) =>
        UnitScope.Of(caller.Grants.Where(grant => Readers.Contains(grant.Role) && UnitScope.IsProvince(grant.UnitPath)));

    /// <summary>Whether the caller acts for the dossier's province itself.</summary>
    public static bool ServesProvince(Caller caller, RecognitionDossier dossier) =>
        ProvincesOf(caller).Units.Contains(dossier.Content.Actors["province"]);

    /// <summary>To conclude a review: its actor, and with departments the consolidating one.</summary>
    public static Result ToConclude(Caller caller, RecognitionDossier dossier, Stage stage) =>
        ToAct(caller, dossier, stage).Then(() => ReviewerAt(caller, dossier, stage).Consolidates ? Result.Done : DossierErrors.NotActor);

    /// <summary>To extend a cut-off: the leader of the dossier's province, who had no hand in the dossier.</summary>
    public static Result ToExtend(Caller caller, RecognitionDossier dossier) =>
        caller.Holds("leader", dossier.Content.Actors["province"])
            ? Separation(caller, dossier, "leader", dossier.Content.Actors["province"])
            : DossierErrors.NotActor;

    /// <summary>To withdraw a dossier: the leader of the commune that sent it.</summary>
    public static Result ToWithdraw(Caller caller, RecognitionDossier dossier) =>
        caller.Holds("leader", dossier.UnitPath) ? Result.Done : DossierErrors.NotActor;

    /// <summary>
    /// To read the audit: auditors, administrators and leaders of the province; it names the council's members, of whom the commune
    /// learns the outcome only.
    /// </summary>
    public static Result ToAudit(Caller caller, RecognitionDossier dossier)
    {
        var province = dossier.Content.Actors["province"];
        return caller.Holds("auditor", province) || caller.Holds("administrator", province) || caller.Holds("leader", province)
            ? Result.Done
            : DossierErrors.NotActor;
    }

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

    /// <summary>Who prepared it neither judges it nor has it judged by a deputy.</summary>
    private static Result Separation(Caller caller, RecognitionDossier dossier, string role, string unitPath) =>
        dossier.Content.Preparers.Contains(caller.Subject)
        || (caller.PrincipalFor(role, unitPath) is { } principal && dossier.Content.Preparers.Contains(principal))
            ? DossierErrors.SeparationOfDuties
            : Result.Done;

    private static Result ActorAt(Caller caller, RecognitionDossier dossier, Stage stage) =>
        !caller.Holds(stage.Role, dossier.ActorUnit(stage)) ? DossierErrors.NotActor
        : stage.Prepares ? Result.Done
        : Separation(caller, dossier, stage.Role, dossier.ActorUnit(stage));

    /// <summary>Who belongs to the commune must step back from its dossier.</summary>
    private static Result Outsider(Caller caller, RecognitionDossier dossier) =>
        caller.Grants.Any(grant => UnitScope.Contains(dossier.UnitPath, grant.UnitPath)) ? CouncilErrors.OwnUnit : Result.Done;

    private static Result Seat(Caller caller, RecognitionDossier dossier) =>
        dossier.Content.Council switch
        {
            null => DossierErrors.CouncilNotConvened,
            var session when session.MemberOf(caller.Subject) is null => DossierErrors.NotOnRoster,
            _ => Result.Done,
        };
}
