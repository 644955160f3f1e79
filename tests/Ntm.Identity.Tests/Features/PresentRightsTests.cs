using System.Net.Http.Json;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

/// <summary>What identity itself keeps it asks its own database about, and not a token that is as old as its sign-in.</summary>
public sealed class PresentRightsTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private TestPlatform Platform => identity.Platform;

    [Fact]
    public async Task A_stored_answer_is_not_given_to_an_administrator_who_was_deactivated_since()
    {
        var province = await Platform.SignedInAsync("quantri.tinh");
        var (second, acting) = await Accounts.HireAsync(Platform, province, "quantri.lap-lai", "42", "administrator", "42");
        var (officer, _) = await Accounts.CreateAsync(province, "canbo.lap-lai", "18187");
        var first = await (await GrantAsync(acting, officer)).ReadAsync(201);
        Assert.Equal(first.GetRawText(), (await (await GrantAsync(acting, officer)).ReadAsync(201)).GetRawText());

        await province.PostAsync($"/identity/accounts/{second}/deactivation", new { }, 200);

        await (await GrantAsync(acting, officer)).ReadAsync(401).RefusedAsync("request.token_outdated");
    }

    [Theory]
    [InlineData("leader", "/identity/role-holders?unit=18175&role=officer", "identity.outside_scope")]
    [InlineData("administrator", "/identity/role-holders?unit=18175&role=officer", "identity.outside_scope")]
    [InlineData("auditor", "/identity/audit", "audit.readers_only")]
    [InlineData("leader", "/identity/audit", "audit.readers_only")]
    public async Task Who_lost_the_role_reads_no_more_with_the_token_of_before(string role, string address, string refusal)
    {
        var province = await Platform.SignedInAsync("quantri.tinh");
        var name = $"cu.{role}-{refusal.Length}";
        var (id, former) = await Accounts.HireAsync(Platform, province, name, "42", role, "42");
        Assert.True((await former.GetAsync(address, Steps.Stop)).IsSuccessStatusCode);
        var grant = (await province.GetAsync($"/identity/accounts/{id}", 200)).GetProperty("grants")[0].Text("id");

        await province.PostAsync($"/identity/accounts/{id}/grants/{grant}/end", new { lastDay = "2023-03-14" }, 200);

        await former.GetAsync(address, 403).RefusedAsync(refusal);
    }

    [Fact]
    public async Task A_deactivated_leader_lends_nothing_and_takes_nothing_back()
    {
        var province = await Platform.SignedInAsync("quantri.tinh");
        var (id, leader) = await Accounts.HireAsync(Platform, province, "chutich.nghi", "18187", "leader", "18187");
        await Accounts.CreateAsync(province, "pho.nghi", "18187");
        var grant = (await leader.GetAsync("/identity/me", 200)).GetProperty("grants")[0].Text("grantId");
        var letter = new
        {
            grantId = grant,
            userName = "pho.nghi",
            documentNumber = "07/GUQ-UBND",
            documentDate = "2023-03-10",
            validFrom = "2023-03-16",
            validTo = "2023-03-20",
        };
        var lent = (await leader.PostAsync("/identity/me/delegations", letter, 201)).Text("id");

        await province.PostAsync($"/identity/accounts/{id}/deactivation", new { }, 200);

        await leader.PostAsync("/identity/me/delegations", letter, 401).RefusedAsync("request.token_outdated");
        await leader.PostAsync($"/identity/me/delegations/{lent}/end", new { }, 401).RefusedAsync("request.token_outdated");
    }

    private static Task<HttpResponseMessage> GrantAsync(HttpClient administrator, string account)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/identity/accounts/{account}/grants")
        {
            Content = JsonContent.Create(new { role = "officer", unitCode = "18187" }),
        };
        request.Headers.Add("Idempotency-Key", "cap-vai-tro");
        return administrator.SendAsync(request, Steps.Stop);
    }
}
