using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features.External;

/// <summary>The identity service with the sample province and an external issuer, both by one clock.</summary>
public sealed class ExternalPlatform : IAsyncLifetime
{
    public const string PublicAddress = "https://ntm.example.vn";

    public TestIssuer Issuer { get; private set; } = null!;

    public TestPlatform Platform { get; private set; } = null!;

    /// <summary>The service alone, with an issuer.</summary>
    public static async Task<TestPlatform> StartAsync(TestIssuer issuer, params (string Name, string Value)[] settings)
    {
        var all = issuer.Settings(PublicAddress);
        all["Authentication:MetadataAddress"] = "";
        all["Identity:SecondFactorOfDeciders"] = "false";
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        var platform = await TestPlatform.StartAsync(IdentityPlatform.Start, all, new IdentityModule());
        issuer.Clock = platform.Clock;
        return platform;
    }

    public async ValueTask InitializeAsync()
    {
        Issuer = await TestIssuer.StartAsync();
        Platform = await StartAsync(Issuer);
        await IdentityModule.LoadSampleProvinceAsync(Platform.Services, TestContext.Current.CancellationToken);
    }

    /// <summary>Links an account of the sample to a person at the issuer, as an administrator of the province does.</summary>
    /// <returns>Id of the account.</returns>
    public async Task<string> LinkAsync(string userName, string subject)
    {
        var person = await Platform.SignedInAsync(userName);
        var id = (await person.GetAsync("/identity/me", 200)).Text("subject");
        var admin = await Platform.SignedInAsync("quantri.tinh");
        await admin.PostAsync($"/identity/accounts/{id}/external-links", new { subject }, 201);
        return id;
    }

    /// <summary>The whole way of a person to the issuer and back.</summary>
    public Task<JsonElement> SignInAsync(string subject, int status, bool session = false)
    {
        Issuer.Subject = subject;
        return Platform.SignInExternallyAsync(status, session);
    }

    public async ValueTask DisposeAsync()
    {
        await Platform.DisposeAsync();
        await Issuer.DisposeAsync();
    }
}

/// <summary>A way to the issuer, begun.</summary>
internal sealed record Begun(string Address, string Pending);

/// <summary>What browser and web server do.</summary>
internal static class ExternalSteps
{
    public const string Agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36";

    public static async Task<Begun> BeginAsync(this TestPlatform platform)
    {
        var begun = await platform.Anonymous().PostAsync("/identity/external/start", new { }, 200);
        return new Begun(begun.Text("address"), begun.Text("pending"));
    }

    public static async Task<JsonElement> FinishAsync(
        this TestPlatform platform,
        string pending,
        CameBack back,
        int status,
        bool session = false
    )
    {
        var client = platform.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", Agent);
        var body = new
        {
            pending,
            state = back.State,
            code = back.Code,
            session,
        };
        return await client.PostAsync("/identity/external/finish", body, status);
    }

    public static async Task<JsonElement> SignInExternallyAsync(this TestPlatform platform, int status, bool session = false)
    {
        var begun = await platform.BeginAsync();
        return await platform.FinishAsync(begun.Pending, await TestIssuer.VisitAsync(begun.Address), status, session);
    }

    public static async Task<JsonElement> GiveCodeAsync(this TestPlatform platform, string pending, string code, int status) =>
        await (await platform.Anonymous().PostAsJsonAsync("/identity/external/second-factor", new { pending, code }, Steps.Stop)).ReadAsync(
            status
        );

    public static string[] Queried(this string address, string parameter) =>
        [.. Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(new Uri(address).Query)[parameter].Select(value => value!)];
}
