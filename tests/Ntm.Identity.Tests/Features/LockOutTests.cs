using System.Net.Http.Json;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

public sealed class LockOutTests(IdentityPlatform identity) : IClassFixture<IdentityPlatform>
{
    private TestPlatform Platform => identity.Platform;

    [Fact]
    public async Task Five_wrong_passwords_lock_an_account_for_fifteen_minutes_even_for_the_right_one()
    {
        await FailAsync("canbo.camha", 5);
        var problem = await (await Platform.SignInAsync("canbo.camha")).ReadAsync(401);
        Assert.Equal("identity.account_locked", problem.Text("code"));
        Assert.Contains("15 phút", problem.Text("detail"), StringComparison.Ordinal);

        Platform.Clock.Advance(TimeSpan.FromMinutes(15) - TimeSpan.FromTicks(1));
        await (await Platform.SignInAsync("canbo.camha")).ReadAsync(401);
        Platform.Clock.Advance(TimeSpan.FromTicks(1));
        await (await Platform.SignInAsync("canbo.camha")).ReadAsync(200);
    }

    [Fact]
    public async Task A_right_password_starts_the_count_again()
    {
        await FailAsync("chutich.camha", 4);
        await (await Platform.SignInAsync("chutich.camha")).ReadAsync(200);
        await FailAsync("chutich.camha", 4);
        await (await Platform.SignInAsync("chutich.camha")).ReadAsync(200);
    }

    [Fact]
    public async Task Guesses_made_at_once_are_all_counted()
    {
        var guesses = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Platform.SignInAsync("mttq.camha", "Doan-mo-000" + n)));
        Assert.All(guesses, guess => Assert.Equal(401, (int)guess.StatusCode));
        Assert.Equal("identity.account_locked", (await (await Platform.SignInAsync("mttq.camha")).ReadAsync(401)).Text("code"));
    }

    [Fact]
    public async Task An_administrator_unlocks_an_account()
    {
        await FailAsync("lanhdao.camxuyen", 5);
        var admin = await Platform.SignedInAsync("quantri.camxuyen");
        var account = await Accounts.FindAsync(admin, "446", "lanhdao.camxuyen");
        Assert.NotNull(account.GetProperty("lockedUntil").GetString());
        await admin.PostAsync($"/identity/accounts/{account.Text("id")}/unlocking", new { }, 200);
        await (await Platform.SignInAsync("lanhdao.camxuyen")).ReadAsync(200);
    }

    [Fact]
    public async Task Guessing_the_current_password_at_a_change_locks_too()
    {
        var me = await Platform.SignedInAsync("thamtra.camxuyen");
        for (var n = 0; n < 5; n++)
        {
            await me.PostAsync(
                    "/identity/me/password",
                    new { currentPassword = "Sai-mat-ma-00" + n, newPassword = "Dong-Lua-Chin-77" },
                    400
                )
                .RefusedAsync("identity.password_wrong");
        }

        await me.PostAsync(
                "/identity/me/password",
                new { currentPassword = IdentityPlatform.Password, newPassword = "Dong-Lua-Chin-77" },
                401
            )
            .RefusedAsync("identity.account_locked");
    }

    private async Task FailAsync(string user, int times)
    {
        for (var n = 0; n < times; n++)
        {
            Assert.Equal(
                "identity.sign_in_refused",
                (await (await Platform.SignInAsync(user, "Sai-mat-ma-00" + n)).ReadAsync(401)).Text("code")
            );
        }
    }
}
