using System.Net;
using System.Text.Json;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

/// <summary>A token speaks of roles that end with a day no longer than that day.</summary>
public sealed class TokenEndTests : IAsyncLifetime
{
    private static readonly DateTimeOffset TwoMinutesBefore = IdentityPlatform.Start.AddHours(12).AddMinutes(-2);

    private TestPlatform platform = null!;
    private HttpClient admin = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await IdentityPlatform.StartAsync(IdentityPlatform.Start);
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
        admin = await platform.SignedInAsync("quantri.tinh");
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task The_token_of_a_role_that_ends_today_ends_with_the_day()
    {
        var (id, given) = await Accounts.CreateAsync(admin, "het.ngay", "18175");
        await Accounts.GrantAsync(admin, id, Role() with { validTo = "2023-03-15" }, 201);
        await Accounts.TakeOverAsync(platform, "het.ngay", given);
        platform.Clock.Advance(TwoMinutesBefore - platform.Clock.GetUtcNow());
        var token = await TokenAsync("het.ngay");
        Assert.Equal(120, token.GetProperty("expiresIn").GetInt32());
        var client = platform.Bearing(token.Text("accessToken"));
        await client.PostAsync("/identity/me/sessions/end-others", new { }, 200);

        platform.Clock.Advance(TimeSpan.FromMinutes(3));

        await client.PostAsync("/identity/me/sessions/end-others", new { }, 401);
        var later = platform.Bearing((await TokenAsync("het.ngay")).Text("accessToken"));
        Assert.Equal(0, (await later.GetAsync("/identity/me", 200)).GetProperty("grants").GetArrayLength());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2023-03-16")]
    public async Task A_token_of_roles_that_go_on_tomorrow_lives_over_midnight(string? lastDay)
    {
        var (id, given) = await Accounts.CreateAsync(admin, "con.mai", "18175");
        await Accounts.GrantAsync(admin, id, Role() with { validTo = lastDay }, 201);
        await Accounts.TakeOverAsync(platform, "con.mai", given);
        platform.Clock.Advance(TwoMinutesBefore - platform.Clock.GetUtcNow());
        var token = await TokenAsync("con.mai");
        Assert.Equal(600, token.GetProperty("expiresIn").GetInt32());

        platform.Clock.Advance(TimeSpan.FromMinutes(3));

        await platform.Bearing(token.Text("accessToken")).PostAsync("/identity/me/sessions/end-others", new { }, 200);
    }

    private async Task<JsonElement> TokenAsync(string userName)
    {
        using var answer = await platform.SignInAsync(userName, Accounts.Password);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Steps.Stop));
    }

    private static Wanted Role() => new("officer", "18175", "2023-03-01", null);

    private sealed record Wanted(string role, string unitCode, string validFrom, string? validTo);
}
