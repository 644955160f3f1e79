using Ntm.Testing;

namespace Ntm.Faults.Tests.Load;

/// <summary>
/// Communes at work on plans: each drafts, publishes and amends one after the other, its villages report, register work and raise
/// difficulties, and what they leave undone falls due later. The acts of a round depend on its number alone.
/// </summary>
internal sealed class PlanLoad : IDisposable
{
    private readonly Func<DateTimeOffset> now;
    private readonly List<PlanOffice> offices = [];
    private readonly List<Task> running = [];
    private readonly LoadPeople people;
    private volatile bool ending;

    /// <param name="http">Reaches the host.</param>
    /// <param name="ledger">Takes what is accepted.</param>
    /// <param name="now">What the host's clock shows.</param>
    public PlanLoad(HttpClient http, Ledger ledger, Func<DateTimeOffset> now)
    {
        this.now = now;
        people = new LoadPeople(http, ledger);
    }

    /// <summary>Registers the communes with their villages and people.</summary>
    public async Task PrepareAsync(int communes)
    {
        for (var number = 1; number <= communes; number++)
        {
            offices.Add(await PlanOffice.FoundAsync(people, number, Today));
        }
    }

    /// <summary>Sets every commune to work.</summary>
    public void Begin() =>
        running.AddRange(
            offices.Select(office =>
                Task.Run(async () =>
                {
                    for (var round = 1; !ending; round++)
                    {
                        await office.RunAsync(round);
                    }
                })
            )
        );

    /// <summary>One round of every commune, without a hurry.</summary>
    public async Task RunAsync()
    {
        foreach (var office in offices)
        {
            await office.RunAsync(1);
        }
    }

    /// <summary>Returns when every commune has ended a further round.</summary>
    public Task RoundAsync()
    {
        var before = offices.ConvertAll(office => office.Rounds);
        return Eventually.TrueAsync(
            async () =>
            {
                await CheckAsync();
                return offices.Index().All(office => office.Item.Rounds > before[office.Index]);
            },
            "every commune has ended a round"
        );
    }

    /// <summary>Fails when a commune has failed; nothing else ends its work before its time.</summary>
    public async Task CheckAsync()
    {
        foreach (var failed in running.Where(office => office.IsFaulted))
        {
            await failed;
        }
    }

    /// <summary>Lets every commune end the round in hand.</summary>
    public Task FinishAsync()
    {
        ending = true;
        return Task.WhenAll(running);
    }

    public void Dispose() => people.Dispose();

    private DateOnly Today() => DateOnly.FromDateTime(now().ToOffset(TimeSpan.FromHours(7)).DateTime);
}
