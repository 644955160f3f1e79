using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

/// <summary>Where the keys are is no matter of who asks.</summary>
public sealed class DiscoveryTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    [Theory]
    [InlineData("ke-xau.example")]
    [InlineData("ke-xau.example:8080")]
    [InlineData("203.0.113.7")]
    public async Task A_foreign_host_in_the_request_is_not_in_the_answer(string host)
    {
        var document = await AskAsync(host);

        Assert.DoesNotContain(host.Split(':')[0], document.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("/identity/.well-known/jwks.json", document.GetProperty("jwks_uri").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inside_the_network_the_keys_are_where_the_document_is()
    {
        var document = await AskAsync("identity:8080");

        Assert.Equal("http://identity:8080/identity/.well-known/jwks.json", document.GetProperty("jwks_uri").GetString());
    }

    private async Task<JsonElement> AskAsync(string host)
    {
        using var client = identity.Platform.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/identity/.well-known/openid-configuration");
        request.Headers.Host = host;
        using var answer = await client.SendAsync(request, Steps.Stop);
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Steps.Stop);
    }
}
