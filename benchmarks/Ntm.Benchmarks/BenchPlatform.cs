using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Ntm.Dossier.Domain;
using Ntm.Dossier.Persistence;
using Ntm.Host;
using Ntm.LegalTime;
using Ntm.Persistence;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Benchmarks;

/// <summary>The whole platform as it is shipped, on its own folder and a clock that stands at 6 March 2023.</summary>
internal sealed class BenchPlatform : IAsyncDisposable
{
    private readonly WebApplication app;

    private BenchPlatform(WebApplication app, Uri address, DateTimeOffset now) => (this.app, Address, Now) = (app, address, now);

    public Uri Address { get; }

    public DateTimeOffset Now { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>Prepares the dossiers, and completes their preparation.</summary>
    public required Account Officer { get; init; }

    /// <summary>Examines them at the district, and returns them.</summary>
    public required Account Reviewer { get; init; }

    /// <summary>Starts it on SQLite, or on the database that the settings name.</summary>
    public static async Task<BenchPlatform> StartAsync(string folder, IReadOnlyDictionary<string, string?>? database = null)
    {
        var address = Loopback.FreeAddress();
        var clock = new ManualTimeProvider(VietnamTime.StartOf(new DateOnly(2023, 3, 6)).AddHours(8));
        var (builder, _) = PlatformHost.Configure(
            [],
            settings =>
                settings.AddInMemoryCollection(
                    new Dictionary<string, string?>(database ?? new Dictionary<string, string?>())
                    {
                        ["Host:Address"] = address.AbsoluteUri.TrimEnd('/'),
                        ["Host:DataFolder"] = Path.Combine(folder, "platform"),

                        // The sample clock, a file read at each call, would take precedence over the clock below.
                        ["Data:SampleClock"] = "",
                    }
                )
        );
        builder.Services.AddSingleton<TimeProvider>(clock);
        var app = PlatformHost.Build(builder);
        await PlatformHost.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        var platform = new BenchPlatform(app, address, clock.GetUtcNow())
        {
            Officer = await Account.SignInAsync(address, "canbo.sonbang"),
            Reviewer = await Account.SignInAsync(address, "thamtra.huongson"),
        };
        await platform.DrainAsync();
        return platform;
    }

    /// <summary>Waits until every event has left every outbox, that is, until every consumer has committed.</summary>
    public async Task DrainAsync()
    {
        foreach (var database in Services.GetServices<ServiceDatabase>())
        {
            await using var scope = Services.CreateAsyncScope();
            var db = (ServiceDbContext)scope.ServiceProvider.GetRequiredService(database.ContextType);
            while (await db.Outbox.AnyAsync())
            {
                await Task.Delay(5);
            }
        }
    }

    /// <summary>Runs something on the dossier service's store in one transaction.</summary>
    public async Task WithStoreAsync(Func<DossierStore, DossierRules, Task> work)
    {
        await using var scope = Services.CreateAsyncScope();
        var transactions = scope.ServiceProvider.GetRequiredService<Transactions<DossierDbContext>>();
        await using var open = await transactions.BeginAsync(CancellationToken.None);
        await work(scope.ServiceProvider.GetRequiredService<DossierStore>(), scope.ServiceProvider.GetRequiredService<DossierRules>());
        await open.CommitAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}

/// <summary>A signed-in sample account.</summary>
internal sealed record Account(Caller Caller, AuthenticationHeaderValue Authorization)
{
    public static async Task<Account> SignInAsync(Uri address, string userName)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync("/identity/tokens", new { userName, password = PlatformHost.SamplePassword });
        var token = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        var authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("accessToken").GetString());
        http.DefaultRequestHeaders.Authorization = authorization;
        var me = await http.GetFromJsonAsync<JsonElement>("/identity/me");
        var grants = me.GetProperty("grants")
            .EnumerateArray()
            .Select(grant => new Grant(grant.GetProperty("role").GetString()!, grant.GetProperty("unitPath").GetString()!))
            .ToList();
        return new Account(new Caller(me.GetProperty("subject").GetString()!, me.GetProperty("name").GetString()!, grants), authorization);
    }
}
