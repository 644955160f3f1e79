using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ntm.Assessment.Domain;
using Ntm.Assessment.Domain.Criteria;
using Ntm.Assessment.Features;
using Ntm.Assessment.Features.Entries;
using Ntm.Contracts.Dossier.V1;
using Ntm.Contracts.Identity.V1;
using Ntm.Files;
using Ntm.Testing;

namespace Ntm.Assessment.Tests;

/// <summary>The assessment service alone behind HTTP, with events as the other services would publish them.</summary>
public sealed class AssessmentPlatform : IAsyncLifetime
{
    public static readonly DateTimeOffset Start = new(2023, 3, 1, 2, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly OpenedOn = new(2023, 3, 1);

    private static int units;
    private readonly HashSet<string> confirmed = [];
    private long sequence;

    public TestPlatform Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Platform = await TestPlatform.StartAsync(
            Start,
            new Dictionary<string, string?> { ["Files:MaximumBytes"] = "100000" },
            new AssessmentModule()
        );

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    /// <summary>Path of a commune that no other test uses.</summary>
    public static string NewCommune(string above = "42/439") => $"{above}/{70000 + Interlocked.Increment(ref units)}";

    /// <summary>Keeps a file as an upload does whose command dies before its commit.</summary>
    public async Task AcceptWithoutCommitAsync(byte[] bytes)
    {
        var store = Platform.Services.GetRequiredService<IFileStore>();
        using var staged = await store.StageAsync(new MemoryStream(bytes), 100_000, default);
        await store.AcceptAsync(staged, default);
    }

    /// <summary>Sweeps the store as if every upload had ended long ago; returns how many contents were removed.</summary>
    public Task<int> SweepAsync() =>
        Platform.Services.GetServices<IHostedService>().OfType<OrphanSweep>().Single().SweepAsync(DateTime.MaxValue, default);

    public HttpClient Officer(string unit) => Platform.As("officer-1", $"officer@{unit}");

    public HttpClient Leader(string unit) => Platform.As("leader-1", $"leader@{unit}");

    public HttpClient Reviewer(string unit) => Platform.As("reviewer-1", $"reviewer@{unit[..unit.LastIndexOf('/')]}");

    public HttpClient Front(string unit) => Platform.As("front-1", $"surveyor@{unit[..unit.LastIndexOf('/')]}");

    public HttpClient Province(string province = "42") => Platform.As("province-1", $"leader@{province}");

    /// <summary>Who prepares for a province, and who decides.</summary>
    public TwoPeople Deciders(string province = "42") => new(Platform.As("officer-p", $"officer@{province}"), Province(province));

    /// <summary>Publishes a set of a province.</summary>
    public Task<HttpResponseMessage> PublishSetAsync(string code, string province) =>
        Deciders(province).DecideAsync($"assessment/criteria-sets/{code}/publication");

    /// <summary>Opens the self-assessment stage of a new dossier.</summary>
    public async Task<Guid> OpenAsync(string unit, string title = "xa-ntm", DateOnly? openedOn = null)
    {
        var dossier = Guid.CreateVersion7();
        await PublishAsync(
            Opened(dossier, unit, "self-assessment", "SelfAssessment") with
            {
                Title = title,
                DossierOpenedOn = openedOn ?? OpenedOn,
                EditableCriteria = null,
            }
        );
        return dossier;
    }

    public Task PublishAsync(StageOpened @event) => Platform.PublishAsync(@event, @event.EventId);

    public Task PublishAsync(StageCompleted @event) => Platform.PublishAsync(@event, @event.EventId);

    public Task ReturnAsync(Guid dossier, string unit, int round, params string[] criteria) =>
        PublishAsync(Opened(dossier, unit, "commune-dossier", "Preparation", round) with { EditableCriteria = criteria });

    public async Task<Guid> OpenSurveyAsync(Guid dossier, string unit, int round = 1, string title = "xa-ntm")
    {
        await PublishAsync(Opened(dossier, unit, "survey", "Survey", round) with { Title = title });
        var list = await Front(unit).GetFromJsonAsync<JsonElement>($"assessment/surveys?dossierId={dossier}");
        return list.GetProperty("items")
            .EnumerateArray()
            .Single(item => item.GetProperty("round").GetInt32() == round)
            .GetProperty("id")
            .GetGuid();
    }

    public StageOpened Opened(Guid dossier, string unit, string stage, string kind, int round = 1) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Platform.Clock.GetUtcNow(),
            DossierId = dossier,
            Sequence = Interlocked.Increment(ref sequence),
            UnitCode = unit.Split('/')[^1],
            UnitPath = unit,
            Stage = stage,
            StageTitle = "Bước thử",
            Kind = kind,
            ActorLevel = "commune",
            ActorRole = "officer",
            ActorUnitPath = unit,
            Round = round,
            Title = "xa-ntm",
            Year = 2023,
            DossierOpenedOn = OpenedOn,
        };

