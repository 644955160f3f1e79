using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Ntm.Host;
using Ntm.LegalTime;
using Ntm.Testing;

namespace Ntm.Portal.Tests;

/// <summary>One host in sample mode and one Chromium for every test of the portal.</summary>
[CollectionDefinition(nameof(OnePortal))]
public sealed class OnePortal : ICollectionFixture<PortalFixture>;

/// <summary>The whole platform in this process, and Debian's Chromium in front of it.</summary>
public sealed class PortalFixture : IAsyncLifetime
{
    /// <summary>A safety net: no page takes so long, however busy the machine.</summary>
    private const float Patience = 180_000;

    private readonly string folder = Directory.CreateTempSubdirectory("ntm-portal-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<Guid>>> dossiers = new();
    private WebApplication app = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public Uri Address { get; private set; } = null!;

    /// <summary>The external issuer through which people may sign in.</summary>
    public TestIssuer Issuer { get; private set; } = null!;

    internal IServiceProvider Services => app.Services;

    public static DateOnly Today => VietnamTime.DayOf(TimeProvider.System.GetUtcNow());

    public async ValueTask InitializeAsync()
    {
        Issuer = await TestIssuer.StartAsync();
        var address = $"http://127.0.0.1:{Loopback.FreePort()}";
        var settings = new Dictionary<string, string?>(Issuer.Settings(address))
        {
            ["Host:DataFolder"] = folder,
            ["Host:Address"] = address,
            ["Messaging:PollInterval"] = "00:00:00.050",
            ["Portal:CountEvery"] = "00:00:15",
        };
        var (builder, _) = PlatformHost.Configure([], own => own.AddInMemoryCollection(settings));
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);
        app = PlatformHost.Build(builder);
        await PlatformHost.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        Address = new Uri(app.Urls.Single());
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        browser = await playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions
            {
                ExecutablePath = "/usr/bin/chromium",
                Args = ["--no-sandbox", "--disable-dev-shm-usage"],
                Timeout = Patience,
            }
        );
    }

    /// <summary>A new browser window without anybody signed in.</summary>
    /// <param name="width">CSS pixels.</param>
    /// <param name="dark">Whether the person prefers dark pages.</param>
    /// <param name="script">Whether scripts run.</param>
    public async Task<Window> OpenAsync(int width = 1280, bool dark = false, bool script = true)
    {
        var context = await browser.NewContextAsync(
            new BrowserNewContextOptions
            {
                BaseURL = Address.ToString(),
                Locale = "vi-VN",
                TimezoneId = "Asia/Ho_Chi_Minh",
                ViewportSize = new ViewportSize { Width = width, Height = 900 },
                ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
                JavaScriptEnabled = script,
            }
        );
        context.SetDefaultTimeout(Patience);
        return await Window.OfAsync(context);
    }

    /// <summary>A window in which a sample account is signed in.</summary>
    public async Task<Window> SignedInAsync(string userName, int width = 1280, bool dark = false, bool script = true)
    {
        var window = await OpenAsync(width, dark, script);
        var form = window.Page.Context.APIRequest.CreateFormData();
        form.Append("userName", userName);
        form.Append("password", PlatformHost.SamplePassword);
        var answer = await window.Page.Context.APIRequest.PostAsync("/dang-nhap", new APIRequestContextOptions { Form = form });
        Assert.True(answer.Ok, $"{userName}: {answer.Status}");
        return window;
    }

    /// <summary>A client of the API, as a sample account.</summary>
    public async Task<HttpClient> ApiAsync(string userName)
    {
        var client = PatientClient.Of(Address);
        using var answer = await client.PostAsJsonAsync("/identity/tokens", new { userName, password = PlatformHost.SamplePassword });
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>The dossier of a commune of the sample, opened once by its officer.</summary>
    public Task<Guid> DossierAsync(string commune, string officer, string title = "xa-ntm") =>
        dossiers.GetOrAdd($"{commune}/{title}", _ => new Lazy<Task<Guid>>(() => OpenDossierAsync(commune, officer, title))).Value;

    /// <summary>The same, at its self-assessment.</summary>
    public Task<Guid> AssessableAsync(string commune, string officer) =>
        dossiers.GetOrAdd(commune + "/assessable", _ => new Lazy<Task<Guid>>(() => RegisterAsync(commune, officer))).Value;

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        await Issuer.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<Guid> OpenDossierAsync(string commune, string officer, string title)
    {
        using var client = await ApiAsync(officer);
        JsonElement dossier = default;
        await Eventually.TrueAsync(
            async () =>
            {
                // Until every service knows which units there are.
                using var answer = await client.PostAsJsonAsync(
                    "/dossiers/",
                    new
                    {
                        unitCode = commune,
                        title,
                        year = Today.Year,
                    }
                );
                dossier = await answer.Content.ReadFromJsonAsync<JsonElement>();
                return answer.StatusCode == HttpStatusCode.Created;
            },
            () => $"the dossier of {commune} can be opened: {dossier}"
        );
        return dossier.GetProperty("id").GetGuid();
    }

    private async Task<Guid> RegisterAsync(string commune, string officer)
    {
        var id = await DossierAsync(commune, officer);
        using var client = await ApiAsync(officer);
        using var file = new ByteArrayContent(SampleFiles.Pdf());
        using var form = new MultipartFormDataContent { { file, "file", "dang-ky.pdf" } };
        (await client.PostAsync($"/dossiers/{id}/stages/registration/documents/registration/files", form)).EnsureSuccessStatusCode();
        (await client.PostAsJsonAsync($"/dossiers/{id}/stages/registration/completion", new { })).EnsureSuccessStatusCode();
        await Eventually.TrueAsync(
            async () =>
                (await client.GetAsync($"/assessment/self-assessments/{id}")) is { IsSuccessStatusCode: true } answer
                && (await answer.Content.ReadAsStringAsync()).Contains("put-values", StringComparison.Ordinal),
            "the self-assessment is open"
        );
        return id;
    }
}
