namespace Ntm.EndToEnd.Tests.Tamper;

/// <summary>A table whose rows the audit answers for.</summary>
/// <param name="Service">Service that owns it.</param>
/// <param name="Table">Name of the table.</param>
/// <param name="Columns">Columns of which every change is named; after <c>:</c> the properties, where it is JSON and not all count.</param>
internal sealed record ProvenTable(string Service, string Table, params string[] Columns)
{
    /// <summary>Whether a row that is added is named.</summary>
    public bool Inserts { get; init; } = true;

    /// <summary>Which rows count.</summary>
    public string Where { get; init; } = "1 = 1";
}

/// <summary>Which tables are proven by what, and why the others are not.</summary>
internal static class Proven
{
    private const string Days = "DocumentNumber DocumentDate ValidFrom";

    public static readonly IReadOnlyList<ProvenTable> Tables =
    [
        Of("identity", "Units", "Code Level Version"),
        Of("identity", "UnitPeriods", "ValidFrom ValidTo Name ParentCode OpenedBy ClosedBy Successors"),
        Of("identity", "UnitActs", "Kind DocumentNumber DocumentDate EffectiveOn RecordedBy"),
        Of("identity", "Accounts", "HomeUnitCode Active MustChangePassword PasswordHash"),
        Of("identity", "Grants", "AccountId Role UnitCode Department ValidFrom ValidTo GrantedBy"),
        Of("identity", "Consents", "AccountId Act GivenBy UsedBy"),
        Of("identity", "ExternalLinks", "AccountId Issuer Hash LinkedBy"),
        Of("identity", "ApiClients", "UnitCode GrantedScopes SecretHash Version CreatedBy"),
        Of("identity", "SigningKeys", "PublicKey ProtectedPrivateKey SignsFrom"),
        Of("notifications", "Subscriptions", "Owner OwnerUnit Url Version CreatedBy"),
        Of("assessment", "Confirmations", $"Rule Item Threshold ConfirmedBy {Days}"),
        .. ((string[])["assessment", "dossier"]).Select(service =>
            Of(service, "PreparedEntries", "Kind Payload FileHash PreparedBy DecidedBy")
        ),
        Of("assessment", "ProvinceSets", "Number PublishedBy"),
        Of("assessment", "UnitGroups", $"UnitCode RecordedBy {Days}"),
        Of("assessment", "SetMoves", "From To DocumentNumber DocumentDate MovedBy"),
        Of("assessment", "Revisions", "SubmittedBy AllCriteriaPassed Content:met,numerator,denominator,number,verdict,hash") with
        {
            Inserts = false,
        },
        Of("assessment", "Surveys", "Met Result:* Minutes:number,closedBy") with
        {
            Inserts = false,
            Where = "\"Met\" IS NOT NULL",
        },
        Of("assessment", "SurveySheets", "VillageCode Number Sheet:households,issued,returned,valid,invalid,satisfied,notSatisfied") with
        {
            Where = "\"SurveyId\" IN (SELECT \"Id\" FROM \"Surveys\" WHERE \"Met\" IS NOT NULL)",
        },
        Of(
            "dossier",
            "Dossiers",
            "UnitCode UnitName UnitPath Title Year PathKey PathVersion PathHash OpenedOn OpenedBy Status PathState Content AuditSequence "
                + "AuditHash"
        ) with
        {
            Inserts = false,
        },
        Of("dossier", "Audit", "At Actor Action Stage Payload Hash"),
        Of("dossier", "Assessments", "Criteria"),
        Of("dossier", "Events", "Type Subject Body"),
        Of("dossier", "OpenStages", "Actor DueAt ClaimedBy"),
        Of("dossier", "CouncilDecisions", "UnitPath Name Number Date Issuer ValidFrom Members:subject,role"),
        Of("dossier", "Procedures", $"PathKey ConfirmedBy {Days}"),
        Of("dossier", "TitleRecords", "UnitCode Title Since DocumentNumber DocumentDate RecordedBy"),
        Of("planning", "Plans", "UnitCode Year Number Status Editions"),
        Of("planning", "PlanEditions", "Hash Reason PublishedBy Content:subject,text,key,name,value"),
        Of("planning", "Reports", "Hash Revision Late"),
        Of("planning", "ReportRevisions", "Hash OnBehalf FiledBy"),
        Of("planning", "ReportPhotos", "Hash Consent AddedBy"),
        Of("planning", "Consolidations", "Revision ReturnReason"),
        Of("planning", "ConsolidationRevisions", "Words SentBy"),
        Of("planning", "RecordSteps", "Kind Text By"),
        Of("planning", "Difficulties", "Text State Answer"),
        Of("planning", "FundEntries", "Amount Kind By"),
        Of("planning", "HouseholdSupports", "Amount State Voucher"),
        Of("planning", "SupportedHouseholds", "Code Head Address"),
        Of("planning", "SupportDocuments", "Hash AddedBy"),
        Of("planning", "ModelSites", "Met Lost RecognisedBy"),
        Of("planning", "CriterionStates", "Criterion Met"),
        Of("planning", "Visits", "Day Hash"),
        Of("planning", "Findings", "Text Severity"),
        Of(
            "notifications",
            "Feed",
            "Type Title Year UnitPath Data:id,type,subject,time,sequence,unitCode,unitPath,title,year,stage,round,kind,outcome,dueAt Said"
        ) with
        {
            Where = "\"DossierId\" IS NOT NULL",
        },
        .. ((string[])["assessment", "dossier", "planning"]).Select(service => Of(service, "Units", "Name Path Level ValidTo")),
        .. ((string[])["identity", "assessment", "dossier", "planning", "notifications"]).SelectMany(service =>
            (ProvenTable[])
                [
                    Of(service, "AuditEntries", "At Actor Action Payload Hash"),
                    Of(service, "AuditHeads", "Sequence Hash") with
                    {
                        Inserts = false,
                    },
                    Of(service, "DroppedMessages", "Type Body OrderKey DroppedBy Reason"),
                ]
        ),
    ];

