using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Testing;
using IdentityDbContext = Ntm.Identity.Persistence.IdentityDbContext;

namespace Ntm.Identity.Tests.Features;

/// <summary>Wrong tries make the next one wait where they came from, and lock nobody's account.</summary>
public sealed class SlowDownTests : IAsyncLifetime
{
    private const string Home = "198.51.100.7";
    private const string Strange = "203.0.113.9";
    private const string User = "canbo.camha";
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync()
    {
        platform = await IdentityPlatform.StartAsync(
            IdentityPlatform.Start,
            ("Identity:SlowDown:AddressAfter", "10"),
            ("Identity:SlowDown:NameAfter", "20")
        );
        await IdentityModule.LoadSampleProvinceAsync(platform.Services, Steps.Stop);
    }

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task After_five_wrong_passwords_even_the_right_one_waits_and_each_wait_is_twice_the_one_before()
    {
        foreach (var wait in (TimeSpan[])[TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(4)])
        {
            await FailAsync(User, Strange, wait == TimeSpan.FromMinutes(1) ? 5 : 1);
            var (answer, problem) = await RefusedAsync(User, Strange);
            Assert.Equal("identity.sign_in_slowed", problem.Text("code"));
            Assert.Equal(wait, answer.Headers.RetryAfter!.Delta);
            platform.Clock.Advance(wait - Tick);
            await RefusedAsync(User, Strange);
            platform.Clock.Advance(Tick);
        }

        await SignInAsync(User, Strange, 200);
        await FailAsync(User, Strange, 4);
        await SignInAsync(User, Strange, 200);
    }

