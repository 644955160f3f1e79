using static Ntm.Gateway.Tests.Access.Places;

namespace Ntm.Gateway.Tests.Access;

/// <summary>What the requests are about, by the names that the groups of endpoints use: own, another's, and what does not exist.</summary>
internal static class SceneSubjects
{
    private const string Self = "officer^, leader^, reviewer^, appraiser^, council^, auditor^";
    private const string PlanReaders = "in-province, integrator^";

    private static readonly Subject Service = new("the service", Province);

    /// <summary>All of them.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Subject>> Of(SceneMade made) =>
        new[] { Others(made), Units(), Accounts(made), Assessments(made), Dossiers(made.Dossiers), Plans(made) }
            .SelectMany(group => group)
            .ToDictionary();

    private static Dictionary<string, IReadOnlyList<Subject>> Others(SceneMade made) =>
        new()
        {
            ["service"] = [Service],
            ["provinces"] = [new("the province", Province), new("another province", OtherProvince)],
            ["national set"] = [Service with { Values = Value("code", "XA_NTM_2021_2025") }],
            ["draft set"] = [new("a draft of the province", Province) { Values = Value("code", SceneMade.CriteriaDraft) }, Unknown("code")],
            ["prepared figures"] = [new("prepared figures", Province) { Values = Value("entry", made.Figures) }, Unknown("entry")],
            ["prepared titles"] = [new("a prepared title", Province) { Values = Value("entry", made.Title) }, Unknown("entry")],
            ["notices"] =
            [
                new("a notice", District) { Values = Value("id", made.Notice), Narrower = Only("addressee", "reviewer") },
                Unknown("id"),
            ],
            ["views"] =
            [
                new("a saved filter", Commune.Appraised) { Owner = "canbo.sonbang", Values = Value("id", made.View) },
                Unknown("id"),
            ],
            ["subscriptions"] = [new("a subscription", District) { Values = Value("id", made.Subscription) }, Unknown("id")],
            ["councils"] = [new("the council", Province) { Values = Value("id", made.Dossiers.Council) }, Unknown("id")],
        };

    private static Dictionary<string, IReadOnlyList<Subject>> Units()
    {
        var own = Unit("a commune", Commune.Appraised, Commune.Drafting, District);
        var other = Unit("another commune", OtherCommune, "18727", OtherDistrict);
        return new()
        {
            ["units"] = [own, other, Unit("no commune", Nowhere, "99998", "99997") with { Exists = false }],
            ["communes"] = [own, other, Unit("no commune", Nowhere, "99998", "99997") with { Exists = false }],
            ["existing communes"] = [own, other],
            ["places of plans"] =
            [
                own,
                new("a village", VillageOf(Commune.Appraised, 1)),
                other,
                Unit("no commune", Nowhere, "99998", "99997") with
                {
                    Exists = false,
                },
            ],
        };
    }

    private static Dictionary<string, IReadOnlyList<Subject>> Accounts(SceneMade made)
    {
        return new()
        {
            ["clients"] =
            [
                new("a program", District) { Values = Value("clientId", made.ClientOf(District)) },
                new("another's program", OtherDistrict) { Values = Value("clientId", made.ClientOf(OtherDistrict)) },
                Unknown("clientId"),
            ],
            ["accounts"] =
            [
                Account("an officer", "thu.nghiem", "officer", Commune.Appraised),
                Account("another's officer", "thu.nghiem2", "officer", OtherCommune),
                Account("the Front", "mttq.sonbang", "surveyor", Commune.Appraised),
                Account("an administrator", "quantri.thu", "administrator", District),
                Account("oneself", "quantri.huongson", "administrator", District) with
                {
                    Owner = "quantri.huongson",
                },
                Unknown("id"),
            ],
        };

        Subject Account(string name, string userName, string role, string unit) =>
            new(name, unit) { Values = Value("id", made.Staff.IdOf(userName)), Entrusted = [new Holding(role, unit)] };
    }