    /// <summary>Tables that no chain answers for, and why a change of them is nobody's word.</summary>
    public static readonly IReadOnlyDictionary<string, string> Others = new Dictionary<string, string>
    {
        ["*/Outbox"] = "on its way; what was published lies in Events",
        ["*/Inbox"] = "ids of what was handled",
        ["*/Timers"] = "set again by the reconciler",
        ["*/IdempotencyRecords"] = "answers for repeats, kept for days",
        ["*/TakenRights"] = "whose tokens are outdated, for half an hour",
        ["*/__EFMigrationsHistory"] = "of the migrations",
        ["*/__EFMigrationsLock"] = "of the migrations",
        ["*/sqlite_sequence"] = "of the engine",
        ["identity/KnownDevices"] = "devices that people signed in from, which are forgotten by themselves",
        ["identity/WrongTries"] = "counts of wrong passwords, which wear off",
        ["identity/RefreshTokens"] = "sign-ins, which end by themselves; what they do is audited",
        ["assessment/SelfAssessments"] = "drafts: nobody's word until they are submitted",
        ["assessment/IndicatorEntries"] = "drafts",
        ["assessment/EvidenceFiles"] = "drafts",
        ["assessment/Stages"] = "copies of the dossier's stages, which the reconciler compares",
        ["dossier/Colleagues"] = "who read the inbox, for thirty days",
        ["dossier/Plans"] = "copies of plans, which the reconciler follows",
        ["dossier/Statements"] = "questions of the reconciler",
        ["planning/Assignments"] = "made of the plan; what an account did to one is audited",
        ["planning/ReportDuties"] = "made of the plan; what an account did to one is audited",
        ["planning/WorkItems"] = "notes for the week",
        ["planning/Figures"] = "taken out of the reports",
        ["planning/TargetChanges"] = "computed from the reports",
        ["planning/TargetLinks"] = "made of the plans",
        ["planning/TargetTotals"] = "computed from the reports",
        ["planning/UnitTotals"] = "computed from the reports",
        ["notifications/FeedHead"] = "the last position; each event in the feed is compared itself",
        ["notifications/Notices"] = "made of the events",
        ["notifications/NoticesRead"] = "who has read what",
        ["notifications/SavedViews"] = "a person's own filters",
        ["notifications/SubscriptionProgress"] = "how far deliveries are; what is sent again has its id",
        ["notifications/PendingDeliveries"] = "on its way",
        ["notifications/DeliveryAttempts"] = "a log for the owners of endpoints, for thirty days",
        ["notifications/DispatcherProcesses"] = "which processes live",
    };

    private static ProvenTable Of(string service, string table, string columns) => new(service, table, columns.Split(' '));
}
