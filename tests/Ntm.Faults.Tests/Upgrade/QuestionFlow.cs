using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ntm.Faults.Tests.Cases.World;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Upgrade;

/// <summary>A question that was accepted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tone">The added field, where the next version took it.</param>
/// <param name="Signed">Whether the next version put it in the added manner.</param>
internal sealed record Accepted(Guid Id, string? Tone, bool Signed);

/// <summary>
/// Sends questions without a break to the running replicas, and repeats them under the same key where the answer was lost.
/// </summary>
internal sealed class QuestionFlow : IAsyncDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25);

    private readonly CancellationTokenSource dropped = new();
    private readonly List<Accepted> accepted = [];
    private readonly Task asking;
    private volatile IReadOnlyList<ProbeProcess> replicas;
    private volatile bool ended;

    public QuestionFlow(params IReadOnlyList<ProbeProcess> replicas)
    {
        this.replicas = replicas;
        asking = AskAsync();
    }

    public IReadOnlyList<Accepted> Accepted
    {
        get
        {
            lock (accepted)
            {
                return [.. accepted];
            }
        }
    }

    /// <summary>The replicas that get the questions from now on, in turn.</summary>
    public void Ask(params IReadOnlyList<ProbeProcess> others) => replicas = others;

    /// <summary>Returns when so many more questions were accepted.</summary>
    public Task PassAsync(int more)
    {
        var goal = Accepted.Count + more;
        return Eventually.TrueAsync(() => asking.IsFaulted || Accepted.Count >= goal, $"{more} more questions are accepted");
    }

    /// <summary>Returns when the last question is answered.</summary>
    public async Task EndAsync()
    {
        ended = true;
        await asking;
    }

    public async ValueTask DisposeAsync()
    {
        await dropped.CancelAsync();
        await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        dropped.Dispose();
    }

    private async Task AskAsync()
    {
        using var turn = new PeriodicTimer(Pace, TimeProvider.System);
        for (var number = 1; !ended; number++)
        {
            // Of what stands in the address the old version takes no notice.
            var address =
                "/probe/questions"
                + (number % 3) switch
                {
                    0 => $"?tone=tone-{number}&signed=true",
                    1 => $"?tone=tone-{number}",
                    _ => "",
                };
            for (var target = number; await TryAskAsync(Replica(target), $"key-{number}", address) is var answer; target++)
            {
                await turn.WaitForNextTickAsync(dropped.Token);
                if (answer is not null)
                {
                    lock (accepted)
                    {
                        accepted.Add(answer);
                    }

                    break;
                }
            }
        }
    }

    private ProbeProcess Replica(int number)
    {
        var now = replicas;
        return now[number % now.Count];
    }

    private static async Task<Accepted?> TryAskAsync(ProbeProcess replica, string key, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(new { text = "Ai nghe?" }) };
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            using var answer = await replica.Http.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return new Accepted(
                said.GetProperty("id").GetGuid(),
                said.TryGetProperty("tone", out var tone) ? tone.GetString() : null,
                said.TryGetProperty("signed", out var signed) && signed.GetBoolean()
            );
        }
        catch (HttpRequestException)
        {
            // It was killed, perhaps after it had done what it was asked.
            return null;
        }
    }
}