    private static Dictionary<string, IReadOnlyList<Subject>> Assessments(SceneMade made)
    {
        var dossiers = made.Dossiers;
        var draft = Of("a draft", Commune.Drafting, dossiers.DraftEvidence) with
        {
            Sees = "officer, leader",
            Narrower = Only(Self, "officer, leader"),
        };
        IReadOnlyList<Subject> submitted =
        [
            Of("a submitted one", Commune.Reviewed, made.Evidence),
            Of("another's submitted one", OtherCommune, made.OtherEvidence),
            Unknown("dossierId"),
        ];
        return new()
        {
            ["submitted self-assessments"] = submitted,
            ["self-assessments"] = [draft, .. submitted],
            ["surveys"] =
            [
                Survey("an open survey", Commune.Appraised, dossiers.OpenSurvey, 5) with
                {
                    Sees = "surveyor^",
                    Narrower = Only("surveyor^, in-province, integrator^", "surveyor^"),
                },
                Survey("a closed survey", Commune.VotedOn, dossiers.ClosedSurvey, 1),
                Unknown("id"),
            ],
        };

        Subject Of(string name, string commune, string hash) =>
            new(name, commune)
            {
                Values = new Dictionary<string, string>
                {
                    ["dossierId"] = dossiers.IdOf(commune).ToString(),
                    ["code"] = "1.1",
                    ["hash"] = hash,
                },
            };

        static Subject Survey(string name, string commune, Guid id, int village) =>
            new(name, commune)
            {
                Values = new Dictionary<string, string> { ["id"] = id.ToString(), ["code"] = VillageOf(commune, village) },
            };
    }

    private static Dictionary<string, IReadOnlyList<Subject>> Dossiers(SceneDossiers dossiers)
    {
        string[] communes = [Commune.Drafting, Commune.Reviewed, Commune.Appraised, Commune.VotedOn, Commune.Deciding, OtherCommune];
        return new()
        {
            ["dossiers"] = [.. communes.Select(commune => Of(commune)), Unknown("id")],
            ["stages"] = Stages.Subjects(dossiers.IdOf, dossiers.Council),
            ["opinions"] = [Of(Commune.Reviewed), Of(OtherCommune), Of(Commune.Drafting), Unknown("id")],
            ["reviews"] = [Of(Commune.Reviewed), Of(Commune.Appraised), Of(OtherCommune), Unknown("id")],
            ["files"] =
            [
                Of(Commune.Reviewed, dossiers.ReviewFile),
                Of(Commune.Appraised, dossiers.AppraisalFile),
                Of(Commune.VotedOn, dossiers.Minutes),
                Of(OtherCommune, dossiers.OtherReviewFile),
                Unknown("id"),
            ],
        };

        Subject Of(string commune, Guid? file = null)
        {
            var stage = Stages.Of(commune);
            return new(commune == OtherCommune ? "another's " + stage.Key : stage.Key, commune)
            {
                Stage = stage,
                Values = new Dictionary<string, string>
                {
                    ["id"] = dossiers.IdOf(commune).ToString(),
                    ["stage"] = stage.Key,
                    ["file"] = file?.ToString() ?? Ask.Random,
                },
            };
        }
    }

    private static Dictionary<string, IReadOnlyList<Subject>> Plans(SceneMade made)
    {
        var (own, other) = (made.Plan, made.OtherPlan);
        var noRecord = Unknown("id") with { Unit = VillageOf(Commune.Appraised, 1) };
        var noPlan = Unknown("id") with { Values = Value("start", ScenePlan.Monday) };
        IReadOnlyList<Subject> plans = [own.AsPlan("a plan"), other.AsPlan("another's plan"), noPlan];
        return new()
        {
            ["plans"] = plans,
            ["plans and drafts"] =
            [
                .. plans,
                new("a draft", Commune.Drafting)
                {
                    Values = Value("id", made.PlanDraft),
                    Sees = "officer, leader, auditor",
                    Narrower = Only(PlanReaders, "officer, leader, auditor"),
                },
            ],
            ["records"] = [own.AsRecord("to be entered"), other.AsRecord("another's to be entered"), noRecord],
            ["reports"] = Both("report"),
            ["difficulties"] = Both("difficulty"),
            ["supports"] = Both("support"),
            ["visits"] = Both("visit"),
            ["model sites"] = Both("site"),
            ["work"] = Both("work"),
        };

        IReadOnlyList<Subject> Both(string kind) => [own.AsRecord("a " + kind, kind), other.AsRecord($"another's {kind}", kind), noRecord];
    }

    private static Subject Unit(string name, string commune, string beside, string district) =>
        new(name, commune)
        {
            Values = new Dictionary<string, string>
            {
                ["code"] = commune,
                ["unitCode"] = commune,
                ["beside"] = beside,
                ["district"] = district,
            },
        };

    /// <summary>What does not exist; the parameter keeps its random value.</summary>
    private static Subject Unknown(string parameter) => new($"a random {parameter}", Commune.Appraised) { Exists = false };

    private static Dictionary<string, string> Value(string name, object value) => new() { [name] = value.ToString()! };

    private static Dictionary<string, string> Only(string row, string who) => new() { [row] = who };
}
