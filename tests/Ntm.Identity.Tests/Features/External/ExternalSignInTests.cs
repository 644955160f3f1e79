using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Identity.Persistence;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features.External;

/// <summary>Sign-in through an external issuer: who gets in, and who does not.</summary>
public sealed class ExternalSignInTests(ExternalPlatform external) : IClassFixture<ExternalPlatform>
{
    private TestPlatform Platform => external.Platform;

    [Fact]
    public async Task Who_is_linked_gets_the_platforms_own_tokens_in_a_session_like_any_other()
    {
        await external.LinkAsync("canbo.sonbang", "can-bo-son-bang");
        var answer = await external.SignInAsync("can-bo-son-bang", 200, session: true);

        var person = Platform.Bearing(answer.Text("accessToken"));
        var me = await person.GetAsync("/identity/me", 200);
        Assert.Equal("canbo.sonbang", me.Text("userName"));
        Assert.NotEmpty(me.GetProperty("grants").EnumerateArray());
        var sessions = (await person.GetAsync("/identity/me/sessions", 200)).EnumerateArray().ToList();
        Assert.Equal("Chrome trên Windows", sessions.Single(one => one.GetProperty("current").GetBoolean()).Text("device"));

        var refreshToken = answer.Text("refreshToken");
        var again = await Platform.Anonymous().PostAsync("/identity/tokens", new { refreshToken }, 200);
        Assert.Equal(refreshToken, again.Text("refreshToken"));
        await Platform.Anonymous().PostAsync("/identity/sign-out", new { refreshToken }, 204);
        await Platform.Anonymous().PostAsync("/identity/tokens", new { refreshToken }, 401).RefusedAsync("identity.refresh_refused");
    }

