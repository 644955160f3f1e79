using System.Text.RegularExpressions;

namespace Ntm.Gateway.Tests.Access;

/// <summary>A group of endpoints that refuse in the same way.</summary>
/// <param name="Rows">Which rows it holds: a regular expression of method and address.</param>
/// <param name="Subjects">Name of the subjects that they are asked about.</param>
/// <param name="Sees">Who may know of those, in the words of a row; to others they do not exist.</param>
/// <param name="Hides">Code of the 404 to whom it does not exist.</param>
/// <param name="Shuts">Code of the 403 to whom it is known and not open.</param>
internal sealed record Door(string Rows, string Subjects, string Sees, string Hides, string Shuts)
{
    private const string Everybody = "signed-in";
    private const string Forbidden = "planning.forbidden";
    private const string Readers = "officer^, leader^, reviewer^, appraiser^, council^, surveyor^, auditor^, administrator^, integrator^";
    private const string AtProvince =
        "officer@province, leader@province, reviewer@province, appraiser@province, council@province, "
        + "surveyor@province, auditor@province, administrator@province";
    private const string Reports = "reporter, officer^, leader^, auditor^";
    private const string Self = "officer^, leader^, reviewer^, appraiser^, council^, auditor^";
    private const string Preparing = "officer, leader, reviewer, appraiser, auditor";
    private const string Preparers = "entry.preparers_only";
    private const string Supports = "officer@commune, leader@commune, auditor@commune";

