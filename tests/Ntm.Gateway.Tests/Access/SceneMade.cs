using System.Text;
using System.Text.Json;
using Ntm.Rehearsal;
using static Ntm.Gateway.Tests.Access.Places;

namespace Ntm.Gateway.Tests.Access;

/// <summary>What there is to ask about: people, dossiers, plans, and what else the services keep.</summary>
internal sealed class SceneMade
{
    public const string CriteriaDraft = "MAU_20230601";

    private const string Criteria = """
        code,text_vi,type,op,threshold,unit,note,mark,level_group_1,level_group_2,level_group_3
        1.1,Có quy hoạch,boolean,=,Đạt,,,,,,
        """;

    private readonly RehearsalSession rehearsal;

    public SceneMade(RehearsalSession rehearsal)
    {
        this.rehearsal = rehearsal;
        Staff = new Staff(rehearsal);
        Dossiers = new SceneDossiers(rehearsal);
        Plan = new ScenePlan(
            rehearsal,
            Commune.Appraised,
            new("canbo.sonbang", "chutich.sonbang", "thon.thinhbang"),
            Markers.PlanDraft,
            Markers.Household
        );
        OtherPlan = new ScenePlan(
            rehearsal,
            OtherCommune,
            new("canbo.camha", "chutich.camha", "thon.tienthang"),
            Markers.OtherPlanDraft,
            Markers.OtherHousehold
        );
    }

    public Staff Staff { get; }

    public SceneDossiers Dossiers { get; }

    public ScenePlan Plan { get; }

    public ScenePlan OtherPlan { get; }

    /// <summary>A plan of which nothing is published.</summary>
    public Guid PlanDraft { get; private set; }

    /// <summary>Figures that wait for a leader of the province.</summary>
    public Guid Figures { get; private set; }

    /// <summary>A title that waits for a leader of the province.</summary>
    public Guid Title { get; private set; }

    public Guid Notice { get; private set; }

    public Guid View { get; private set; }

    /// <summary>A subscription that an administrator made for another client of the district.</summary>
    public Guid Subscription { get; private set; }

    /// <summary>Hash of a file of the submitted self-assessment.</summary>
    public string Evidence { get; private set; } = "";

    public string OtherEvidence { get; private set; } = "";

    /// <summary>Programs by name, with their secrets.</summary>
    public Dictionary<string, (string Id, string Secret)> Programs { get; } = [];

    /// <summary>The program of a district.</summary>
    public string ClientOf(string district) => Programs[Callers.Programs.Single(one => one.Holdings[0].Unit == district).Name].Id;

    public async Task BuildAsync()
    {
        await EnterAsync();
        await Dossiers.BuildAsync();
        await Plan.BuildAsync();
        await OtherPlan.BuildAsync();
        PlanDraft = await ScenePlan.DraftAsync(rehearsal, "canbo.sonbang", Commune.Drafting, Markers.PlanDraft);
        Evidence = await Dossiers.EvidenceAsync(Commune.Reviewed, "canbo.sonbang");
        OtherEvidence = await Dossiers.EvidenceAsync(OtherCommune, "canbo.camha");
        await PrepareCriteriaAsync();
        await PrepareEntriesAsync();
        await NoticeAsync();
        var filter = await rehearsal
            .As("canbo.sonbang")
            .PutAsync(
                "/notifications/views",
                new
                {
                    page = "dossiers",
                    name = "a",
                    query = "year=2023",
                }
            );
        View = filter.GetProperty("id").GetGuid();
        Subscription = await SubscribeAsync();
        foreach (var program in Callers.Programs)
        {
            Programs[program.Name] = await Staff.ProgramAsync(program);
        }

        await Staff.EndGrantsAsync(Callers.Preparer);
        await Staff.GrantAsync(Callers.Preparer, rehearsal.Today.ToString("yyyy-MM-dd", null), Callers.Risen);
    }

    private async Task<Guid> SubscribeAsync()
    {
        var made = await rehearsal
            .As("quantri.tinh")
            .PostAsync(
                "/notifications/subscriptions",
                new { url = "http://127.0.0.1:9/", owner = new { clientId = "ntm-khac", unitPath = $"{Province}/{District}" } }
            );
        return made.GetProperty("subscription").GetProperty("id").GetGuid();
    }