    [Fact]
    public async Task The_way_to_the_issuer_carries_what_ties_the_way_back_to_it_and_no_secret()
    {
        Assert.Equal(TestIssuer.DisplayName, (await Platform.Anonymous().GetAsync("/identity/external", 200)).Text("displayName"));
        var (one, other) = (await Platform.BeginAsync(), await Platform.BeginAsync());

        Assert.StartsWith(external.Issuer.Issuer + "/authorize?", one.Address, StringComparison.Ordinal);
        Assert.Equal(["code"], one.Address.Queried("response_type"));
        Assert.Equal(["S256"], one.Address.Queried("code_challenge_method"));
        Assert.Equal(["openid"], one.Address.Queried("scope"));
        Assert.Equal([ExternalPlatform.PublicAddress + "/dang-nhap/ngoai/ve"], one.Address.Queried("redirect_uri"));
        Assert.DoesNotContain(Uri.EscapeDataString(TestIssuer.ClientSecret), one.Address, StringComparison.OrdinalIgnoreCase);
        foreach (var parameter in new[] { "state", "nonce", "code_challenge" })
        {
            var (value, second) = (Assert.Single(one.Address.Queried(parameter)), Assert.Single(other.Address.Queried(parameter)));
            Assert.True(value.Length >= 43, $"{parameter} {value}");
            Assert.NotEqual(value, second);
            Assert.DoesNotContain(value, one.Pending, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Who_is_not_linked_is_refused_and_no_account_is_made()
    {
        var before = await CountAsync();

        await external.SignInAsync("khach-la", 401, session: true).RefusedAsync("identity.external_unlinked");

        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Subjects_that_differ_in_case_or_in_a_space_are_different_persons()
    {
        await external.LinkAsync("thamtra.camxuyen", "Tham-Tra");

        await external.SignInAsync("tham-tra", 401).RefusedAsync("identity.external_unlinked");
        await external.SignInAsync("Tham-Tra ", 401).RefusedAsync("identity.external_unlinked");
        await external.SignInAsync("Tham-Tra", 200);
    }

    [Fact]
    public async Task A_deactivated_account_is_closed_until_it_is_active_again()
    {
        var id = await external.LinkAsync("lanhdao.camxuyen", "lanh-dao");
        var admin = await Platform.SignedInAsync("quantri.tinh");
        await admin.PostAsync($"/identity/accounts/{id}/deactivation", new { }, 200);

        await external.SignInAsync("lanh-dao", 401).RefusedAsync("identity.account_inactive");

        await admin.PostAsync($"/identity/accounts/{id}/activation", new { }, 200);
        await external.SignInAsync("lanh-dao", 200);
    }

    [Fact]
    public async Task Wrong_passwords_hold_nobody_up_here_where_none_is_asked_for()
    {
        await external.LinkAsync("canbo.camha", "cam-ha");
        for (var number = 0; number < 5; number++)
        {
            await (await Platform.SignInAsync("canbo.camha", "Sai-mat-ma-00" + number)).ReadAsync(401);
        }

        await (await Platform.SignInAsync("canbo.camha")).ReadAsync(429);
        await external.SignInAsync("cam-ha", 200);
    }

    [Fact]
    public async Task While_somebody_else_knows_the_password_the_token_opens_its_change_and_nothing_else()
    {
        var admin = await Platform.SignedInAsync("quantri.tinh");
        var (id, password) = await Accounts.CreateAsync(admin, "moi.ngoai", "42");
        await admin.PostAsync($"/identity/accounts/{id}/external-links", new { subject = "nguoi-moi" }, 201);

        var answer = await external.SignInAsync("nguoi-moi", 200);

        Assert.True(answer.GetProperty("mustChangePassword").GetBoolean());
        var person = Platform.Bearing(answer.Text("accessToken"));
        await person.GetAsync("/identity/me", 403).RefusedAsync("request.password_change_required");
        await person.PostAsync("/identity/me/password", new { currentPassword = password, newPassword = Accounts.Password }, 204);
        Assert.False((await external.SignInAsync("nguoi-moi", 200)).GetProperty("mustChangePassword").GetBoolean());
    }

    [Fact]
    public async Task A_wrong_state_is_refused_and_the_way_stays_open_for_the_right_one()
    {
        await external.LinkAsync("chutich.camha", "chu-tich");
        external.Issuer.Subject = "chu-tich";
        var begun = await Platform.BeginAsync();
        var back = await TestIssuer.VisitAsync(begun.Address);

        await Platform.FinishAsync(begun.Pending, back with { State = "khac" }, 401).RefusedAsync("identity.external_expired");
        await Platform.FinishAsync(begun.Pending, back, 200);
    }

    [Fact]
    public async Task A_way_is_good_once_and_so_is_a_code()
    {
        await external.LinkAsync("canbo.vpdp", "van-phong");
        external.Issuer.Subject = "van-phong";
        var (first, second) = (await Platform.BeginAsync(), await Platform.BeginAsync());
        var back = await TestIssuer.VisitAsync(first.Address);
        await Platform.FinishAsync(first.Pending, back, 200);

        await Platform.FinishAsync(first.Pending, back, 401).RefusedAsync("identity.external_expired");
        var replay = new CameBack(back.Code, Assert.Single(second.Address.Queried("state")));
        await Platform.FinishAsync(second.Pending, replay, 401).RefusedAsync("identity.external_refused");
    }

    [Fact]
    public async Task Of_two_at_the_same_time_one_gets_in()
    {
        await external.LinkAsync("thamdinh.vpdp", "tham-dinh");
        external.Issuer.Subject = "tham-dinh";
        var begun = await Platform.BeginAsync();
        var back = await TestIssuer.VisitAsync(begun.Address);
        var body = new
        {
            pending = begun.Pending,
            state = back.State,
            code = back.Code,
        };

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Platform.Anonymous().PostAsJsonAsync("/identity/external/finish", body, Steps.Stop))
        );

        Assert.Equal([200, 401, 401, 401], answers.Select(answer => (int)answer.StatusCode).Order());
    }

    [Fact]
    public async Task A_code_that_was_given_for_another_verifier_is_refused()
    {
        await external.LinkAsync("lanhdao.tinh", "lanh-dao-tinh");
        external.Issuer.Subject = "lanh-dao-tinh";
        var (own, foreign) = (await Platform.BeginAsync(), await Platform.BeginAsync());
        var stolen = await TestIssuer.VisitAsync(foreign.Address);

        await Platform
            .FinishAsync(own.Pending, stolen with { State = Assert.Single(own.Address.Queried("state")) }, 401)
            .RefusedAsync("identity.external_refused");
    }

    [Theory]
    [InlineData("")]
    [InlineData("CfDJ8")]
    [InlineData("khong-phai")]
    public async Task A_way_that_was_not_begun_here_or_ten_minutes_ago_leads_nowhere(string foreign)
    {
        var begun = await Platform.BeginAsync();
        var back = await TestIssuer.VisitAsync(begun.Address);
        await Platform.FinishAsync(foreign + begun.Pending[..^2], back, 401).RefusedAsync("identity.external_expired");
        Platform.Clock.Advance(TimeSpan.FromMinutes(10));

        await Platform.FinishAsync(begun.Pending, back, 401).RefusedAsync("identity.external_expired");
    }

    [Fact]
    public async Task A_new_key_of_the_issuer_is_found_at_once()
    {
        await external.LinkAsync("kiemtoan.tinh", "kiem-toan");
        await external.SignInAsync("kiem-toan", 200);

        external.Issuer.ChangeKey();

        await external.SignInAsync("kiem-toan", 200);
    }

    [Fact]
    public async Task An_issuer_that_goes_away_meanwhile_is_named_and_the_next_way_leads_in()
    {
        await external.LinkAsync("canbo.huongson", "huong-son");
        external.Issuer.Subject = "huong-son";
        var begun = await Platform.BeginAsync();
        var back = await TestIssuer.VisitAsync(begun.Address);
        external.Issuer.Away = true;

        await Platform.FinishAsync(begun.Pending, back, 503).RefusedAsync("identity.external_unavailable");

        external.Issuer.Away = false;
        await external.SignInAsync("huong-son", 200);
    }

    private async Task<int> CountAsync()
    {
        using var scope = Platform.Services.CreateScope();
        return await scope.ServiceProvider.GetRequiredService<IdentityDbContext>().Accounts.CountAsync(Steps.Stop);
    }
}
