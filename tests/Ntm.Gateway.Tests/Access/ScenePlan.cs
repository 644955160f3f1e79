using Ntm.Rehearsal;

namespace Ntm.Gateway.Tests.Access;

/// <summary>A commune's plan with one record of each kind, and a change of it that waits to be published.</summary>
internal sealed class ScenePlan(RehearsalSession rehearsal, string commune, ScenePlan.Hands hands, string draft, string household)
{
    private const string Monday = "2023-03-13";
    private const string Weekly = "R02";
    private const string Fund = "F1";

    /// <summary>Who keeps the plan.</summary>
    /// <param name="Officer">Drafts it.</param>
    /// <param name="Leader">Publishes it.</param>
    /// <param name="Reporter">Reports for the first village.</param>
    public sealed record Hands(string Officer, string Leader, string Reporter);

    private readonly Dictionary<string, Guid> records = [];

    private string Village => Places.VillageOf(commune, 1);

    private Person Officer => rehearsal.As(hands.Officer);

    private Person Reporter => rehearsal.As(hands.Reporter);

    private Guid Plan { get; set; }

    private Guid Photo { get; set; }

    public async Task BuildAsync()
    {
        Plan = await DraftAsync(rehearsal, hands.Officer, commune, "Kế hoạch mẫu");
        await RehearsalSession.WaitAsync<bool>(
            "thôn được biết ở dịch vụ kế hoạch",
            async () =>
                await Officer.CodeAsync(HttpMethod.Put, $"/planning/reports/{Guid.CreateVersion7()}", Report) == "planning.unit_not_of_plan"
                    ? null
                    : true
        );
        await rehearsal.As(hands.Leader).PostAsync($"/planning/plans/{Plan}/publication", new { });
        await ReportAsync();
        await RecordAsync();
        await Officer.PutAsync($"/planning/plans/{Plan}/content", Content(commune, draft));
    }

    /// <summary>Drafts a plan and publishes nothing.</summary>
    public static async Task<Guid> DraftAsync(RehearsalSession rehearsal, string officer, string commune, string subject) => (
            await RehearsalSession.OnceKnownAsync(
                "planning.unit",
                () =>
                    rehearsal
                        .As(officer)
                        .PostAsync(
                            "/planning/plans",
                            new
                            {
                                unitCode = commune,
                                year = 2023,
                                content = Content(commune, subject),
                            }
                        )
            )
        ).GetProperty("id").GetGuid();

    /// <summary>The plan as a subject.</summary>
    public Subject AsPlan(string name) =>
        new(name, commune)
        {
            Village = Village,
            Values = Values(Plan, ("entry", records["entry"].ToString()), ("rule", Weekly), ("start", Monday), ("task", "K01")),
        };

    /// <summary>A record that is kept beside it, of its first village; one to be entered where no kind is named.</summary>
    public Subject AsRecord(string name, string kind = "") =>
        new(name, Village) { Village = Village, Values = Values(kind.Length == 0 ? null : records[kind], ("photo", Photo.ToString())) };

    private object Report =>
        new
        {
            planId = Plan,
            rule = Weekly,
            unitCode = Village,
            start = Monday,
            figures = new[] { new { target = "T05", value = "0,02km" } },
            words = "Đã mở nền đường",
        };

    private async Task ReportAsync()
    {
        var report = New("report");
        await Reporter.PutAsync($"/planning/reports/{report}", Report);
        var photo = await Reporter.UploadAsync($"/planning/reports/{report}/photos?consent=true", "duong.png", SampleFiles.Png());
        Photo = photo.GetProperty("id").GetGuid();
        await Reporter.PutAsync(
            $"/planning/plans/{Plan}/weeks/{Monday}/work",
            new { unitCode = Village, items = new[] { new { id = New("work"), text = "Trồng hàng rào xanh" } } }
        );
        await Reporter.PutAsync(
            $"/planning/difficulties/{New("difficulty")}",
            new
            {
                planId = Plan,
                unitCode = Village,
                text = "Thiếu máy lu",
            }
        );
    }

    private async Task RecordAsync()
    {
        await Officer.PutAsync(
            $"/planning/plans/{Plan}/fund-entries/{New("entry")}",
            new
            {
                fund = Fund,
                kind = "allotted",
                amount = 1_000_000,
                documentNumber = "12/QĐ-UBND",
                documentDay = "2023-03-01",
            }
        );
        await Officer.PutAsync(
            $"/planning/supports/{New("support")}",
            new
            {
                planId = Plan,
                fund = Fund,
                villageCode = Village,
                category = "hộ nghèo",
                householdCode = "SB-017",
                head = household,
                address = "Xóm 3",
            }
        );
        await Officer.PutAsync(
            $"/planning/model-sites/{New("site")}",
            new
            {
                planId = Plan,
                kind = "area",
                villageCode = Village,
            }
        );
        await Officer.PutAsync(
            $"/planning/visits/{New("visit")}",
            new
            {
                planId = Plan,
                unitCode = Village,
                team = "BCD",
                day = Monday,
                findings = new[]
                {
                    new
                    {
                        text = "Hàng rào xanh chưa liền tuyến",
                        severity = "defect",
                        followUpBy = "2023-04-20",
                    },
                },
            }
        );
    }

    private Guid New(string kind) => records[kind] = Guid.CreateVersion7();

    private Dictionary<string, string> Values(Guid? id, params (string Name, string Value)[] more)
    {
        var values = more.ToDictionary(one => one.Name, one => one.Value);
        values["plan"] = Plan.ToString();
        if (id is { } known)
        {
            values["id"] = known.ToString();
        }

        return values;
    }

    private static object Content(string commune, string subject) =>
        new
        {
            header = new
            {
                style = "state",
                number = $"{commune}/KH-BCĐ",
                issuedOn = "2023-03-10",
                issuer = "BCD",
                subject,
            },
            periods = new[]
            {
                new
                {
                    key = "G1",
                    name = "cao điểm",
                    kind = "main",
                    from = Monday,
                    to = "2023-05-15",
                },
            },
            bodies = new[] { Body("BCD", "commune", "steering", "leader"), Body("BPT", "village", "board", "reporter") },
            places = new[]
            {
                new
                {
                    key = "XA",
                    name = "xã",
                    kind = "commune",
                    unitCode = commune,
                },
            },
            targets = new[]
            {
                new
                {
                    key = "T05",
                    text = "Chiều dài nền đường mở rộng",
                    measure = "km",
                    kind = "reach",
                    @operator = ">=",
                    value = 0.7m,
                    place = "XA",
                },
            },
            tasks = new[]
            {
                new
                {
                    key = "K01",
                    text = "Mở nền đường",
                    accountable = new[] { "BPT" },
                },
            },
            funding = new[]
            {
                new
                {
                    key = Fund,
                    source = "Hỗ trợ hộ theo nghị quyết tỉnh",
                    amount = 1_000_000,
                    unit = "VND/hộ",
                    eligibility = new[] { "hộ nghèo" },
                },
            },
            reporting = new[]
            {
                new
                {
                    key = Weekly,
                    reporters = new[] { "BPT" },
                    receivers = new[] { "BCD" },
                    rhythm = "weekly",
                    weekday = "Thursday",
                    time = "14:30:00",
                    cutOff = "before-instant",
                    media = new[] { "report", "photos", "next-week" },
                },
            },
        };

    private static object Body(string key, string level, string kind, string role) =>
        new
        {
            key,
            name = "Cơ quan " + key,
            @short = key,
            level,
            kind,
            role,
        };
}
