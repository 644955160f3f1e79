using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Contracts.Assessment.V1;
using Ntm.Contracts.Identity.V1;
using Ntm.Dossier.Persistence;
using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Messaging;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Dossier.Tests.Features;

/// <summary>The dossier service alone over HTTP, with a province, a district and two communes, and people who act.</summary>
internal sealed class DossierApp : IAsyncDisposable
{
    public const string Province = "42";
    public const string District = "42/439";
    public const string Commune = "42/439/18175";
    public const string NewCommune = "42/18180";

    /// <summary>Officers, leaders and reviewers as they are called below; a name ending in 2 is another person with the same
    /// role.</summary>
    private static readonly Dictionary<string, string[]> People = new()
    {
        ["officer"] = [$"officer@{Commune}"],
        ["officer2"] = [$"officer@{NewCommune}"],
        ["commune-leader"] = [$"leader@{Commune}"],
        ["commune-leader2"] = [$"leader@{NewCommune}"],
        ["reviewer"] = [$"reviewer@{District}"],
        ["district-leader"] = [$"leader@{District}"],
        ["surveyor"] = [$"surveyor@{District}"],
        ["appraiser"] = [$"appraiser@{Province}#VPDP"],
        ["transport"] = [$"appraiser@{Province}#SGTVT"],
        ["construction"] = [$"appraiser@{Province}#SXD"],
        ["secretary"] = [$"council@{Province}"],
        ["chair"] = [$"council@{Province}"],
        ["member1"] = [$"council@{Province}"],
        ["member2"] = [$"council@{Province}"],
        ["off-roster"] = [$"council@{Province}"],
        ["administrator"] = [$"administrator@{Province}"],
        ["province-officer"] = [$"officer@{Province}"],
        ["province-leader"] = [$"leader@{Province}"],
        ["auditor"] = [$"auditor@{Province}"],
        ["stranger"] = ["officer@42/439/99999"],
    };

    private readonly Dictionary<string, int> revisions = [];

    private readonly string folder;

    private DossierApp(TestPlatform platform, EventLog events, string folder) =>
        (Platform, Events, this.folder) = (platform, events, folder);

    public TestPlatform Platform { get; }

    public EventLog Events { get; }

    /// <summary>In whose place self-assessments are submitted; null in the officer's own.</summary>
    public string? AssessedFor { get; set; }

