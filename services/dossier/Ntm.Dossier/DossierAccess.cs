using Ntm.Dossier.Domain.Claims;
using Ntm.Dossier.Domain.Documents;
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

    /// <summary>To put files in: the actor of the stage; at a review that departments share, who has one of its shares.</summary>
    public static Result ToAddFile(Caller caller, RecognitionDossier dossier, Stage stage) =>
        ToAct(caller, dossier, stage)
            .Then(() =>
                stage.Departments.Count == 0 || FilingSharesOf(caller, dossier, stage).Count > 0 ? Result.Done : DossierErrors.NotActor
            );

    /// <summary>To take a file out: the actor and the department of the stage at which it came. What is returned is the answerer's own
    /// to change.</summary>
    public static Result ToRemoveFile(Caller caller, RecognitionDossier dossier, Stage stage, DossierFile file) =>
        ToAct(caller, dossier, stage)
            .Then(() =>
                dossier.Path.FindStage(file.Stage) is { } own
                && dossier.ActorUnit(own) == dossier.ActorUnit(stage)
                && (own.Role == stage.Role || DocumentActs.IsReturned(dossier, stage, file.Document))
                && (stage.Departments.Count == 0 || FilingSharesOf(caller, dossier, stage).Contains(file.Department))
                    ? Result.Done
                    : DossierErrors.FileOfOthers
            );

    /// <summary>Departments whose shares of a review are the caller's; null among them stands for the consolidation.</summary>
    public static IReadOnlyList<string?> FilingSharesOf(Caller caller, RecognitionDossier dossier, Stage stage)
    {
        var reviewer = ReviewerAt(caller, dossier, stage);
        var own = stage
            .Departments.Where(department => !department.Consolidates && reviewer.Departments.Contains(department.Key))
            .Select(department => department.Key);
        return reviewer.Consolidates ? [null, .. own] : [.. own];
    }

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

    /// <summary>The province that the caller prepares an appraisal council for; empty when there is none.</summary>
    public static string ProvincePreparedBy(Caller caller) =>
        caller.Grants.FirstOrDefault(grant => grant.Role is "officer" or "appraiser" && UnitScope.IsProvince(grant.UnitPath))?.UnitPath
        ?? "";

    /// <summary>Whether the caller may know of a council: as an account of its province.</summary>
    public static bool MaySee(Caller caller, AppraisalCouncil council) => ProvincesOf(caller).Units.Contains(council.UnitPath);

    /// <summary>Provinces for which the caller acts himself.</summary>
    public static UnitScope ProvincesOf(Caller caller) =>
        UnitScope.Of(caller.Grants.Where(grant => Readers.Contains(grant.Role) && UnitScope.IsProvince(grant.UnitPath)));

    /// <summary>Whether the caller acts for the dossier's province itself.</summary>
    public static bool ServesProvince(Caller caller, RecognitionDossier dossier) =>
        ProvincesOf(caller).Units.Contains(dossier.ProvincePath);

    /// <summary>To conclude a review: its actor, and with departments the consolidating one.</summary>
    public static Result ToConclude(Caller caller, RecognitionDossier dossier, Stage stage) =>
        ToAct(caller, dossier, stage).Then(() => ReviewerAt(caller, dossier, stage).Consolidates ? Result.Done : DossierErrors.NotActor);

    /// <summary>To extend a cut-off: the leader of the dossier's province, who had no hand in the dossier.</summary>
    public static Result ToExtend(Caller caller, RecognitionDossier dossier) =>
        caller.Holds("leader", dossier.ProvincePath) ? Separation(caller, dossier, "leader", dossier.ProvincePath) : DossierErrors.NotActor;

    /// <summary>Anyone of the province, at whatever level, knows its procedure; a program whose unit lies in it too.</summary>
    public static bool LiesIn(Caller caller, string province) => caller.Grants.Any(grant => UnitScope.Contains(province, grant.UnitPath));

    /// <summary>Anyone of the province knows the titles of its communes; a program those of its own unit and below.</summary>
    public static bool KnowsTitle(Caller caller, string unitPath) =>
        caller.IsProgram ? caller.HoldsAbove("integrator", unitPath) : LiesIn(caller, UnitScope.ProvinceOf(unitPath));

    /// <summary>To withdraw a dossier: the leader of the commune that sent it.</summary>
    public static Result ToWithdraw(Caller caller, RecognitionDossier dossier) =>
        caller.Holds("leader", dossier.UnitPath) ? Result.Done : DossierErrors.NotActor;

    /// <summary>
    /// Whether the caller is one of those who judge at a stage. Of a review or a vote in progress they alone learn anything: not who
    /// prepared what is judged there, nor who is not named for the session or has stepped back from it.
    /// </summary>
    public static bool Judges(Caller caller, RecognitionDossier dossier, Stage stage) =>
        !ActorAt(caller, dossier, stage).Refused
        && (
            stage.Kind != StageKind.CouncilVote
            || (
                dossier.Content.Council is { } session && session.MemberOf(caller.Subject) is not null && !session.IsRecused(caller.Subject)
            )
        );

    /// <summary>Whether the caller may know what was done at a stage: at once, or, where it is judged and still open, when it is over.
    /// </summary>
    public static bool MaySeeWork(Caller caller, RecognitionDossier dossier, Stage stage) =>
        !stage.Judges || dossier.FindOpen(stage.Key) is null || Judges(caller, dossier, stage);

    /// <summary>Whether the caller may know of a file: one that came in this round of a review or a vote in progress is of those who judge
    /// there.</summary>
    public static bool MaySee(Caller caller, RecognitionDossier dossier, DossierFile file) =>
        dossier.FindOpen(file.Stage)?.Round != file.Round || MaySeeWork(caller, dossier, dossier.Path.StageOf(file.Stage));

    /// <summary>
    /// To read the audit: as <see cref="ToCheckAudit"/>, but it says who judged how, so that while a review or a vote is open it is for
    /// auditors alone.
    /// </summary>
    public static Result ToAudit(Caller caller, RecognitionDossier dossier) =>
        ToCheckAudit(caller, dossier)
            .Then(() =>
                !caller.Holds("auditor", dossier.ProvincePath) && dossier.Content.Open.Exists(open => dossier.Path.StageOf(open.Key).Judges)
                    ? DossierErrors.AuditWithheld
                    : Result.Done
            );

    /// <summary>
    /// To have the audit checked: auditors, administrators and leaders of the province; it names the council's members, of whom the
    /// commune learns the outcome only.
    /// </summary>
    public static Result ToCheckAudit(Caller caller, RecognitionDossier dossier)
    {
        var province = dossier.ProvincePath;
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

    /// <summary>To do a share of a stage: whom it falls to, by the same rules as <see cref="ToAct"/>.</summary>
    public static Result ToDo(Caller person, RecognitionDossier dossier, Stage stage, StageShare share)
    {
        if (!person.Grants.Any(share.FallsTo))
        {
            return DossierErrors.NotActor;
        }

        var seated = stage.Kind == StageKind.CouncilVote && share.Role == stage.Role && dossier.Content.Council is not null;
        return (stage.Prepares ? Result.Done : Separation(person, dossier, share.Role, share.UnitPath)).Then(() =>
            seated ? Seat(person, dossier) : Result.Done
        );
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
        ActsAt(caller, dossier, stage) || Leads(caller, dossier, stage);

    /// <summary>Who prepared it neither judges it nor has it judged by a deputy.</summary>
    public static Result Separation(Caller caller, RecognitionDossier dossier, string role, string unitPath) =>
        dossier.Content.Preparers.Contains(caller.Subject)
        || (caller.PrincipalFor(role, unitPath) is { } principal && dossier.Content.Preparers.Contains(principal))
            ? DossierErrors.SeparationOfDuties
            : Result.Done;

    public static bool ActsAt(Caller caller, RecognitionDossier dossier, Stage stage) => caller.Holds(stage.Role, dossier.ActorUnit(stage));

    private static Result ActorAt(Caller caller, RecognitionDossier dossier, Stage stage) =>
        !ActsAt(caller, dossier, stage) ? DossierErrors.NotActor
        : stage.Prepares ? Result.Done
        : Separation(caller, dossier, stage.Role, dossier.ActorUnit(stage));

    /// <summary>Who belongs to the commune must step back from its dossier.</summary>
    private static Result Outsider(Caller caller, RecognitionDossier dossier) =>
        caller.Grants.Any(grant => UnitScope.Contains(dossier.UnitPath, grant.UnitPath)) ? CouncilErrors.OwnUnit : Result.Done;

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

    private static Result Seat(Caller caller, RecognitionDossier dossier) =>
        dossier.Content.Council switch
        {
            null => DossierErrors.CouncilNotConvened,
            var session when session.MemberOf(caller.Subject) is null => DossierErrors.NotOnRoster,
            _ => Result.Done,
        };
}
