using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Host;
using Ntm.LegalTime;
using Ntm.Persistence;
using Ntm.Rehearsal;
using Ntm.Rights;
using Ntm.Testing;

namespace Ntm.Gateway.Tests.Access;

/// <summary>The whole platform on a day of 2023 that stands still, with a dossier at every stage, and everybody signed in.</summary>
public sealed class Scene : IAsyncLifetime
{
    private static readonly DateOnly Day = new(2023, 3, 13);
    private static readonly DateTimeOffset Morning = VietnamTime.StartOf(Day).AddHours(8);

    private readonly Dictionary<string, string> tokens = [];
    private RehearsalSession? rehearsal;

    public Scene() =>
        Platform = new WholePlatform { Instant = Morning, Extras = services => services.AddSingleton<IClaimsTransformation>(Loosened) };

    public WholePlatform Platform { get; }

    /// <summary>The control: rights that are wider than the rules.</summary>
    internal LoosenedRights Loosened { get; } = new();

    internal HttpClient Http { get; private set; } = null!;

    internal IReadOnlyDictionary<string, IReadOnlyList<Subject>> Subjects { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Platform.InitializeAsync();
        Http = PatientClient.Of(Platform.Inside);
        rehearsal = await RehearsalSession.StartAsync(
            new Venue(
                PlatformHost.SamplePassword,
                (_, _) => null,
                (_, _, _) => Task.FromResult(new OwnPlatform(Platform.Inside, Platform))
            ),
            "access",
            Day,
            new Narrator(TextWriter.Null),
            CancellationToken.None
        );
        var made = new SceneMade(rehearsal);
        await made.BuildAsync();
        await SignInAsync(made);
        await made.Staff.EndGrantsAsync(Callers.Ended);
        await made.Staff.DeactivateAsync(Callers.Deactivated);
        await Eventually.TrueAsync(
            async () =>
                await IsOutdatedEverywhereAsync(made.Staff.IdOf(Callers.Ended))
                && await IsOutdatedEverywhereAsync(made.Staff.IdOf(Callers.Deactivated)),
            "every service knows whose tokens are outdated"
        );
        Subjects = SceneSubjects.Of(made);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (rehearsal is not null)
        {
            // Its platform ends with it.
            await rehearsal.DisposeAsync();
        }
    }

    /// <summary>The token that a caller shows; null for none.</summary>
    internal string? TokenOf(KindOfCaller caller) => tokens.GetValueOrDefault(caller.Name);

    private async Task<bool> IsOutdatedEverywhereAsync(Guid account)
    {
        await using var scope = Platform.Services.CreateAsyncScope();
        foreach (var service in Platform.Services.GetServices<ServiceDatabase>())
        {
            var db = (ServiceDbContext)scope.ServiceProvider.GetRequiredService(service.ContextType);
            if (!await db.Set<TakenRights>().AnyAsync(row => row.Subject == account.ToString()))
            {
                return false;
            }
        }

        return true;
    }

    private async Task SignInAsync(SceneMade made)
    {
        tokens[Callers.Strangers[1].Name] = TestTokens.Issue(Morning, "giả mạo", "administrator@42");
        foreach (var person in Callers.People)
        {
            var password = person.MustChangePassword ? made.Staff.PasswordSet : PlatformHost.SamplePassword;
            tokens[person.Name] = await TokenAsync(new { userName = person.Name, password });
        }

        foreach (var program in Callers.Programs)
        {
            var (clientId, clientSecret) = made.Programs[program.Name];
            tokens[program.Name] = await TokenAsync(new { clientId, clientSecret });
        }
    }

    private async Task<string> TokenAsync(object credentials)
    {
        using var answer = await Http.PostAsJsonAsync("/identity/tokens", credentials);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return body.TryGetProperty("accessToken", out var token)
            ? token.GetString()!
            : throw new InvalidOperationException($"{credentials} is not signed in: {body}");
    }
}
