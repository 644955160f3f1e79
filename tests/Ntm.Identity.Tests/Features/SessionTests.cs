using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

/// <summary>Where a person is signed in, and how that ends.</summary>
public sealed class SessionTests : IAsyncLifetime
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36";
    private const string User = "canbo.vpdp";

    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await IdentityPlatform.StartAsync(IdentityPlatform.Start);
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task A_person_sees_where_and_since_when_and_which_of_them_asks()
    {
        var (first, _) = await SignInAsync(User, session: true, Chrome);
        platform.Clock.Advance(TimeSpan.FromMinutes(30));
        var (second, _) = await SignInAsync(User, session: false, "curl/8.5.0");
        platform.Clock.Advance(TimeSpan.FromMinutes(30));
        await SignInAsync("thamdinh.vpdp", session: true, Chrome);
        var asking = await RefreshAsync(first, 200);

        var sessions = await ListAsync(asking);

        Assert.Equal(["Chrome trên Windows", "curl/8.5.0"], sessions.Select(one => one.Text("device")));
        Assert.Equal([true, false], sessions.Select(one => one.GetProperty("current").GetBoolean()));
        Assert.Equal(IdentityPlatform.Start, sessions[0].GetProperty("signedInAt").GetDateTimeOffset());
        Assert.Equal(IdentityPlatform.Start.AddHours(1), sessions[0].GetProperty("lastUsedAt").GetDateTimeOffset());
        Assert.Equal(IdentityPlatform.Start.AddHours(9), sessions[0].GetProperty("expiresAt").GetDateTimeOffset());
        Assert.Equal(IdentityPlatform.Start.AddMinutes(30), sessions[1].GetProperty("lastUsedAt").GetDateTimeOffset());

        // A sign-in whose token changes with each use stays the same one in the list.
        var later = await RefreshAsync(second, 200);
        var again = await ListAsync(later);
        Assert.Equal(["curl/8.5.0", "Chrome trên Windows"], again.Select(one => one.Text("device")));
        Assert.Equal(sessions[1].Text("id"), again[0].Text("id"));
    }

    [Fact]
    public async Task A_session_that_is_ended_gives_no_token_and_the_others_go_on()
    {
        var (own, token) = await SignInAsync(User, session: true);
        var (other, otherToken) = await SignInAsync(User, session: true);
        var (third, _) = await SignInAsync(User, session: false);
        var client = platform.Bearing(token);
        var ended = (await ListAsync(otherToken))[0].Text("id");

        Assert.Equal(1, (await EndAsync(client, ended, 200)).GetProperty("ended").GetInt32());

        await RefreshAsync(other, 401);
        await RefreshAsync(own, 200);
        await RefreshAsync(third, 200);
        Assert.Equal(2, (await ListAsync(token)).Count);
        Assert.Equal("identity.session_not_found", (await EndAsync(client, ended, 404)).Text("code"));
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else()
    {
        var (foreign, foreignToken) = await SignInAsync("thamdinh.vpdp", session: true);
        var (_, token) = await SignInAsync(User, session: true);
        var id = (await ListAsync(foreignToken))[0].Text("id");

        Assert.Equal("identity.session_not_found", (await EndAsync(platform.Bearing(token), id, 404)).Text("code"));
        await platform.Bearing(token).PostAsync("/identity/me/sessions/end-others", new { }, 200);

        await RefreshAsync(foreign, 200);
    }

    [Fact]
    public async Task All_others_end_at_once_and_the_one_that_asks_goes_on()
    {
        var (own, token) = await SignInAsync(User, session: true);
        var (other, _) = await SignInAsync(User, session: true);
        var (third, _) = await SignInAsync(User, session: false);
        await RefreshAsync(third, 200);

        var answer = await platform.Bearing(token).PostAsync("/identity/me/sessions/end-others", new { }, 200);

        Assert.Equal(2, answer.GetProperty("ended").GetInt32());
        await RefreshAsync(other, 401);
        await RefreshAsync(own, 200);
        Assert.True(Assert.Single(await ListAsync(token)).GetProperty("current").GetBoolean());
        answer = await platform.Bearing(token).PostAsync("/identity/me/sessions/end-others", new { }, 200);
        Assert.Equal(0, answer.GetProperty("ended").GetInt32());
    }

    [Fact]
    public async Task What_has_ended_opens_nothing_after_the_life_of_its_access_token()
    {
        var (session, token) = await SignInAsync(User, session: true);
        var (_, other) = await SignInAsync(User, session: true);
        await platform.Bearing(other).PostAsync("/identity/me/sessions/end-others", new { }, 200);
        await platform.Bearing(token).GetAsync("/identity/me", 200);

        platform.Clock.Advance(TimeSpan.FromMinutes(11));

        await platform.Bearing(token).GetAsync("/identity/me", 401);
        await RefreshAsync(session, 401);
    }

    [Fact]
    public async Task Refreshes_at_the_same_time_leave_nothing_behind()
    {
        var (_, keeper) = await SignInAsync(User, session: true);
        for (var round = 0; round < 5; round++)
        {
            var tokens = new List<string>();
            for (var count = 0; count < 4; count++)
            {
                tokens.Add((await SignInAsync(User, session: false)).Token);
            }

            var refreshes = tokens.ConvertAll(token => PostAsync(token));
            await platform.Bearing(keeper).PostAsync("/identity/me/sessions/end-others", new { }, 200);
            foreach (var answer in await Task.WhenAll(refreshes))
            {
                var body = await answer.Content.ReadFromJsonAsync<JsonElement>(Steps.Stop);
                if (answer.IsSuccessStatusCode)
                {
                    // It came first and was ended, or it came after the end and is refused at its next use.
                    await RefreshAsync(body.Text("refreshToken"), 401);
                }
            }
        }
    }

    [Fact]
    public async Task Of_fifty_open_sessions_and_one_more_the_one_unused_the_longest_ends()
    {
        var (first, _) = await SignInAsync(User, session: true);
        platform.Clock.Advance(TimeSpan.FromSeconds(1));
        var (second, _) = await SignInAsync(User, session: true);
        for (var count = 2; count < 50; count++)
        {
            platform.Clock.Advance(TimeSpan.FromSeconds(1));
            await SignInAsync(User, session: true);
        }

        await RefreshAsync(first, 200);
        platform.Clock.Advance(TimeSpan.FromSeconds(1));
        var (_, token) = await SignInAsync(User, session: true);

        Assert.Equal(50, (await ListAsync(token)).Count);
        await RefreshAsync(second, 401);
        await RefreshAsync(first, 200);
    }

    [Fact]
    public async Task An_administrator_ends_all_sessions_of_an_account_of_its_units_and_of_no_other()
    {
        var (session, token) = await SignInAsync("canbo.huongson", session: true);
        var id = (await platform.Bearing(token).GetAsync("/identity/me", 200)).Text("subject");
        var (district, elsewhere) = (await platform.SignedInAsync("quantri.huongson"), await platform.SignedInAsync("quantri.camxuyen"));
        await elsewhere.PostAsync($"/identity/accounts/{id}/sessions/end", new { }, 404).RefusedAsync("identity.account_not_found");
        await RefreshAsync(session, 200);

        var answer = await district.PostAsync($"/identity/accounts/{id}/sessions/end", new { }, 200);

        Assert.Equal(1, answer.GetProperty("ended").GetInt32());
        await RefreshAsync(session, 401);
        await SignInAsync("canbo.huongson", session: true);
    }

    [Fact]
    public async Task The_Fronts_sessions_end_by_two_administrators_only()
    {
        var (session, token) = await SignInAsync("mttq.huongson", session: true);
        var id = (await platform.Bearing(token).GetAsync("/identity/me", 200)).Text("subject");
        var (province, district) = (await platform.SignedInAsync("quantri.tinh"), await platform.SignedInAsync("quantri.huongson"));
        await district.PostAsync($"/identity/accounts/{id}/sessions/end", new { }, 403).RefusedAsync("identity.consent_needed");
        await RefreshAsync(session, 200);

        await province.PostAsync($"/identity/accounts/{id}/consents", new { act = "sessions-end" }, 201);
        await district.PostAsync($"/identity/accounts/{id}/sessions/end", new { }, 200);

        await RefreshAsync(session, 401);
        await district.PostAsync($"/identity/accounts/{id}/sessions/end", new { }, 403).RefusedAsync("identity.consent_needed");
    }

    private static Task<JsonElement> EndAsync(HttpClient client, string id, int status) =>
        client.PostAsync($"/identity/me/sessions/{id}/end", new { }, status);

    private async Task<List<JsonElement>> ListAsync(string accessToken) =>
        [.. (await platform.Bearing(accessToken).GetAsync("/identity/me/sessions", 200)).EnumerateArray()];

    private async Task<(string Token, string AccessToken)> SignInAsync(string userName, bool session, string? agent = null)
    {
        var client = platform.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", agent ?? Chrome);
        var body = new
        {
            userName,
            password = IdentityPlatform.Password,
            session,
        };
        var answer = await client.PostAsync("/identity/tokens", body, 200);
        return (answer.Text("refreshToken"), answer.Text("accessToken"));
    }

    /// <summary>The next token where it is good: the access token of a session, the refresh token that follows else.</summary>
    private async Task<string> RefreshAsync(string token, int status)
    {
        var answer = await (await PostAsync(token)).ReadAsync(status);
        return status == 200 ? answer.Text("accessToken") : answer.Text("code");
    }

    private Task<HttpResponseMessage> PostAsync(string refreshToken) =>
        platform.Anonymous().PostAsJsonAsync("/identity/tokens", new { refreshToken }, Steps.Stop);
}