    public StageCompleted Completed(Guid dossier, string unit, string stage, string kind, int round = 1) =>
        new()
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Platform.Clock.GetUtcNow(),
            DossierId = dossier,
            Sequence = Interlocked.Increment(ref sequence),
            UnitCode = unit.Split('/')[^1],
            UnitPath = unit,
            Stage = stage,
            StageTitle = "Bước thử",
            Kind = kind,
            Round = round,
            Outcome = "Passed",
            CompletedBy = "officer-1",
        };

    public async Task<string> VillageAsync(string unit, string suffix, int version = 1, DateOnly? validTo = null, string? name = null)
    {
        var commune = unit.Split('/')[^1];
        var @event = new AdministrativeUnitChanged
        {
            EventId = Guid.CreateVersion7(),
            OccurredAt = Platform.Clock.GetUtcNow(),
            UnitCode = $"{commune}-{suffix}",
            UnitPath = $"{unit}/{commune}-{suffix}",
            Version = version,
            Name = name ?? $"Thôn {suffix}",
            Level = "village",
            ParentCode = commune,
            ValidFrom = new DateOnly(2000, 1, 1),
            ValidTo = validTo,
            Periods =
            [
                new AdministrativeUnitPeriod(
                    new DateOnly(2000, 1, 1),
                    validTo,
                    name ?? $"Thôn {suffix}",
                    commune,
                    $"{unit}/{commune}-{suffix}"
                ),
            ],
        };
        await Platform.PublishAsync(@event, @event.EventId);
        return @event.UnitCode;
    }

    /// <summary>Confirms every threshold of the commune set, and of its survey rule, that waits for a province.</summary>
    public async Task ConfirmAllAsync(string province)
    {
        if (!confirmed.Add(province))
        {
            return;
        }

        var client = Province(province);
        var set = (await client.GetFromJsonAsync<CriteriaSetView>("assessment/criteria-sets/XA_NTM_2021_2025?day=2023-03-01"))!;
        var open = set
            .Criteria.SelectMany(criterion => criterion.Indicators)
            .Where(indicator => !indicator.Decidable)
            .Select(indicator => new ThresholdInput
            {
                Rule = "XA_NTM_2021_2025",
                Item = indicator.Code,
                Threshold = indicator.Type switch
                {
                    "percent" => "50",
                    "percent2" => "45 / 35",
                    "currency" => "2023 45",
                    "boolean" => "Đạt",
                    _ => "1",
                },
            });
        var request = new PrepareThresholdsRequest
        {
            Province = province,
            DocumentNumber = "36/2022/QĐ-UBND",
            DocumentDate = new DateOnly(2022, 12, 9),
            ValidFrom = new DateOnly(2022, 12, 9),
            ReachesOpenDossiers = true,
            Thresholds =
            [
                .. open,
                new ThresholdInput
                {
                    Rule = "hd-90-xa",
                    Item = "sample",
                    Threshold = "60",
                },
                new ThresholdInput
                {
                    Rule = "hd-90-xa",
                    Item = "overall",
                    Threshold = "90",
                },
                new ThresholdInput
                {
                    Rule = "phieu-xa-1",
                    Item = "ballot",
                    Threshold = "Đạt",
                },
            ],
        };
        (await Deciders(province).DecideAsync("assessment/threshold-confirmations", request)).EnsureSuccessStatusCode();
    }

    /// <summary>A value that reaches the threshold.</summary>
    public static IndicatorInput Passing(IndicatorView indicator)
    {
        var low = indicator.Threshold.StartsWith('≤') || indicator.Threshold.StartsWith('0');
        var share = new ShareValue { Numerator = low ? 0 : 100, Denominator = 100 };
        return new IndicatorInput
        {
            Code = indicator.Code,
            Value = indicator.Type switch
            {
                "percent" when indicator.BySex => new IndicatorValue { Male = share, Female = share },
                "percent" => new IndicatorValue { Numerator = share.Numerator, Denominator = 100 },
                "percent2" => new IndicatorValue
                {
                    Numerator = 100,
                    SecondNumerator = 100,
                    Denominator = 100,
                },
                "count" or "number" or "currency" or "growth" => new IndicatorValue { Number = low ? 0 : 1000 },
                "composite" => new IndicatorValue { Parts = indicator.Parts.Select(_ => (bool?)true).ToList() },
                _ => new IndicatorValue { Met = true },
            },
        };
    }

    public async Task<SelfAssessmentView> FillAsync(Guid dossier, string unit)
    {
        var draft = (await Officer(unit).GetFromJsonAsync<SelfAssessmentView>(Draft(dossier)))!;
        var values = draft.Criteria.SelectMany(criterion => criterion.Indicators).Select(Passing).ToList();
        var filled = await ReadAsync<SelfAssessmentView>(
            await Officer(unit).PutAsJsonAsync($"{Draft(dossier)}/values", new PutIndicatorValuesRequest { Values = values })
        );
        foreach (var code in filled.MissingEvidence)
        {
            filled = await AttachAsync(dossier, unit, code);
        }

        return filled;
    }

    /// <summary>Adds a file as evidence of an indicator.</summary>
    public Task<SelfAssessmentView> AttachAsync(Guid dossier, string unit, string code, string text = "Minh chứng") =>
        AttachAsync(Officer(unit), dossier, code, text);

    /// <summary>As the other, by somebody else than the unit's officer.</summary>
    public static async Task<SelfAssessmentView> AttachAsync(HttpClient by, Guid dossier, string code, string text = "Minh chứng")
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(SampleFiles.Pdf(text: text)), "file", "minh-chung.pdf" } };
        return await ReadAsync<SelfAssessmentView>(await by.PostAsync($"{Draft(dossier)}/indicators/{code}/evidence", form));
    }

    public static string Draft(Guid dossier) => $"assessment/self-assessments/{dossier}";

    public static async Task<T> ReadAsync<T>(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {body}");
        return JsonSerializer.Deserialize<T>(body, JsonSerializerOptions.Web)!;
    }

    /// <summary>Status, code and field of a refusal.</summary>
    public static async Task<(int Status, string? Code, string? Field)> RefusalAsync(HttpResponseMessage response)
    {
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (
            (int)response.StatusCode,
            problem.GetProperty("code").GetString(),
            problem.TryGetProperty("field", out var field) ? field.GetString() : null
        );
    }
}
