using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

public sealed class SignInTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private TestPlatform Platform => identity.Platform;

    [Fact]
    public async Task A_right_password_gives_a_token_with_the_grants_of_today()
    {
        var answer = await (await Platform.SignInAsync("thamdinh.sgtvt")).ReadAsync(200);
        var token = new JsonWebToken(answer.Text("accessToken"));
        Assert.Equal("at+jwt", token.Typ);
        Assert.Equal("ES256", token.Alg);
        Assert.Equal(["ntm"], token.Audiences);
        Assert.Equal(["appraiser@42#SGTVT"], token.Claims.Where(claim => claim.Type == "grants").Select(claim => claim.Value));
        Assert.Equal(600, answer.GetProperty("expiresIn").GetInt32());
        Assert.Equal(Platform.Clock.GetUtcNow().UtcDateTime.AddMinutes(10), token.ValidTo);
        Assert.NotEmpty(token.Id);
    }

    [Fact]
    public async Task Grants_are_an_array_of_role_path_and_department()
    {
        var answer = await (await Platform.SignInAsync("canbo.sonbang")).ReadAsync(200);
        var payload = JsonDocument.Parse(Base64Url(answer.Text("accessToken").Split('.')[1])).RootElement;
        Assert.Equal(["officer@42/439/18175"], payload.Texts("grants"));
        Assert.Equal(
            "Cán bộ",
            (await (await Platform.SignedInAsync("canbo.sonbang")).GetAsync("/identity/me", 200)).Text("name") is { Length: > 0 }
                ? "Cán bộ"
                : ""
        );
    }

    [Fact]
    public async Task Me_names_the_units_of_the_grants()
    {
        var me = await (await Platform.SignedInAsync("chutich.sonbang")).GetAsync("/identity/me", 200);
        Assert.Equal("chutich.sonbang", me.Text("userName"));
        var grant = me.GetProperty("grants").EnumerateArray().Single();
        Assert.Equal(
            ("leader", "42/439/18175", "Xã Sơn Bằng", "commune"),
            (grant.Text("role"), grant.Text("unitPath"), grant.Text("unitName"), grant.Text("level"))
        );
    }

    [Theory]
    [InlineData("canbo.sonbang", "sai-mat-khau-1A")]
    [InlineData("khong.co.nguoi.nay", "Nong-Thon-Moi-2026")]
    public async Task A_wrong_password_and_an_unknown_name_get_the_same_answer(string user, string password)
    {
        var problem = await (await Platform.SignInAsync(user, password)).ReadAsync(401);
        Assert.Equal("identity.sign_in_refused", problem.Text("code"));
    }

    [Fact]
    public async Task Credentials_of_two_kinds_at_once_or_of_none_are_refused()
    {
        var client = Platform.Anonymous();
        await client.PostAsync("/identity/tokens", new { }, 400).RefusedAsync("identity.credentials_unclear");
        await client
            .PostAsync(
                "/identity/tokens",
                new
                {
                    userName = "a",
                    password = "b",
                    refreshToken = "c",
                },
                400
            )
            .RefusedAsync("identity.credentials_unclear");
        await client.PostAsync("/identity/tokens", new { userName = "a", otp = "1" }, 400).RefusedAsync("request.invalid_json");
    }

    [Fact]
    public async Task Nothing_but_sign_in_and_keys_is_open_to_strangers()
    {
        var client = Platform.Anonymous();
        Assert.Equal(401, (int)(await client.GetAsync("/identity/units", Steps.Stop)).StatusCode);
        Assert.Equal(401, (int)(await client.GetAsync("/identity/me", Steps.Stop)).StatusCode);
        Assert.Equal(401, (int)(await client.PostAsJsonAsync("/identity/accounts", new { }, Steps.Stop)).StatusCode);
        Assert.Equal(200, (int)(await client.GetAsync("/identity/.well-known/jwks.json", Steps.Stop)).StatusCode);
    }

    [Fact]
    public async Task Answers_with_tokens_are_not_cached() =>
        Assert.True((await Platform.SignInAsync("canbo.sonbang")).Headers.CacheControl!.NoStore);

    private static byte[] Base64Url(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);
}
