using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases;

/// <summary>The database commits and the connection ends before the confirmation: the outcome is unknown to the client.</summary>
[Trait(Speed.Name, Speed.Faults)]
public sealed class LostCommitTests(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Times = 10;

    private ProbeWorld world = null!;
    private DatabaseWire wire = null!;
    private ProbeProcess probe = null!;

    public async ValueTask InitializeAsync()
    {
        world = await ProbeWorld.CreateAsync();
        wire = new DatabaseWire(world.DatabasePort);
        probe = world.Probe(databasePort: wire.Port);
        await probe.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        await wire.DisposeAsync();
    }

    [Fact]
    public async Task A_command_repeated_under_its_key_gets_the_one_answer_and_has_one_effect()
    {
        for (var time = 1; time <= Times; time++)
        {
            await QuiesceAsync();
            wire.CutCommits(1);
            var key = $"key-{time}";
            var first = await AskAsync(key);
            var again = await AskUntilAnsweredAsync(key);

            Assert.Equal(HttpStatusCode.ServiceUnavailable, first.Status);
            Assert.Equal("platform.database_unavailable", first.Body.GetProperty("code").GetString());
            Assert.Equal(again.Body.GetProperty("id").GetGuid(), (await AskUntilAnsweredAsync(key)).Body.GetProperty("id").GetGuid());
        }

        await QuiesceAsync();
        output.WriteLine($"{wire.Cuts} commits were done and not confirmed");
        Assert.Equal(Times, wire.Cuts);
        Assert.Equal(Times, Questions());
        Assert.Equal(Times, world.Database.Number("""SELECT count(*) FROM "Answers" """));
    }

    [Fact]
    public async Task A_consumer_has_one_effect_and_its_event_is_acknowledged()
    {
        for (var time = 1; time <= Times; time++)
        {
            await QuiesceAsync();
            wire.CutCommits(1);
            var asked = await world.AskAsync();

            await Eventually.TrueAsync(() => world.Received.Distinct().Count() == time * 2, "both events came out");
            Assert.Equal(1, world.Effects(asked.QuestionId));
        }

        await QuiesceAsync();
        probe.Kill();
        Assert.Equal(Times, wire.Cuts);
        Assert.Equal(0u, await world.WaitingAsync());
        Assert.Equal(world.Promised().Order(), world.Received.Order());
    }

    /// <summary>A command without a key is not repeated by the service; a client that repeats it does it twice, and that must
    /// show.</summary>
    [Fact]
    public async Task Control_without_a_key_the_repetition_has_a_second_effect()
    {
        await QuiesceAsync();
        wire.CutCommits(1);
        var first = await AskAsync(null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.Status);
        Assert.Equal(1, Questions());

        await AskUntilAnsweredAsync(null);

        Assert.Equal(2, Questions());
    }

    private long Questions() => world.Database.Number("""SELECT count(*) FROM "Questions" """);

    /// <summary>Nothing commits but what the test asks for.</summary>
    private Task QuiesceAsync() => Eventually.TrueAsync(world.IsQuiescentAsync, "nothing is under way");

    private async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync(string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/probe/questions")
        {
            Content = JsonContent.Create(new { text = "Bao giờ?" }),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await probe.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> AskUntilAnsweredAsync(string? key)
    {
        var answer = await AskAsync(key);
        await Eventually.TrueAsync(
            async () => answer.Status == HttpStatusCode.OK || (answer = await AskAsync(key)).Status == HttpStatusCode.OK,
            "the command is answered"
        );
        return answer;
    }
}