    private async Task EnterAsync()
    {
        foreach (var commune in Commune.Made)
        {
            await Staff.RegisterAsync(commune, villages: 2);
        }

        var (officers, leaders) = (Commune.All.Select(unit => "officer@" + unit), Commune.All.Select(unit => "leader@" + unit));
        await Staff.GrantAsync("canbo.sonbang", "2023-01-01", officers.Where(grant => grant != "officer@" + Commune.Appraised));
        await Staff.GrantAsync("chutich.sonbang", "2023-01-01", leaders.Where(grant => grant != "leader@" + Commune.Appraised));
        await Staff.HireAsync(Callers.Preparer, Province, officers);
        await Staff.HireAsync(Callers.DistrictAuditor, District, ["auditor@" + District]);
        await Staff.HireAsync(Callers.OffRoster, Province, ["council@" + Province]);
        await Staff.HireAsync(Callers.Nobody, Commune.Appraised, []);
        await Staff.HireAsync(Callers.Ended, Province, ["administrator@" + Province]);
        await Staff.HireAsync(Callers.Deactivated, Province, ["administrator@" + Province]);
        await Staff.HireAsync(Callers.PasswordSet, Province, ["administrator@" + Province], changed: false);
        await Staff.HireAsync("thu.nghiem", Commune.Appraised, ["officer@" + Commune.Appraised]);
        await Staff.HireAsync("thu.nghiem2", OtherCommune, ["officer@" + OtherCommune]);
        await Staff.HireAsync("quantri.thu", District, ["administrator@" + District]);
    }

    /// <summary>What somebody prepared with its document and nobody has decided on.</summary>
    private async Task PrepareEntriesAsync()
    {
        var officer = rehearsal.As(People.Preparer);
        var figures = new
        {
            province = Province,
            documentNumber = "MẪU-12/2023",
            documentDate = rehearsal.Today,
            validFrom = rehearsal.Today,
            thresholds = new[]
            {
                new
                {
                    rule = "XA_NTM_2021_2025",
                    item = "2.1",
                    threshold = "100",
                },
            },
        };
        var title = new
        {
            province = Province,
            unitCode = "18175",
            since = "2023-01-01",
            documentNumber = "MẪU-13/2023",
            documentDate = "2023-01-01",
        };
        Figures = await PrepareAsync(officer, "/assessment/threshold-confirmations", figures);
        Title = await PrepareAsync(officer, "/dossiers/titles", title);
    }

    private static async Task<Guid> PrepareAsync(Person officer, string path, object body)
    {
        var id = (await officer.PostAsync(path, body)).GetProperty("id").GetGuid();
        await officer.UploadAsync($"/{path.Split('/')[1]}/entries/{id}/document", "van-ban.pdf", SampleFiles.Pdf($"Văn bản {id}"));
        return id;
    }

    /// <summary>A set of criteria that the province has not published.</summary>
    private Task PrepareCriteriaAsync() =>
        rehearsal
            .As(People.Preparer)
            .PostAsync(
                "/assessment/criteria-sets",
                new
                {
                    code = CriteriaDraft,
                    province = Province,
                    title = "xa-ntm",
                    name = "Bộ tiêu chí mẫu",
                    documentNumber = "MẪU-11/2023",
                    documentDate = rehearsal.Today,
                    validFrom = "2023-06-01",
                    validTo = (DateOnly?)null,
                    extends = "XA_NTM_2021_2025",
                    file = new { name = "tieu-chi.csv", content = Convert.ToBase64String(Encoding.UTF8.GetBytes(Criteria)) },
                }
            );

    /// <summary>What the reviewers of the district were notified of when their work came.</summary>
    private async Task NoticeAsync()
    {
        var reviewer = rehearsal.As(People.SonBang.Reviewer);
        var dossier = Dossiers.IdOf(Commune.Reviewed);
        Notice = await RehearsalSession.WaitAsync<Guid>(
            "người thẩm tra được báo việc",
            async () =>
            {
                var inbox = await reviewer.GetAsync("/notifications/inbox?limit=100");
                var notice = inbox
                    .GetProperty("items")
                    .EnumerateArray()
                    .FirstOrDefault(item =>
                        item.GetProperty("kind").GetString() == "StageOpened"
                        && item.GetProperty("dossierId").GetString() == dossier.ToString()
                    );
                return notice.ValueKind == JsonValueKind.Object ? notice.GetProperty("id").GetGuid() : null;
            }
        );
    }
}
