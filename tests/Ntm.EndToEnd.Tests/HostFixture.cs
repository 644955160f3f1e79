using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Host;
using Ntm.LegalTime;
using Ntm.Persistence;
using Ntm.Testing;

namespace Ntm.EndToEnd.Tests;

/// <summary>The whole platform in sample mode, in this process, on the database of this test run.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-e2e-").FullName;

    /// <summary>The year whose campaign is open: the host lives on the machine's clock.</summary>
    public static int Year => VietnamTime.DayOf(TimeProvider.System.GetUtcNow()).Year;

    internal WebApplication App { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Host:DataFolder"] = folder,
            ["Host:Address"] = "http://127.0.0.1:0",
            ["Messaging:PollInterval"] = "00:00:00.050",
        };
        if (TestDatabase.Provider is not DatabaseProvider.Sqlite)
        {
            settings["Persistence:Provider"] = TestDatabase.Provider.ToString();
            settings["Persistence:ConnectionString"] = await TestDatabase.ConnectionStringAsync(folder);
        }

        var (builder, _) = PlatformHost.Configure([], own => own.AddInMemoryCollection(settings));
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1_000);
        App = PlatformHost.Build(builder);
        await PlatformHost.PrepareAsync(App, CancellationToken.None);
        await App.StartAsync();
        Address = new Uri(App.Urls.Single());
    }

    public HttpClient Client() => PatientClient.Of(Address);

    /// <summary>A client signed in as a sample account.</summary>
    public async Task<HttpClient> SignedInAsync(string userName)
    {
        var client = Client();
        using var answer = await client.PostAsJsonAsync("/identity/tokens", new { userName, password = PlatformHost.SamplePassword });
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
