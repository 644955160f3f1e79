using System.Net.Http.Json;
using Ntm.Testing;
using OtpNet;

namespace Ntm.Identity.Tests.Features;

/// <summary>Secrets are typed, sent and issued in every way that there is; the log has none of them.</summary>
public sealed class LogSecretsTests : IAsyncLifetime
{
    private const string Wrong = "Canh-Bao-Vang-90210";
    private const string New = "Dong-Lua-Chin-77";

    private readonly LogLines lines = new();
    private readonly List<string> secrets = [Wrong, New, IdentityPlatform.Password];
    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await TestPlatform.StartAsync(IdentityPlatform.Start, IdentityPlatform.With(), lines.AddTo, new IdentityModule());
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task Nothing_secret_that_is_typed_or_issued_is_in_any_log_entry()
    {
        var person = await SignInAsync("canbo.vpdp");
        await (await platform.SignInAsync("canbo.vpdp", Wrong)).ReadAsync(401);
        await (await platform.SignInAsync(Wrong, Wrong)).ReadAsync(401);
        await ForgeAsync();
        var factor = await person.PostAsync("/identity/me/second-factor", new { password = IdentityPlatform.Password }, 200);
        secrets.Add(factor.Text("secret"));
        var code = new Totp(Base32Encoding.ToBytes(factor.Text("secret"))).ComputeTotp(platform.Clock.GetUtcNow().UtcDateTime);
        var confirmed = await person.PostAsync(
            "/identity/me/second-factor/confirmation",
            new { password = IdentityPlatform.Password, code },
            200
        );
        secrets.AddRange(confirmed.Texts("codes"));
        var other = await SignInAsync("canbo.xahuongson");
        await other.PostAsync("/identity/me/password", new { currentPassword = Wrong, newPassword = New }, 400);
        await other.PostAsync("/identity/me/password", new { currentPassword = IdentityPlatform.Password, newPassword = New }, 204);
        await RegisterAsync();

        Assert.True(secrets.Count > 15, $"only {secrets.Count} secrets");
        Assert.NotEmpty(lines.All);
        Assert.Empty(lines.All.Where(line => secrets.Exists(secret => line.Text.Contains(secret, StringComparison.OrdinalIgnoreCase))));
    }

    private async Task<HttpClient> SignInAsync(string userName)
    {
        var answer = await (await platform.SignInAsync(userName)).ReadAsync(200);
        secrets.AddRange([answer.Text("accessToken"), answer.Text("refreshToken")]);
        return platform.Bearing(answer.Text("accessToken"));
    }

    /// <summary>Tokens that are refused, where a reader of logs would look for what was wrong with them.</summary>
    private async Task ForgeAsync()
    {
        foreach (var token in (string[])[secrets[^1], secrets[^2][..^4] + "AAAA", "khong.phai.token-9f2c"])
        {
            secrets.Add(token);
            await platform.Bearing(token).GetAsync("/identity/me", 401);
        }

        var refresh = new { refreshToken = "canh-bao-refresh-5521" };
        secrets.Add(refresh.refreshToken);
        await platform.Anonymous().PostAsync("/identity/tokens", refresh, 401);
    }

    private async Task RegisterAsync()
    {
        var administrator = await SignInAsync("quantri.tinh");
        var program = new
        {
            name = "Trục liên thông",
            unitCode = "42",
            scopes = (string[])["events:read"],
        };
        var registered = await administrator.PostAsync("/identity/clients", program, 201);
        secrets.Add(registered.Text("clientSecret"));
        var clientId = registered.GetProperty("client").Text("clientId");
        await platform.Anonymous().PostAsync("/identity/tokens", new { clientId, clientSecret = registered.Text("clientSecret") }, 200);
        await (
            await platform.Anonymous().PostAsJsonAsync("/identity/tokens", new { clientId, clientSecret = Wrong }, Steps.Stop)
        ).ReadAsync(401);
    }
}
