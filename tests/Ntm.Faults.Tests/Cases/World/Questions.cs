using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ntm.Faults.Tests.Cases.World;

/// <summary>Asks a probe one question after the other, each under one key until it is accepted.</summary>
internal sealed class Questions(ProbeProcess probe)
{
    private const int Workers = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly string Long = new('?', 2000);

    private readonly ConcurrentQueue<Guid> accepted = new();
    private Task asking = Task.CompletedTask;
    private volatile bool stopped;
    private int refused;

    /// <summary>Ids of those that were accepted, each as often as it was.</summary>
    public IReadOnlyCollection<Guid> Accepted => accepted;

    /// <summary>Answers 503; any other failure ends the asking.</summary>
    public int Refused => Volatile.Read(ref refused);

    public void Begin() => asking = Task.WhenAll(Enumerable.Range(1, Workers).Select(worker => Task.Run(async () =>
    {
        for (var number = 1; !stopped; number++)
        {
            await AskAsync($"question-{worker}-{number}");
        }
    })));

    /// <summary>Returns when what was asked last is accepted, too.</summary>
    public Task EndAsync()
    {
        stopped = true;
        return asking;
    }

    private async Task AskAsync(string key)
    {
        while (true)
        {
            await Task.Delay(Pause, TimeProvider.System);
            using var request = new HttpRequestMessage(HttpMethod.Post, "/probe/questions") { Content = JsonContent.Create(new { text = Long }) };
            request.Headers.Add("Idempotency-Key", key);
            using var answer = await probe.Http.SendAsync(request);
            if (answer.IsSuccessStatusCode)
            {
                accepted.Enqueue((await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid());
                return;
            }

            Assert.Equal(503, (int)answer.StatusCode);
            Interlocked.Increment(ref refused);
        }
    }
}
