using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Ntm.BuildingBlocks.Messaging;
using Ntm.BuildingBlocks.Time;

namespace Ntm.Host.Rehearsals;

/// <summary>The whole platform on its own clock, data folder and port, and the people who use it over HTTP.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Dictionary<string, Person> people = [];
    private readonly WebApplication app;
    private readonly HttpClient http;
    private readonly ManualTimeProvider clock;

    private Rehearsal(WebApplication app, HttpClient http, ManualTimeProvider clock, string folder, Narrator narrator) =>
        (this.app, this.http, this.clock, Folder, Narrator) = (app, http, clock, folder, narrator);

    public string Folder { get; }

    public Narrator Narrator { get; }

    public DateTimeOffset Now => clock.GetUtcNow();

    public DateOnly Today => LegalTime.DayOf(Now);

    public int Refusals => people.Values.Sum(person => person.Refusals);

    /// <param name="name">Name of its data folder.</param>
    /// <param name="day">Legal day on which it begins.</param>
    /// <param name="narrator">Tells it.</param>
    /// <param name="settings">Settings on top of its own, such as another database.</param>
    /// <param name="cancellation">Gives up starting.</param>
    public static async Task<Rehearsal> StartAsync(
        string name, DateOnly day, Narrator narrator, IReadOnlyDictionary<string, string?> settings, CancellationToken cancellation)
    {
        var folder = Path.GetFullPath(Path.Combine("artifacts", "rehearsals", name));
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        var address = $"http://127.0.0.1:{FreePort()}";
        var clock = new ManualTimeProvider(LegalTime.StartOf(day).AddHours(8));
        var (builder, options) = PlatformHost.Configure([], own => own.AddInMemoryCollection(new Dictionary<string, string?>(settings)
        {
            ["Host:Sample"] = "true",
            ["Host:Address"] = address,
            ["Host:DataFolder"] = folder,
            ["Messaging:PollInterval"] = "00:00:00.050",
        }));
        builder.Services.AddSingleton<TimeProvider>(clock);
        var app = await PlatformHost.BuildAsync(builder, cancellation);
        await PlatformHost.PrepareAsync(app, options, cancellation);
        await app.StartAsync(cancellation);
        return new Rehearsal(app, new HttpClient { BaseAddress = new Uri(address) }, clock, folder, narrator);
    }

    public Person As(string userName)
    {
        if (!people.TryGetValue(userName, out var person))
        {
            people[userName] = person = new Person(userName, PlatformHost.SamplePassword, http, () => Now);
        }

        return person;
    }

    /// <summary>Moves the clock to a time of a legal day; timers due on the way fire.</summary>
    public Task MoveToAsync(int day, int month, int year, int hour = 9, int minute = 0) =>
        MoveToAsync(LegalTime.StartOf(new DateOnly(year, month, day)).AddHours(hour).AddMinutes(minute));

    /// <summary>Moves the clock to an instant day by day, and returns when what fell due on the way has happened.</summary>
    public async Task MoveToAsync(DateTimeOffset instant)
    {
        for (var day = Today.AddDays(1); day <= LegalTime.DayOf(instant); day = day.AddDays(1))
        {
            await SetClockAsync(LegalTime.StartOf(day) < instant ? LegalTime.StartOf(day) : instant);
        }

        await SetClockAsync(instant);
        Narrator.Day(Today);
    }

    private async Task SetClockAsync(DateTimeOffset instant)
    {
        clock.SetTo(instant);
        foreach (var follower in app.Services.GetServices<IHostedService>().OfType<IFollowsClock>())
        {
            await WaitAsync<bool>("các hẹn giờ đến hạn đã chạy", async () => await follower.HasDueAsync(CancellationToken.None) ? null : true);
        }
    }

    /// <summary>Waits for what follows by itself: facts travel between services in their own time.</summary>
    public static async Task<T> WaitAsync<T>(string what, Func<Task<T?>> look)
        where T : struct
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            if (await look() is { } found)
            {
                return found;
            }

            if (watch.Elapsed > Patience)
            {
                throw new RehearsalFailure($"Chờ {Patience.TotalSeconds:0} giây vẫn chưa thấy: {what}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>Every event of the feed so far, as an integrator reads it.</summary>
    public async Task<List<JsonElement>> FeedAsync()
    {
        var events = new List<JsonElement>();
        for (var after = 0L; ;)
        {
            var page = await As(People.ProvinceLeader).GetAsync($"/notifications/events?limit=500&after={after.ToString(CultureInfo.InvariantCulture)}");
            var items = page.GetProperty("items").EnumerateArray().Select(item => item.Clone()).ToList();
            if (items.Count == 0)
            {
                return events;
            }

            events.AddRange(items);
            after = page.GetProperty("next").GetInt64();
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