    /// <summary>The groups; the first that fits holds a row.</summary>
    public static readonly IReadOnlyList<Door> All =
    [
        new(@"^GET /[a-z]+/audit$", "service", Everybody, "", "audit.readers_only"),
        new(@"^GET /[a-z]+/entries$", "provinces", Everybody, "", "entry.readers_only"),
        new(@"/assessment/entries/.*/(into-force|refusal)$", "prepared figures", Preparing, "entry.not_found", "entry.leader_only"),
        new(@"/assessment/entries/\{", "prepared figures", Preparing, "entry.not_found", Preparers),
        new(@"/dossiers/entries/.*/(into-force|refusal)$", "prepared titles", Preparing, "entry.not_found", "entry.leader_only"),
        new(@"/dossiers/entries/\{", "prepared titles", Preparing, "entry.not_found", Preparers),
        new(@"/notifications/events/dossiers/\{", "dossiers", Readers, "notifications.dossier_not_found", ""),
        new(@"/dead-letters/", "service", Everybody, "", "messaging.administrators_only"),
        new(@"/held-files", "service", Everybody, "", "file.administrators_only"),
        new(@"/uploads/\{", "service", Everybody, "", ""),
        new(@"/identity/accounts/\{", "accounts", "administrator^", "identity.account_not_found", "identity.outside_scope"),
        new(@"/identity/clients/\{", "clients", "administrator^", "identity.client_not_found", "identity.outside_scope"),
        new(@"/identity/(me|sample-clock|signing-keys)", "service", Everybody, "", "identity.outside_scope"),
        new(@"^GET /identity/units$", "service", Everybody, "", ""),
        new(
            @"/identity/(accounts|clients|units|unit-merges|unit-splits|role-holders|held-roles)",
            "units",
            Everybody,
            "identity.unit_not_found",
            "identity.outside_scope"
        ),
        new(@"^GET /assessment/criteria-sets/\{code\}$", "national set", Everybody, "", ""),
        new(
            @"/assessment/criteria-sets/\{",
            "draft set",
            "officer, leader, reviewer, appraiser, auditor",
            "assessment.criteria_draft_not_found",
            "assessment.forbidden"
        ),
        new(@"^GET /assessment/(criteria-sets|surveys)$", "service", Everybody, "", ""),
        new(@"^GET .*/evidence/\{hash\}", "self-assessments", Self, "assessment.evidence_not_found", "assessment.forbidden"),
        new(@"/revisions/\{", "submitted self-assessments", Self, "assessment.revision_not_found", "assessment.forbidden"),
        new(@"/self-assessments/\{", "self-assessments", Self, "assessment.self_assessment_not_found", "assessment.forbidden"),
        new(@"/assessment/surveys/\{", "surveys", "in-province", "assessment.survey_not_found", "assessment.forbidden"),
        new(@"POST /assessment/unit-groups", "communes", Everybody, "assessment.unit_unknown", Preparers),
        new(@"POST /assessment/threshold-confirmations", "provinces", Everybody, "", Preparers),
        new(@"/assessment/(survey-rules|sample-clock)", "service", Everybody, "", ""),
        new(@"/assessment/", "provinces", Everybody, "", "assessment.forbidden"),
        new(@"POST /planning/plans(/import|/preview)?$", "places of plans", Everybody, "planning.unit_unknown", "planning.forbidden"),
        new(@"PUT /planning/reports/", "reports", "in-province", "planning.plan_not_found", "planning.not_your_unit"),
        new(@"PUT /planning/(difficulties|supports|visits|model-sites)/", "records", "in-province", "planning.plan_not_found", Forbidden),
        new(@"^GET .*/photos/\{photo:guid\}", "reports", Reports, "planning.photo_not_found", ""),
        new(@"/reports/\{id:guid\}/return", "reports", Reports, "planning.report_not_found", Forbidden),
        new(@"/planning/reports/\{", "reports", Reports, "planning.report_not_found", "planning.not_your_unit"),
        new(@"/planning/difficulties/\{", "difficulties", Reports, "planning.difficulty_not_found", Forbidden),
        new(@"/planning/supports/\{", "supports", Supports, "planning.support_not_found", Forbidden),
        new(@"/planning/visits/\{", "visits", Reports, "planning.visit_not_found", Forbidden),
        new(@"/planning/model-sites/\{", "model sites", "in-province", "planning.model_site_not_found", Forbidden),
        new(@"/planning/work/\{", "work", Reports, "planning.work_not_found", "planning.not_your_unit"),
        new(@"/weeks/\{start\}/work", "plans", "in-province", "planning.plan_not_found", "planning.not_your_unit"),
        new(@"/tasks/\{task\}/", "plans", "in-province", "planning.plan_not_found", "planning.not_your_task"),
        new(@"/consolidations/\{", "plans", "officer^, leader^, auditor^, reporter", "planning.plan_not_found", Forbidden),
        new(
            @"^GET /planning/plans/\{id:guid\}/draft",
            "plans and drafts",
            "officer, leader, auditor",
            "planning.plan_not_found",
            Forbidden
        ),
        new(
            @"/planning/plans/\{id:guid\}(/content|/draft|/publication|/warnings)?$",
            "plans and drafts",
            "in-province",
            "planning.plan_not_found",
            Forbidden
        ),
        new(@"/planning/plans/\{", "plans", "in-province", "planning.plan_not_found", Forbidden),
        new(@"/planning/", "service", Everybody, "", Forbidden),
        new(@"POST /dossiers/councils$", "service", Everybody, "", Preparers),
        new(@"/dossiers/councils/\{", "councils", AtProvince, "dossier.council_unknown", Preparers),
        new(@"GET /dossiers/procedures", "provinces", Everybody, "", "dossier.procedure_not_in_province"),
        new(@"POST /dossiers/procedures", "provinces", Everybody, "", Preparers),
        new(@"POST /dossiers/titles", "provinces", Everybody, "", Preparers),
        new(@"GET /dossiers/titles", "communes", Everybody, "dossier.title_unit_not_found", "dossier.title_not_in_province"),
        new(@"/dossiers/open-work", "service", Everybody, "", "dossier.not_overseer"),
        new(@"/dossiers/reconciliation", "service", Everybody, "", "dossier.not_reconciler"),
        new(@"POST /dossiers/$", "existing communes", Everybody, "", "dossier.not_actor"),
        new(@"/dossiers/public-notices/\{", "service", Everybody, "", ""),
        new(@"^GET .*/files/\{file:guid\}", "files", Readers, "dossier.not_found", "dossier.not_actor"),
        new(@"/stages/\{stage\}/diff", "reviews", Readers, "dossier.not_found", "dossier.not_actor"),
        new(@"/stages/\{stage\}/", "stages", Readers, "dossier.not_found", "dossier.not_actor"),
        new(@"/dossiers/\{id:guid\}/opinions/", "opinions", Readers, "dossier.not_found", "dossier.not_actor"),
        new(@"/dossiers/\{", "dossiers", Readers, "dossier.not_found", "dossier.not_actor"),
        new(@"/dossiers/", "service", Everybody, "", ""),
        new(@"/notifications/inbox/\{", "notices", "addressee", "notifications.notice_not_found", ""),
        new(@"/notifications/views/\{", "views", "owner", "notifications.view_not_found", ""),
        new(@"/notifications/subscriptions/\{", "subscriptions", "administrator^", "notifications.subscription_not_found", ""),
        new(@"/notifications/subscriptions/", "service", Everybody, "", "notifications.not_subscriber"),
        new(@"/notifications/events", "service", Everybody, "", "notifications.no_unit"),
        new(@"/(notifications|identity)/", "service", Everybody, "", ""),
    ];

    /// <summary>Group of a row.</summary>
    public static Door Of(EndpointRow row) =>
        All.FirstOrDefault(door => Regex.IsMatch(row.Name, door.Rows))
        ?? throw new InvalidOperationException($"{row.Name}: no group says how it refuses.");
}
