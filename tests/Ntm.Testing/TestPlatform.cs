using System.Collections.Concurrent;
using System.Net.Http.Headers;
using MassTransit;
using MassTransit.Mediator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Ntm.Contracts.Dossier.V1;
using Ntm.Hosting;
using Ntm.LegalTime;
using Ntm.Messaging;
using Ntm.Persistence;
using Ntm.RabbitMq;
using Ntm.Web;

namespace Ntm.Testing;

/// <summary>
/// One or more services in this process behind a real HTTP port, on a real database, with a clock the test sets.
/// <see cref="TestDatabase"/> says on which engine.
/// </summary>
public sealed class TestPlatform : IAsyncDisposable
{
    private const string NoIssuer = "http://127.0.0.1:9/unused";

    private readonly WebApplication app;
    private readonly string folder;
    private readonly ConcurrentQueue<object> received = new();

    private TestPlatform(WebApplication app, string folder, ManualTimeProvider clock) =>
        (this.app, this.folder, Clock) = (app, folder, clock);

    public ManualTimeProvider Clock { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Folder that is this platform's own; gone when it is disposed.</summary>
    public string Folder => folder;

    public Uri Address => new(app.Urls.Single());

    public static DatabaseProvider Provider => TestDatabase.Provider;

    /// <param name="now">What the clock shows at first.</param>
    /// <param name="settings">Settings on top of the usual ones, <c>Section:Name</c> to value.</param>
    /// <param name="modules">Services to start.</param>
    public static Task<TestPlatform> StartAsync(
        DateTimeOffset now,
        IReadOnlyDictionary<string, string?>? settings,
        params IModule[] modules
    ) => StartAsync(now, settings, _ => { }, modules);

    /// <param name="now">What the clock shows at first.</param>
    /// <param name="settings">Settings on top of the usual ones, <c>Section:Name</c> to value.</param>
    /// <param name="extras">Registers what a test adds to the services.</param>
    /// <param name="modules">Services to start.</param>
    public static async Task<TestPlatform> StartAsync(
        DateTimeOffset now,
        IReadOnlyDictionary<string, string?>? settings,
        Action<IServiceCollection> extras,
        params IModule[] modules
    )
    {
        var folder = Directory.CreateTempSubdirectory("ntm-test-").FullName;
        var clock = new ManualTimeProvider(now);
        var builder = await BuilderAsync(folder, settings, clock, modules);
        extras(builder.Services);
        var app = builder.Build();
        app.MapPlatform();
        await TemplateDatabases.PrepareAsync(app.Services);
        var platform = new TestPlatform(app, folder, clock);
        app.Services.GetRequiredService<IMediator>().ConnectSendObserver(new Recorder(platform.received));
        await app.StartAsync();
        return platform;
    }

    /// <summary>Declares on a broker what modules publish and receive, as their executables' verb does.</summary>
    public static async Task DeployTopologyAsync(IReadOnlyDictionary<string, string?> settings, params IModule[] modules)
    {
        var folder = Directory.CreateTempSubdirectory("ntm-test-").FullName;
        var builder = await BuilderAsync(folder, settings, new ManualTimeProvider(DateTimeOffset.UnixEpoch), modules);
        await using var app = builder.Build();
        await app.DeployTopologyAsync(CancellationToken.None);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A client signed in as an account with these grants; the token is made at the clock's now.</summary>
    public HttpClient As(string subject, params string[] grants) => Bearing(TestTokens.Issue(Clock.GetUtcNow(), subject, grants));

    /// <summary>A client signed in as another system's program of this unit with these scopes.</summary>
    public HttpClient AsProgram(string unitPath, params string[] scopes) =>
        Bearing(TestTokens.IssueToProgram(Clock.GetUtcNow(), unitPath, scopes));

    /// <summary>A client that shows this token.</summary>
    public HttpClient Bearing(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public HttpClient Anonymous() => PatientClient.Of(Address);

    /// <summary>Delivers an event to the services as the bus does, and returns when they have committed.</summary>
    public Task PublishAsync<T>(T @event, Guid eventId)
        where T : class =>
        Services.GetRequiredService<IMediator>().Publish(@event, Pipe.Execute<PublishContext<T>>(context => context.MessageId = eventId));

    /// <summary>Waits until an event that fits has left the outbox and every consumer has committed.</summary>
    public async Task<T> ReceivedAsync<T>(Func<T, bool>? fits = null)
    {
        T? found = default;
        await Eventually.TrueAsync(
            () => (found = received.OfType<T>().FirstOrDefault(@event => fits is null || fits(@event))) is not null,
            $"a {typeof(T).Name} that fits"
        );
        return found!;
    }

    /// <summary>Every event of a kind delivered so far, in order of delivery.</summary>
    public IReadOnlyList<T> Received<T>() => [.. received.OfType<T>()];

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        var databases = app.Services.GetServices<ServiceDatabase>().ToList();
        await app.DisposeAsync();
        databases.ForEach(database => TestDatabase.ClearPool(database.Options.Provider, database.Options.For(database.Service)));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<WebApplicationBuilder> BuilderAsync(
        string folder,
        IReadOnlyDictionary<string, string?>? settings,
        ManualTimeProvider clock,
        IModule[] modules
    )
    {
        var connection = await TestDatabase.ConnectionStringAsync(folder);
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { EnvironmentName = "Testing", ContentRootPath = folder }
        );
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Persistence:Provider"] = Provider.ToString(),
                ["Persistence:ConnectionString"] = connection,
                ["Messaging:PollInterval"] = "00:00:00.100",
                ["Data:Folder"] = folder,
                ["Audit:KeyPath"] = Path.Combine(folder, "audit.pem"),
                ["Audit:CreateKeyWhenAbsent"] = "true",
                ["Authentication:Issuer"] = TestTokens.Issuer,
                ["Authentication:MetadataAddress"] = NoIssuer,
            }
        );
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>());
        builder.Services.AddRouting();

        // A test that signs in is about what follows, not about the strength of the password hash.
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);
        builder.Services.AddLogging(log => log.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole());
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.AddPlatform(typeof(IDossierEvent).Assembly, modules);
        if (builder.Configuration["Messaging:Transport"] == nameof(TransportKind.RabbitMq))
        {
            builder.AddRabbitMqTransport();
        }
        else
        {
            builder.AddEmbeddedTransport();
        }

        if (!modules.Any(module => module.Name == "identity") && builder.Configuration["Authentication:MetadataAddress"] == NoIssuer)
        {
            // Without the identity service its tokens are made up here; with it, it is the only issuer.
            TestTokens.Trust(builder.Services);
        }

        return builder;
    }

    private sealed class Recorder(ConcurrentQueue<object> received) : ISendObserver
    {
        public Task PreSend<T>(SendContext<T> context)
            where T : class => Task.CompletedTask;

        public Task PostSend<T>(SendContext<T> context)
            where T : class
        {
            received.Enqueue(context.Message);
            return Task.CompletedTask;
        }

        public Task SendFault<T>(SendContext<T> context, Exception exception)
            where T : class => Task.CompletedTask;
    }
}
