using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Ntm.Hosting;
using Ntm.Identity.Tokens;
using Ntm.LegalTime;
using Ntm.Testing;
using Ntm.Web;

namespace Ntm.Identity.Tests.Features;

/// <summary>The clock that exists in sample mode alone.</summary>
public sealed class SampleClockTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-clock-").FullName;
    private TestPlatform platform = null!;

    public async ValueTask InitializeAsync() => platform = await StartAsync(sample: true);

    public async ValueTask DisposeAsync()
    {
        await platform.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_provinces_administrator_puts_it_and_the_service_says_what_time_it_is()
    {
        var answer = await (await platform.SignedInAsync("quantri.tinh")).PutAsJsonAsync(
            "/identity/sample-clock",
            new { instant = "2023-04-10T00:00:00+07:00" }
        );

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(new DateTimeOffset(2023, 4, 9, 17, 0, 0, TimeSpan.Zero), new SampleClock(Place).GetUtcNow());
        var state = await (await platform.SignedInAsync("canbo.sonbang")).GetAsync("/identity/sample-clock", 200);
        Assert.False(state.GetProperty("due").GetBoolean());
        Assert.Equal(JsonValueKind.Null, state.GetProperty("nextDue").ValueKind);
    }

    [Theory]
    [InlineData("quantri.huongson")]
    [InlineData("lanhdao.tinh")]
    [InlineData("canbo.sonbang")]
    public async Task Other_callers_cannot_set_it(string userName)
    {
        var answer = await (await platform.SignedInAsync(userName)).PutAsJsonAsync(
            "/identity/sample-clock",
            new { instant = "2023-04-10T00:00:00Z" }
        );

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.False(new SampleClock(Place).IsFixed);
    }

    [Theory]
    [InlineData("2014-12-31T00:00:00Z", "identity.sample_clock_range")]
    [InlineData("2100-01-01T00:00:00Z", "identity.sample_clock_range")]
    [InlineData("hôm qua", "request.invalid_json")]
    public async Task A_senseless_instant_is_refused(string instant, string code)
    {
        var answer = await (await platform.SignedInAsync("quantri.tinh")).PutAsJsonAsync("/identity/sample-clock", new { instant });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.False(new SampleClock(Place).IsFixed);
    }

    [Fact]
    public async Task Outside_sample_mode_it_does_not_exist()
    {
        await using var real = await StartAsync(sample: false);

        var administrator = await real.SignedInAsync("quantri.tinh");
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await administrator.PutAsJsonAsync("/identity/sample-clock", new { instant = "2023-04-10T00:00:00Z" })).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.GetAsync("/identity/sample-clock")).StatusCode);
    }

    /// <summary>Services read the keys once in a while: with another key than they have, they would refuse everybody until then.</summary>
    [Theory]
    [InlineData(-48)]
    [InlineData(48)]
    public async Task When_it_was_moved_every_replica_signs_on_with_the_key_that_services_have_read(int months)
    {
        var clock = new SampleClock(Place);
        var (one, other) = (Replica(clock), Replica(clock));
        clock.SetTo(IdentityPlatform.Start);
        var signer = (await one.SignerAsync(Steps.Stop)).Key.KeyId;
        Assert.Equal([signer], await KnownAsync(one));

        clock.SetTo(IdentityPlatform.Start.AddMonths(months));

        foreach (var ring in new[] { one, other, Replica(clock) })
        {
            Assert.Equal(signer, (await ring.SignerAsync(Steps.Stop)).Key.KeyId);
            Assert.Equal([signer], await KnownAsync(ring));
        }

        async Task<IEnumerable<string>> KnownAsync(KeyRing ring) =>
            (await ring.GetConfigurationAsync(Steps.Stop)).SigningKeys.Select(key => key.KeyId);
    }

    [Fact]
    public async Task A_service_that_has_read_the_keys_lets_in_who_signs_in_after_it_was_put_back()
    {
        await using var other = await OtherService.StartAsync(
            $"{platform.Address}identity/.well-known/openid-configuration",
            new SampleClock(Place)
        );
        using var client = PatientClient.Of(new Uri(other.Urls.Single()));
        await SetAsync("2026-12-01T01:00:00Z");
        Assert.Equal(HttpStatusCode.OK, await AskAsync());

        await SetAsync("2023-02-06T01:00:00Z");

        Assert.Equal(HttpStatusCode.OK, await AskAsync());

        async Task SetAsync(string instant)
        {
            var administrator = await platform.SignedInAsync("quantri.tinh");
            await (await administrator.PutAsJsonAsync("/identity/sample-clock", new { instant }, Steps.Stop)).ReadAsync(204);
        }

        async Task<HttpStatusCode> AskAsync()
        {
            var token = (await (await platform.SignInAsync("lanhdao.tinh")).ReadAsync(200)).Text("accessToken");
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            return (await client.GetAsync("/whoami", Steps.Stop)).StatusCode;
        }
    }

    [Fact]
    public async Task Of_replicas_that_need_a_first_key_at_once_one_makes_it_for_all()
    {
        var clock = new SampleClock(Place);
        var made = new List<string>();
        for (var round = 1; round <= 5; round++)
        {
            var signers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Replica(clock).SignerAsync(Steps.Stop))));

            made.Add(Assert.Single(signers.Select(signer => signer.Key.KeyId).Distinct()));
            await RevokeAsync();
        }

        Assert.Equal(5, made.Distinct().Count());
    }

    /// <summary>Revokes every key that there is.</summary>
    private async Task RevokeAsync()
    {
        await using var scope = platform.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Persistence.IdentityDbContext>();
        foreach (var key in db.SigningKeys.ToList())
        {
            key.Revoke(IdentityPlatform.Start);
        }

        await db.SaveChangesAsync(Steps.Stop);
    }

    private KeyRing Replica(SampleClock clock) => ActivatorUtilities.CreateInstance<KeyRing>(platform.Services, clock);

    private string Place => Path.Combine(folder, "clock");

    private async Task<TestPlatform> StartAsync(bool sample)
    {
        var started = await TestPlatform.StartAsync(
            IdentityPlatform.Start,
            new Dictionary<string, string?>
            {
                ["Authentication:MetadataAddress"] = "",
                ["Identity:SecondFactorOfDeciders"] = "false",
                ["Data:Sample"] = sample.ToString(),
                ["Data:SampleClock"] = Place,
            },
            new IdentityModule()
        );
        await IdentityModule.LoadSampleProvinceAsync(started.Services, Steps.Stop);
        return started;
    }
}
