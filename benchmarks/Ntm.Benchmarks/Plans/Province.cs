using System.Data.Common;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Benchmarks.Scale;
using Ntm.LegalTime;
using Ntm.Messaging;
using Ntm.Notifications;
using Ntm.Persistence;
using Ntm.Planning;
using Ntm.Planning.Domain.Content;
using Ntm.Planning.Domain.Plans;
using Ntm.Planning.Features.Plans;
using Ntm.Planning.Persistence;
using Ntm.Testing;
using Ntm.Units;

namespace Ntm.Benchmarks.Plans;

/// <summary>
/// Planning and notifications of one province in this process. Its plan runs for weeks already, every commune reports each week, and
/// has a plan of its own below it. It is Monday, 6 March 2023.
/// </summary>
internal sealed class Province : IAsyncDisposable
{
    /// <summary>Monday of the week that is open.</summary>
    public static readonly DateOnly Today = new(2023, 3, 6);

    private readonly TestPlatform platform;

    private Province(TestPlatform platform, IReadOnlyList<PlanUnit> communes) =>
        (this.platform, Communes, Http) = (platform, communes, Loopback.Client(platform.Address, 16));

    public IReadOnlyList<PlanUnit> Communes { get; }

    public HttpClient Http { get; }

    /// <summary>The plan on which everybody reports.</summary>
    public Guid Plan { get; private set; }

    public AuthenticationHeaderValue Officer => As("canbo", $"officer@{ProvinceContent.Province}");

    public AuthenticationHeaderValue Leader => As("lanhdao", $"leader@{ProvinceContent.Province}");

    public static async Task<Province> StartAsync(
        IReadOnlyDictionary<string, string?> settings,
        DatabaseProvider provider,
        ProvinceSize size
    )
    {
        var now = VietnamTime.StartOf(Today).AddHours(8);
        var platform = await TestPlatform.StartAsync(now, settings, new PlanningModule(), new NotificationsModule());
        var communes = Enumerable
            .Range(0, size.Communes)
            .Select(ProvinceContent.CodeOf)
            .Select(code => new PlanUnit(code, $"Xã {code}", $"{ProvinceContent.Province}/{code}", PlanLevel.Commune))
            .ToList();
        var province = new Province(platform, communes);
        await province.FillAsync(provider, size.Weeks, now);
        return province;
    }

    /// <summary>Signs in as an account with a grant.</summary>
    public AuthenticationHeaderValue As(string subject, string grant) =>
        new("Bearer", TestTokens.Issue(platform.Clock.GetUtcNow(), subject, grant));

    /// <summary>The officer of a commune.</summary>
    public AuthenticationHeaderValue OfficerOf(PlanUnit commune) => As($"canbo-{commune.Code}", $"officer@{commune.Path}");

    /// <summary>Connection string of the planning service.</summary>
    public string ConnectionString
    {
        get
        {
            var database = platform.Services.GetServices<ServiceDatabase>().Single(row => row.Service == "planning");
            return database.Options.For(database.Service);
        }
    }

    /// <summary>Drafts a plan of the province.</summary>
    public async Task<Guid> DraftAsync(string number, DateOnly from, int weeks)
    {
        var request = new CreatePlanRequest
        {
            UnitCode = ProvinceContent.Province,
            Year = from.Year,
            Content = ProvinceContent.OfProvince(number, from, from.AddDays((7 * weeks) - 1), Communes.Count),
        };
        var draft = await SendAsync(HttpMethod.Post, "planning/plans", request, Officer);
        return JsonSerializer.Deserialize<JsonElement>(draft).GetProperty("id").GetGuid();
    }

    /// <summary>Publishes a plan that was drafted.</summary>
    public Task PublishAsync(Guid plan) => SendAsync(HttpMethod.Post, $"planning/plans/{plan}/publication", new { }, Leader);

    /// <summary>Sends a request and reads the whole answer; fails unless it is a success.</summary>
    public async Task<byte[]> SendAsync(HttpMethod method, string place, object? body, AuthenticationHeaderValue caller)
    {
        using var request = new HttpRequestMessage(method, place);
        request.Headers.Authorization = caller;
        request.Content = body is null ? null : JsonContent.Create(body, options: EventJson.Options);
        using var answer = await Http.SendAsync(request);
        var read = await answer.Content.ReadAsByteArrayAsync();
        return answer.IsSuccessStatusCode
            ? read
            : throw new InvalidOperationException($"{place}: {(int)answer.StatusCode} {System.Text.Encoding.UTF8.GetString(read)}");
    }

    /// <summary>Waits until every event has left every outbox, that is, until every consumer has committed.</summary>
    public async Task DrainAsync()
    {
        await WithDatabaseAsync<PlanningDbContext>(WaitAsync);
        await WithDatabaseAsync<ServiceDbContext>(WaitAsync, "notifications");

        static async Task WaitAsync(ServiceDbContext db)
        {
            while (await db.Outbox.AnyAsync())
            {
                await Task.Delay(5);
            }
        }
    }

    /// <summary>Reads from the planning service's database.</summary>
    public Task WithPlanningAsync(Func<PlanningDbContext, Task> work) => WithDatabaseAsync(work);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await platform.DisposeAsync();
    }

    private async Task WithDatabaseAsync<TContext>(Func<TContext, Task> work, string service = "planning")
        where TContext : ServiceDbContext
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var database = platform.Services.GetServices<ServiceDatabase>().Single(row => row.Service == service);
        await work((TContext)scope.ServiceProvider.GetRequiredService(database.ContextType));
    }

    private async Task FillAsync(DatabaseProvider provider, int weeks, DateTimeOffset now)
    {
        Engine engine = provider is DatabaseProvider.Sqlite ? new SqliteEngine(0) : new PostgreSqlEngine(0);
        await using var connection = engine.Connect(ConnectionString);
        await connection.OpenAsync();
        await RunAsync(connection, engine.Before);
        await using var scope = platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlanningDbContext>();
        var rows = new BulkRows(db.Model, connection);
        await rows.AddAsync([UnitOf(new PlanUnit(ProvinceContent.Province, "Tỉnh", ProvinceContent.Province, PlanLevel.Province))]);
        await rows.AddAsync(Communes.Select(UnitOf).ToList());

        // The week that is open is in it too, beside those that were reported on.
        Plan = await DraftAsync("01/KH-BCĐ", Today.AddDays(-7 * weeks), weeks + 1);
        await PublishAsync(Plan);
        await DrainAsync();
        var plan = await db.Plans.AsNoTracking().FirstAsync(row => row.Id == Plan);
        var edition = await db.Editions.AsNoTracking().FirstAsync(row => row.PlanId == Plan);
        await new ReportedWeeks(Plan, edition.Content, Communes, rows).FillAsync(now);
        await new PlansBelow(plan, Communes, rows).FillAsync(now);
        foreach (var statement in engine.After)
        {
            await RunAsync(connection, statement);
        }
    }

    private static UnitPeriod UnitOf(PlanUnit unit) =>
        new()
        {
            Code = unit.Code,
            Path = unit.Path,
            Name = unit.Name,
            Level = unit.Level.ToString().ToLowerInvariant(),
            ParentCode = unit.Level == PlanLevel.Province ? null : ProvinceContent.Province,
            ValidFrom = new DateOnly(2000, 1, 1),
            Version = 1,
        };

    private static async Task RunAsync(DbConnection connection, string statement)
    {
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Statements of the engine.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync();
    }
}