    [Fact]
    public async Task Wrong_passwords_elsewhere_or_at_another_name_hold_nobody_up()
    {
        await FailAsync(User, Strange, 5);

        await SignInAsync(User, Home, 200);
        await SignInAsync("chutich.camha", Strange, 200);
        await RefusedAsync(User, Strange);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_answered_word_for_word_alike()
    {
        var there = await AnswersAsync(User, "203.0.113.1");

        Assert.Equal(there, await AnswersAsync("khong.co.nguoi.nay", "203.0.113.2"));
        Assert.Equal([401, 401, 401, 401, 401, 429, 429], there.Select(answer => answer.Status));
    }

    [Fact]
    public async Task Guesses_made_at_once_are_counted_one_by_one()
    {
        foreach (var name in (string[])[User, "khong.co.nguoi.nay"])
        {
            var address = "203.0.113." + name.Length;
            var guesses = await Task.WhenAll(Enumerable.Range(0, 12).Select(n => PostAsync(name, address, "Doan-mo-000" + n)));

            Assert.Equal(
                [(401, 5), (429, 7)],
                guesses.GroupBy(guess => (int)guess.StatusCode).OrderBy(group => group.Key).Select(group => (group.Key, group.Count()))
            );
        }
    }

    [Fact]
    public async Task Who_tries_many_names_from_one_address_waits_at_every_name()
    {
        for (var n = 0; n < 10; n++)
        {
            await FailAsync($"khong.co.{n}", Strange, 1);
        }

        await RefusedAsync(User, Strange);
        await SignInAsync(User, Home, 200);

        // One is forgotten each minute.
        platform.Clock.Advance(TimeSpan.FromMinutes(1));
        await SignInAsync(User, Strange, 200);
    }

    [Fact]
    public async Task All_strangers_together_hold_up_strangers_and_never_a_device_that_the_account_knows()
    {
        var device = (await SignInAsync(User, Home, 200)).Text("device");
        for (var n = 0; n < 20; n++)
        {
            await FailAsync(User, "203.0.113." + (100 + n).ToString(CultureInfo.InvariantCulture), 1);
        }

        await RefusedAsync(User, "198.51.100.99");
        await SignInAsync(User, "198.51.100.99", 200, device);
        await SignInAsync(User, Home, 200, "ntmd_khac " + device);
        await RefusedAsync(User, Home, "ntmd_khac");
    }

    [Fact]
    public async Task A_known_device_is_counted_by_itself_wherever_it_is()
    {
        var device = (await SignInAsync(User, Home, 200)).Text("device");
        for (var n = 0; n < 5; n++)
        {
            await (await PostAsync(User, "203.0.113." + n, "Sai-mat-ma-00" + n, device)).ReadAsync(401);
        }

        await RefusedAsync(User, Home, device);
        await SignInAsync(User, Home, 200);
    }

    [Fact]
    public async Task Guessing_the_current_password_at_a_change_makes_that_session_wait_and_no_other()
    {
        var (me, other) = (await platform.SignedInAsync(User), await platform.SignedInAsync(User));
        for (var n = 0; n < 5; n++)
        {
            await ChangeAsync(me, "Sai-mat-ma-00" + n, 400).RefusedAsync("identity.password_wrong");
        }

        await ChangeAsync(me, IdentityPlatform.Password, 429).RefusedAsync("identity.sign_in_slowed");
        await ChangeAsync(other, IdentityPlatform.Password, 204);
    }

    [Fact]
    public async Task What_is_counted_names_nobody_and_is_gone_once_it_is_worn_off()
    {
        await FailAsync("khong.co.nguoi.nay", Strange, 3);
        var counted = await KeysAsync();
        Assert.Equal(3, counted.Count);
        Assert.All(counted, key => Assert.Matches("^[0-9a-f]{64}$", key));

        platform.Clock.Advance(TimeSpan.FromMinutes(46));
        await FailAsync(User, Home, 1);
        await SignInAsync(User, Home, 200);

        Assert.Equal(2, (await KeysAsync()).Except(counted).Count());
        Assert.Empty(counted.Intersect(await KeysAsync()));
    }

    private static Task<JsonElement> ChangeAsync(HttpClient person, string current, int status) =>
        person.PostAsync("/identity/me/password", new { currentPassword = current, newPassword = "Dong-Lua-Chin-77" }, status);

    private async Task<List<string>> KeysAsync()
    {
        using var scope = platform.Services.CreateScope();
        return await scope
            .ServiceProvider.GetRequiredService<IdentityDbContext>()
            .WrongTries.Select(row => row.Key)
            .ToListAsync(Steps.Stop);
    }

    private async Task<List<(int Status, string? Code, string? Detail, TimeSpan? Wait)>> AnswersAsync(string user, string address)
    {
        var answers = new List<(int, string?, string?, TimeSpan?)>();
        for (var n = 0; n < 7; n++)
        {
            var answer = await PostAsync(user, address, "Sai-mat-ma-00" + n);
            var problem = await answer.ReadAsync((int)answer.StatusCode);
            answers.Add(((int)answer.StatusCode, problem.Text("code"), problem.Text("detail"), answer.Headers.RetryAfter?.Delta));
        }

        return answers;
    }

    private async Task FailAsync(string user, string address, int times)
    {
        for (var n = 0; n < times; n++)
        {
            Assert.Equal(
                "identity.sign_in_refused",
                (await (await PostAsync(user, address, "Sai-mat-ma-00" + n)).ReadAsync(401)).Text("code")
            );
        }
    }

    private async Task<(HttpResponseMessage Answer, JsonElement Problem)> RefusedAsync(string user, string address, string? device = null)
    {
        var answer = await PostAsync(user, address, IdentityPlatform.Password, device);
        return (answer, await answer.ReadAsync(429));
    }

    private async Task<JsonElement> SignInAsync(string user, string address, int status, string? device = null) =>
        await (await PostAsync(user, address, IdentityPlatform.Password, device)).ReadAsync(status);

    private async Task<HttpResponseMessage> PostAsync(string userName, string address, string password, string? device = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/identity/tokens");
        request.Headers.Add("X-Forwarded-For", address);
        request.Content = JsonContent.Create(
            new
            {
                userName,
                password,
                device,
            }
        );
        return await platform.Anonymous().SendAsync(request, Steps.Stop);
    }
}