    public static readonly IReadOnlyList<string> Criteria =
    [
        .. Enumerable.Range(1, 19).Select(number => number.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>Legal day of its clock, as JSON has it.</summary>
    public string Today => VietnamTime.DayOf(Platform.Clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+07:00", CultureInfo.InvariantCulture);

    public static async Task<DossierApp> StartAsync(
        string local = "2023-02-01T08:00:00",
        IReadOnlyDictionary<string, string?>? settings = null,
        params IModule[] others
    )
    {
        var folder = Directory.CreateTempSubdirectory("ntm-dossier-").FullName;
        var all = new Dictionary<string, string?>
        {
            ["Files:Root"] = folder + "/files",
            ["Dossier:Receipts:KeyPath"] = folder + "/receipts.pem",
            ["Dossier:Receipts:CreateWhenAbsent"] = "true",
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string?>())
        {
            all[key] = value;
        }

        var events = new EventLog();
        var app = new DossierApp(await TestPlatform.StartAsync(At(local), all, [new DossierModule(), events, .. others]), events, folder);
        await app.KnowsUnitAsync(Province, "Tỉnh Hà Tĩnh", "province", "1991-08-12", null);
        await app.KnowsUnitAsync(District, "Huyện Hương Sơn", "district", "1991-08-12", "2025-06-30");
        await app.KnowsUnitAsync(Commune, "Xã Sơn Bằng", "commune", "1991-08-12", "2025-06-30");
        await app.KnowsUnitAsync(NewCommune, "Xã Tứ Mỹ", "commune", "2025-07-01", null);
        return app;
    }

    public Task KnowsUnitAsync(string path, string name, string level, string from, string? to, int version = 1, params string[] successors)
    {
        var id = Guid.CreateVersion7();
        return Platform.PublishAsync(
            new AdministrativeUnitChanged
            {
                EventId = id,
                OccurredAt = Platform.Clock.GetUtcNow(),
                UnitCode = path.Split('/')[^1],
                UnitPath = path,
                Version = version,
                Name = name,
                Level = level,
                ParentCode = path.Split('/') is [.., var parent, _] ? parent : null,
                ValidFrom = DateOnly.Parse(from, CultureInfo.InvariantCulture),
                ValidTo = to is null ? null : DateOnly.Parse(to, CultureInfo.InvariantCulture),
                Successors = successors,
                Periods =
                [
                    new AdministrativeUnitPeriod(
                        DateOnly.Parse(from, CultureInfo.InvariantCulture),
                        to is null ? null : DateOnly.Parse(to, CultureInfo.InvariantCulture),
                        name,
                        path.Split('/') is [.., var above, _] ? above : null,
                        path
                    ),
                ],
            },
            id
        );
    }

    public HttpClient As(string person) => Platform.As(person, People[person]);

    /// <summary>Somebody with these roles who is none of the people above.</summary>
    public HttpClient AsNew(string subject, params string[] grants) => Platform.As(subject, grants);

    public Task<Answer> OpenAsync(string person = "officer", string unitCode = "18175", string title = "xa-ntm", int year = 2023) =>
        SendAsync(
            person,
            HttpMethod.Post,
            "/dossiers",
            new
            {
                unitCode,
                title,
                year,
            }
        );

    public Task<Answer> GetAsync(string person, string dossier) => SendAsync(person, HttpMethod.Get, $"/dossiers/{dossier}", null);

    public Task<Answer> ReadAsync(string person, string path) => SendAsync(person, HttpMethod.Get, path, null);

    public Task<Answer> PostAsync(string person, string dossier, string stage, string act, object? body = null, string? ifMatch = null) =>
        SendAsync(person, HttpMethod.Post, $"/dossiers/{dossier}/stages/{stage}/{act}", body, ifMatch);

    public Task<Answer> PutAsync(string person, string dossier, string stage, string act, object body) =>
        SendAsync(person, HttpMethod.Put, $"/dossiers/{dossier}/stages/{stage}/{act}", body);

    public async Task<Answer> SendAsync(string person, HttpMethod method, string path, object? body, string? ifMatch = null)
    {
        using var client = As(person);
        return await SendAsync(client, method, path, body, ifMatch);
    }

    public static async Task<Answer> SendAsync(HttpClient client, HttpMethod method, string path, object? body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await client.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    /// <summary>An officer of the province prepares it and its leader puts it into force: what came of it, or the refusal.</summary>
    public async Task<Answer> DecideAsync(string path, object body, HttpClient? officer = null, HttpClient? leader = null)
    {
        var people = new TwoPeople(officer ?? As("province-officer"), leader ?? As("province-leader"));
        using var response = await people.DecideAsync(path, body);
        var decided = await Answer.ReadAsync(response);
        return response.IsSuccessStatusCode
            ? await SendAsync(people.Leader, HttpMethod.Get, decided.Body.GetProperty("outcome").GetString()!, null)
            : decided;
    }

    public async Task<Answer> UploadAsync(
        string person,
        string dossier,
        string stage,
        string document,
        byte[]? bytes = null,
        string name = "tài liệu.pdf"
    )
    {
        using var client = As(person);
        using var form = new MultipartFormDataContent();
        using var file = new ByteArrayContent(bytes ?? SampleFiles.Pdf(text: $"{document} {Guid.CreateVersion7()}"));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        form.Add(file, "file", name);
        using var response = await client.PostAsync($"/dossiers/{dossier}/stages/{stage}/documents/{document}/files", form);
        return await Answer.ReadAsync(response);
    }

    /// <summary>The assessment service reports a submitted revision; criteria not named as failing pass.</summary>
    public Task AssessesAsync(string dossier, params string[] failing) => AssessesForAsync(dossier, null, failing);

    /// <summary>As <see cref="AssessesAsync"/>, for a stage that was open when it was submitted; without one, for all that are
    /// open.</summary>
    public Task AssessesForAsync(string dossier, NamedStage? stage, params string[] failing) =>
        AssessesAsync(dossier, stage, failing, changing: Criteria);

    /// <summary>A revision that differs from the first in the value of these criteria alone.</summary>
    public Task AssessesChangingAsync(string dossier, params string[] criteria) => AssessesAsync(dossier, null, [], criteria);

    /// <summary>As it was sent for a unit, which may not be the dossier's any more.</summary>
    public Task AssessesOfUnitAsync(string dossier, string unitCode) => AssessesAsync(dossier, null, [], Criteria, unitCode);

    private async Task AssessesAsync(
        string dossier,
        NamedStage? stage,
        IReadOnlyCollection<string> failing,
        IReadOnlyCollection<string> changing,
        string? unitCode = null
    )
    {
        var id = Guid.CreateVersion7();
        revisions[dossier] = revisions.GetValueOrDefault(dossier) + 1;
        await Platform.PublishAsync(
            new SelfAssessmentSubmitted
            {
                EventId = id,
                OccurredAt = Platform.Clock.GetUtcNow(),
                UnitCode = unitCode ?? await UnitAsync(dossier),
                DossierId = Guid.Parse(dossier),
                AssessmentId = id,
                Revision = revisions[dossier],
                CriteriaSet = "XA_NTM_2021_2025",
                AllCriteriaPassed = failing.Count == 0,
                SubmittedBy = "officer",
                OnBehalfOf = AssessedFor,
                Stages = stage is null ? null : [stage],
                PreparedBy = ["officer", "clerk"],
                Criteria =
                [
                    .. Criteria.Select(code => new AssessedCriterion(
                        code,
                        !failing.Contains(code),
                        [
                            new AssessedIndicator(
                                code + ".1",
                                failing.Contains(code) ? "failed" : "passed",
                                $"{(changing.Contains(code) ? revisions[dossier] : 1)},0 %",
                                []
                            ),
                        ]
                    )),
                ],
            },
            id
        );
    }

    public async Task SurveyClosesAsync(string dossier, int round, bool met)
    {
        var id = Guid.CreateVersion7();
        await Platform.PublishAsync(
            new SurveyClosed
            {
                EventId = id,
                OccurredAt = Platform.Clock.GetUtcNow(),
                UnitCode = await UnitAsync(dossier),
                DossierId = Guid.Parse(dossier),
                SurveyId = id,
                Round = round,
                Met = met,
                OverallRate = met ? 96.5m : 71m,
                MinutesNumber = "12/BB-MTTQ",
                ClosedBy = "surveyor",
            },
            id
        );
    }

    /// <summary>Waits until no timer is due.</summary>
    public Task TimersFireAsync() =>
        Eventually.TrueAsync(
            async () =>
            {
                foreach (var pump in Platform.Services.GetServices<IFollowsClock>())
                {
                    if (await pump.HasDueAsync(default))
                    {
                        return false;
                    }
                }

                return true;
            },
            "no timer that is due"
        );

    /// <summary>Waits until a timer has failed.</summary>
    public Task TimerFailsAsync() =>
        Eventually.TrueAsync(
            async () =>
            {
                await using var scope = Platform.Services.CreateAsyncScope();
                return await scope.ServiceProvider.GetRequiredService<DossierDbContext>().Timers.AnyAsync(timer => timer.Attempts > 0);
            },
            "a timer that failed"
        );

    public async ValueTask DisposeAsync()
    {
        await Platform.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<string> UnitAsync(string dossier)
    {
        await using var scope = Platform.Services.CreateAsyncScope();
        var id = Guid.Parse(dossier);
        return await scope
            .ServiceProvider.GetRequiredService<DossierDbContext>()
            .Dossiers.Where(row => row.Id == id)
            .Select(row => row.UnitCode)
            .SingleAsync();
    }
}

/// <summary>What an endpoint answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string? ETag, JsonElement Body, string Text)
{
    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var body = text.StartsWith('{') || text.StartsWith('[') ? JsonDocument.Parse(text).RootElement.Clone() : default;
        return new Answer(response.StatusCode, response.Headers.ETag?.Tag, body, text);
    }

    public string Id => Body.GetProperty("id").GetString()!;

    public string? Code => Body.GetProperty("code").GetString();

    public IReadOnlyList<string> Codes =>
        Body.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            ? [.. errors.EnumerateArray().Select(error => error.GetProperty("code").GetString()!)]
            : [Code!];

    public IReadOnlyList<string> Open =>
        [.. Body.GetProperty("open").EnumerateArray().Select(stage => stage.GetProperty("key").GetString()!).Order()];

    public JsonElement Stage(string key) =>
        Body.GetProperty("open").EnumerateArray().Single(stage => stage.GetProperty("key").GetString() == key);

    /// <summary>What may be done to bring the dossier on; who works on it (<see cref="ClaimActions"/>) and who is asked about it
    /// (<see cref="OpinionActions"/>) are other matters.</summary>
    public IReadOnlyList<string> Actions => [.. AllActions.Where(name => !IsOnClaim(name) && !IsOnOpinion(name))];

    /// <summary>What may be done with claims on work.</summary>
    public IReadOnlyList<string> ClaimActions => [.. AllActions.Where(IsOnClaim)];

    /// <summary>What may be asked, answered and reminded of.</summary>
    public IReadOnlyList<string> OpinionActions => [.. AllActions.Where(IsOnOpinion)];

    private IEnumerable<string> AllActions =>
        Body.GetProperty("actions").EnumerateArray().Select(action => action.GetProperty("name").GetString()!);

    private static bool IsOnClaim(string action) => action is "ClaimStage" or "HandOverStage" or "ReleaseStage";

    private static bool IsOnOpinion(string action) => action.EndsWith("Opinion", StringComparison.Ordinal);

    public Answer Ok()
    {
        Assert.True(Status is HttpStatusCode.OK or HttpStatusCode.Created, $"{Status}: {Text}");
        return this;
    }

    public Answer Refused(HttpStatusCode status, string code)
    {
        Assert.True(Status == status, $"{Status}: {Text}");
        Assert.Contains(code, Codes);
        return this;
    }
}
