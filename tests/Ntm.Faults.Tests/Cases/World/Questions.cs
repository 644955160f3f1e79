using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ntm.Faults.Tests.Cases.World;

/// <summary>Asks probes in turn, one question after the other, each under one key until it is accepted.</summary>
internal sealed class Questions(params IReadOnlyList<ProbeProcess> probes)
{
    private const int Workers = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly string Long = new('?', 2000);

    private readonly ConcurrentQueue<Guid> accepted = new();
    private Task asking = Task.CompletedTask;
    private volatile bool stopped;
    private int refused;

    /// <summary>Ids of those that were accepted, each as often as it was.</summary>
    public IReadOnlyCollection<Guid> Accepted => accepted;

    /// <summary>Answers 503, and requests without an answer; any other failure ends the asking.</summary>
    public int Refused => Volatile.Read(ref refused);

    public void Begin() =>
        asking = Task.WhenAll(
            Enumerable
                .Range(1, Workers)
                .Select(worker =>
                    Task.Run(async () =>
                    {
                        for (var number = 1; !stopped; number++)
                        {
                            await AskAsync($"question-{worker}-{number}", worker + number);
                        }
                    })
                )
        );

    /// <summary>Accepted questions a second from now on.</summary>
    public async Task<double> RateAsync(TimeSpan window)
    {
        var before = accepted.Count;
        await Task.WhenAny(asking, Task.Delay(window, TimeProvider.System));
        return (accepted.Count - before) / window.TotalSeconds;
    }

    /// <summary>Returns when what was asked last is accepted, too.</summary>
    public Task EndAsync()
    {
        stopped = true;
        return asking;
    }

    private async Task AskAsync(string key, int turn)
    {
        while (!await TryAskAsync(probes[turn++ % probes.Count], key))
        {
            Interlocked.Increment(ref refused);
        }
    }

    private async Task<bool> TryAskAsync(ProbeProcess probe, string key)
    {
        await Task.Delay(Pause, TimeProvider.System);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/probe/questions")
        {
            Content = JsonContent.Create(new { text = Long }),
        };
        request.Headers.Add("Idempotency-Key", key);
        using var limit = probes.Count > 1 ? new CancellationTokenSource(Patience) : new CancellationTokenSource();
        try
        {
            using var answer = await probe.Http.SendAsync(request, limit.Token);
            if (answer.IsSuccessStatusCode)
            {
                accepted.Enqueue((await answer.Content.ReadFromJsonAsync<JsonElement>(limit.Token)).GetProperty("id").GetGuid());
                return true;
            }

            Assert.Equal(503, (int)answer.StatusCode);
        }
        catch (Exception silent) when (probes.Count > 1 && silent is HttpRequestException or OperationCanceledException)
        {
            // Another replica answers; under its key the question is the same.
        }

        return false;
    }
}
