using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Notifications;
using Ntm.Platform.Tests.Messaging;
using Ntm.Testing;

namespace Ntm.Platform.Tests.Hosting;

/// <summary>A service that starts before the issuer of its tokens.</summary>
public sealed class IssuerTests
{
    [Fact]
    public async Task A_token_is_answered_503_until_the_issuers_keys_are_known_and_then_accepted()
    {
        var address = $"http://127.0.0.1:{Loopback.FreePort()}";
        var settings = new Dictionary<string, string?> { ["Authentication:MetadataAddress"] = address + "/discovery" };
        await using var platform = await TestPlatform.StartAsync(FeedProbe.Start, settings, new NotificationsModule());
        using var signedIn = platform.As("lan", "officer@42");
        using var anonymous = platform.Anonymous();

        for (var time = 0; time < 4; time++)
        {
            using var answer = await signedIn.GetAsync("/notifications/inbox");
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
            Assert.Equal(
                "platform.issuer_unavailable",
                JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("code").GetString()
            );
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(anonymous));
        }

        await using var issuer = await IssueAsync(address);
        await Eventually.TrueAsync(async () => await StatusAsync(signedIn) == HttpStatusCode.OK, "the token is believed");
        signedIn.DefaultRequestHeaders.Authorization = new("Bearer", "forged");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(signedIn));
    }

    private static async Task<WebApplication> IssueAsync(string address)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = "Testing" });
        builder.Services.AddRouting();
        builder.WebHost.UseKestrel().UseUrls(address);
        var issuer = builder.Build();
        issuer.MapGet(
            "/discovery",
            () => Results.Text($$"""{"issuer":"{{TestTokens.Issuer}}","jwks_uri":"{{address}}/keys"}""", "application/json")
        );
        issuer.MapGet("/keys", () => Results.Text(TestTokens.KeySet(), "application/json"));
        await issuer.StartAsync();
        return issuer;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/notifications/inbox");
        return answer.StatusCode;
    }
}
