using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Testing;

namespace Ntm.Identity.Tests;

/// <summary>The identity service with the sample province, its clock at noon of 15 March 2023.</summary>
public sealed class IdentityPlatform : IAsyncLifetime
{
    public const string SonBang = "18175";
    public static readonly DateTimeOffset Start = new(2023, 3, 15, 5, 0, 0, TimeSpan.Zero);

    public TestPlatform Platform { get; private set; } = null!;

    public static string Password => IdentityModule.Sample.Password;

    /// <summary>The service; its people need no second factor unless a setting says so.</summary>
    public static Task<TestPlatform> StartAsync(DateTimeOffset now, params (string Name, string Value)[] settings) =>
        TestPlatform.StartAsync(now, With(settings), new IdentityModule());

    internal static Dictionary<string, string?> With(params (string Name, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>
        {
            ["Authentication:MetadataAddress"] = "",
            ["Identity:SecondFactorOfDeciders"] = "false",
        };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return all;
    }

    public async ValueTask InitializeAsync()
    {
        Platform = await StartAsync(Start);
        await IdentityModule.LoadSampleProvinceAsync(Platform.Services, TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}

/// <summary>What the tests do over HTTP.</summary>
internal static class Steps
{
    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static Task<HttpResponseMessage> SignInAsync(this TestPlatform platform, string userName, string? password = null) =>
        platform.Anonymous().PostAsJsonAsync("/identity/tokens", new { userName, password = password ?? IdentityPlatform.Password }, Stop);

    /// <summary>A client signed in as a sample account through the front door.</summary>
    public static async Task<HttpClient> SignedInAsync(this TestPlatform platform, string userName, string? password = null)
    {
        var answer = await (await platform.SignInAsync(userName, password)).ReadAsync(200);
        return platform.Bearing(answer.Text("accessToken"));
    }

    /// <summary>The body of an answer that must have this status.</summary>
    public static async Task<JsonElement> ReadAsync(this HttpResponseMessage response, int status)
    {
        var body = await response.Content.ReadAsStringAsync(Stop);
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} instead of {status}: {body}");
        return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement.Clone();
    }

    public static async Task<JsonElement> GetAsync(this HttpClient client, string path, int status) =>
        await (await client.GetAsync(path, Stop)).ReadAsync(status);

    public static async Task<JsonElement> PostAsync(this HttpClient client, string path, object body, int status) =>
        await (await client.PostAsJsonAsync(path, body, Stop)).ReadAsync(status);

    /// <summary>The refusal must carry this code and a Vietnamese sentence.</summary>
    public static async Task RefusedAsync(this Task<JsonElement> answer, string code)
    {
        var problem = await answer;
        Assert.Equal(code, problem.Text("code"));
        Assert.NotEmpty(problem.Text("detail"));
    }

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    public static string[] Texts(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(item => item.GetString()!)];
}
