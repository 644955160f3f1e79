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

    /// <summary>No key signed in that past, so the replica that is asked first makes one and signs with it at once.</summary>
    [Fact]
    public async Task When_it_was_put_back_a_replica_knows_at_once_the_key_that_another_one_signs_with()
    {
        var clock = new SampleClock(Place);
        var (one, other) = (Replica(clock), Replica(clock));
        clock.SetTo(IdentityPlatform.Start);
        var late = (await one.SignerAsync(Steps.Stop)).Key.KeyId;
        Assert.Equal([late], await KnownAsync(one));

        clock.SetTo(IdentityPlatform.Start.AddMonths(-1));
        var early = (await other.SignerAsync(Steps.Stop)).Key.KeyId;

        Assert.NotEqual(late, early);
        Assert.Contains(early, await KnownAsync(one));

        async Task<IEnumerable<string>> KnownAsync(KeyRing ring) =>
            (await ring.GetConfigurationAsync(Steps.Stop)).SigningKeys.Select(key => key.KeyId);
    }

    [Fact]
    public async Task Of_replicas_that_need_a_first_key_at_once_one_makes_it_for_all()
    {
        var clock = new SampleClock(Place);
        for (var round = 1; round <= 5; round++)
        {
            clock.SetTo(IdentityPlatform.Start.AddMonths(-round));
            var signers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Replica(clock).SignerAsync(Steps.Stop))));

            Assert.Single(signers.Select(signer => signer.Key.KeyId).Distinct());
        }
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
                ["Data:Sample"] = sample.ToString(),
                ["Data:SampleClock"] = Place,
            },
            new IdentityModule()
        );
        await IdentityModule.LoadSampleProvinceAsync(started.Services, Steps.Stop);
        return started;
    }
}
