using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Contracts.Identity.V1;
using Ntm.Identity.Tests.Features.External;
using Ntm.Testing;

namespace Ntm.Identity.Tests.Features;

/// <summary>A device that an account signs in from is recognised the next time; one that is not is reported to its person.</summary>
public sealed class KnownDeviceTests : IAsyncLifetime
{
    private const string User = "canbo.vpdp";

    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync() => platform = await StartAsync();

    public ValueTask DisposeAsync() => platform.DisposeAsync();

    [Fact]
    public async Task The_first_device_is_no_news_the_same_one_neither_and_another_one_is_published()
    {
        var first = (await SignInAsync(User)).Text("device");
        Assert.Null((await SignInAsync(User, first)).GetProperty("device").GetString());
        platform.Clock.Advance(TimeSpan.FromMinutes(5));

        var second = (await SignInAsync(User)).Text("device");

        var published = await platform.ReceivedAsync<SignedInFromNewDevice>();
        Assert.Equal(("Chrome trên Windows", IdentityPlatform.Start.AddMinutes(5)), (published.Device, published.OccurredAt));
        Assert.Equal(await SubjectAsync(User), published.AccountId);
        Assert.NotEqual(first, second);
        Assert.Null((await SignInAsync(User, $"{second} {first}")).GetProperty("device").GetString());
        await LastAsync();
        Assert.Equal(2, platform.Received<SignedInFromNewDevice>().Count);
    }

    [Fact]
    public async Task A_secret_of_somebody_elses_device_or_of_nobodys_makes_no_device_known()
    {
        var other = (await SignInAsync("thamdinh.vpdp")).Text("device");
        await SignInAsync(User);

        foreach (var planted in (string[])[other, "ntmd_cua-ke-khac"])
        {
            var given = (await SignInAsync(User, planted)).Text("device");
            Assert.NotEqual(planted, given);
            Assert.NotNull((await SignInAsync(User, planted)).GetProperty("device").GetString());
        }
    }

    [Fact]
    public async Task The_device_of_a_session_that_its_person_ended_is_not_known_any_more()
    {
        var mine = await SignInAsync(User);
        var foreign = (await SignInAsync(User)).Text("device");
        var me = platform.Bearing(mine.Text("accessToken"));
        var sessions = (await me.GetAsync("/identity/me/sessions", 200)).EnumerateArray().ToList();
        await me.PostAsync(
            $"/identity/me/sessions/{sessions.Single(one => !one.GetProperty("current").GetBoolean()).Text("id")}/end",
            new { },
            200
        );

        Assert.NotNull((await SignInAsync(User, foreign)).GetProperty("device").GetString());
        Assert.Null((await SignInAsync(User, mine.Text("device"))).GetProperty("device").GetString());
        await me.PostAsync("/identity/me/sessions/end-others", new { }, 200);
        Assert.Null((await SignInAsync(User, mine.Text("device"))).GetProperty("device").GetString());
    }

    [Fact]
    public async Task With_a_new_password_only_the_device_at_hand_stays_known()
    {
        const string next = "Dong-Lua-Xanh-2027";
        var (mine, other) = (await SignInAsync(User), (await SignInAsync(User)).Text("device"));
        var body = new { currentPassword = IdentityPlatform.Password, newPassword = next };
        await platform.Bearing(mine.Text("accessToken")).PostAsync("/identity/me/password", body, 204);

        Assert.Null((await SignInAsync(User, mine.Text("device"), next)).GetProperty("device").GetString());
        Assert.NotNull((await SignInAsync(User, other, next)).GetProperty("device").GetString());
    }

    [Fact]
    public async Task A_device_is_forgotten_after_400_days_without_use()
    {
        var (kept, left) = ((await SignInAsync(User)).Text("device"), (await SignInAsync(User)).Text("device"));
        platform.Clock.Advance(TimeSpan.FromDays(400) - TimeSpan.FromTicks(1));
        Assert.Null((await SignInAsync(User, kept)).GetProperty("device").GetString());
        platform.Clock.Advance(TimeSpan.FromTicks(1));

        Assert.NotNull((await SignInAsync(User, left)).GetProperty("device").GetString());
        Assert.Null((await SignInAsync(User, kept)).GetProperty("device").GetString());
    }

    [Fact]
    public async Task In_sample_mode_nothing_is_published()
    {
        await using var sample = await StartAsync(("Data:Sample", "true"));
        await SignInAsync(User, on: sample);
        await SignInAsync(User, on: sample);

        await LastAsync(sample);

        Assert.Empty(sample.Received<SignedInFromNewDevice>());
    }

    private static async Task<TestPlatform> StartAsync(params (string, string)[] settings)
    {
        var started = await IdentityPlatform.StartAsync(IdentityPlatform.Start, settings);
        await IdentityModule.LoadSampleProvinceAsync(started.Services, Steps.Stop);
        return started;
    }

    /// <summary>Waits until something that was published later has arrived, so that what is not there was not published.</summary>
    private async Task LastAsync(TestPlatform? on = null)
    {
        var other = on ?? platform;
        var admin = await other.SignedInAsync("quantri.tinh");
        var unit = new
        {
            code = "18999",
            level = "commune",
            name = "Xã Cuối",
            parentCode = "439",
            validFrom = "2023-03-01",
            document = new { number = "1", date = "2023-03-01" },
        };
        await admin.PostAsync("/identity/units", unit, 201);
        await other.ReceivedAsync<AdministrativeUnitChanged>(x => x.UnitCode == "18999");
    }

    private async Task<Guid> SubjectAsync(string user) =>
        Guid.Parse((await (await platform.SignedInAsync(user)).GetAsync("/identity/me", 200)).Text("subject"));

    private async Task<JsonElement> SignInAsync(string userName, string? device = null, string? password = null, TestPlatform? on = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/identity/tokens");
        request.Headers.TryAddWithoutValidation("User-Agent", ExternalSteps.Agent);
        request.Content = JsonContent.Create(
            new
            {
                userName,
                password = password ?? IdentityPlatform.Password,
                device,
            }
        );
        return await (await (on ?? platform).Anonymous().SendAsync(request, Steps.Stop)).ReadAsync(200);
    }
}
