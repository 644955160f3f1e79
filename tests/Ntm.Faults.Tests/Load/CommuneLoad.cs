using System.Diagnostics;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Load;

/// <summary>
/// Several officers at work at once. Each registers communes without end, becomes their officer and carries a dossier of each, as a
/// commune has one a year, so that writes cross all four services as long as the load runs.
/// </summary>
internal sealed class CommuneLoad : IDisposable
{
    // The year that the platform lives in: its campaign is open, and its cut-off still to come.
    private const int Year = 2023;

    private readonly Ledger ledger;
    private readonly List<(LoadUser User, Guid Account)> officers = [];
    private readonly List<Task> running = [];
    private (LoadUser User, Guid Account) scout;
    private int communes;
    private volatile bool ending;

    public CommuneLoad(HttpClient http, Ledger ledger)
    {
        this.ledger = ledger;
        People = new LoadPeople(http, ledger);
    }

    public LoadPeople People { get; }

    /// <summary>The province's thresholds, the officers' accounts and one dossier carried through without a fault.</summary>
    /// <returns>That dossier, the measure of all others.</returns>
    public async Task<Guid> PrepareAsync(int workers)
    {
        await Thresholds.ConfirmAsync(People);
        for (var number = 1; number <= workers; number++)
        {
            officers.Add(await People.HireAsync(number));
        }

        scout = await People.HireAsync(workers + 1);

        return await new DossierLoad(officers[0].User, People, ledger).RunAsync(await FoundCommuneAsync(officers[0]), Year);
    }

    /// <summary>Sets every officer to work; again after <see cref="FinishAsync"/>, if wanted.</summary>
    public void Begin()
    {
        ending = false;
        running.Clear();
        running.AddRange(officers.Select(officer => Task.Run(() => WorkAsync(officer))));
    }

    /// <summary>Sets every officer to work, and returns when more than so many further steps were accepted.</summary>
    public Task BeginAsync(int steps)
    {
        var before = ledger.Steps.Count;
        Begin();
        return Eventually.TrueAsync(() => ledger.Steps.Count > before + steps, "the load is under way");
    }

    /// <summary>
    /// How long from now until the platform serves as it should: a new commune is registered, a dossier opened for it, and the
    /// event of that is in the feed. Every service has a part in it. The dossier then goes its way like all others.
    /// </summary>
    public async Task<TimeSpan> RecoverAsync(TimeSpan patience)
    {
        var watch = Stopwatch.StartNew();
        var story = new DossierLoad(scout.User, People, ledger);
        var id = await story.OpenAsync(await FoundCommuneAsync(scout), Year);
        await Eventually.TrueAsync(
            async () =>
                (await People.ProvinceLeader.GetAsync($"/notifications/events?dossierId={id}")).GetProperty("items").GetArrayLength() > 0,
            "the event of a fresh command is in the feed",
            patience
        );
        var recovery = watch.Elapsed;
        running.Add(story.CarryAsync());
        return recovery;
    }

    /// <summary>Fails when a worker has failed; nothing else ends one before its time.</summary>
    public async Task CheckAsync()
    {
        foreach (var failed in running.Where(worker => worker.IsFaulted))
        {
            await failed;
        }
    }

    /// <summary>Lets every worker finish the dossier in hand.</summary>
    public Task FinishAsync()
    {
        ending = true;
        return Task.WhenAll(running);
    }

    /// <summary>As <see cref="FinishAsync"/>, but gives up: without an inbox some will wait for ever.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        var finished = FinishAsync();
        await Task.WhenAny(finished, Task.Delay(patience, TimeProvider.System));
    }

    /// <summary>The command that registers a commune.</summary>
    public static object Commune(string code) =>
        new
        {
            code,
            level = "commune",
            name = "Xã Tải " + code,
            parentCode = LoadPeople.District,
            validFrom = "2020-01-01",
            document = new { number = code + "/NQ-HĐND", date = "2020-01-01" },
        };

    public void Dispose() => People.Dispose();

    private async Task WorkAsync((LoadUser User, Guid Account) officer)
    {
        while (!ending)
        {
            await new DossierLoad(officer.User, People, ledger).RunAsync(await FoundCommuneAsync(officer), Year);
        }
    }

    private async Task<string> FoundCommuneAsync((LoadUser User, Guid Account) officer)
    {
        var code = $"{90000 + Interlocked.Increment(ref communes)}";
        await People.Administrator.DoAsync("unit", HttpMethod.Post, "/identity/units", Commune(code), detail: code);
        await People.Administrator.DoAsync(
            "grant",
            HttpMethod.Post,
            $"/identity/accounts/{officer.Account}/grants",
            new
            {
                role = "officer",
                unitCode = code,
                validFrom = "2020-01-01",
            },
            detail: $"{officer.Account}/{code}"
        );
        await officer.User.SignInAsync();
        return code;
    }
}
