using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ntm.LegalTime;

namespace Ntm.Rehearsal;

/// <summary>A platform in sample mode, its clock, and the people who use it over HTTP.</summary>
internal sealed class RehearsalSession : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string[] Services = ["identity", "assessment", "planning", "dossiers", "notifications"];

    private readonly Dictionary<string, Person> people = [];
    private readonly Dictionary<Guid, ProvincePeople> dossiers = [];
    private readonly HttpClient http;
    private readonly OwnPlatform? own;
    private readonly Venue venue;
    private DateTimeOffset? clock;

    private RehearsalSession(Venue venue, Uri address, OwnPlatform? own, DateTimeOffset? start, string folder, Narrator narrator) =>
        (this.venue, http, this.own, clock, Folder, Narrator) = (venue, ClientOf(address), own, start, folder, narrator);

    /// <summary>Where it leaves what it read, such as exports of the audit.</summary>
    public string Folder { get; }

    public Narrator Narrator { get; }

    /// <summary>Where the clock of the platform stands, or the machine's time where it was never set.</summary>
    public DateTimeOffset Now => clock ?? TimeProvider.System.GetUtcNow();

    public DateOnly Today => VietnamTime.DayOf(Now);

    public int Refusals { get; private set; }

    /// <summary>The dossiers opened so far.</summary>
    public IReadOnlyCollection<Guid> Dossiers => dossiers.Keys;

    /// <summary>Begins on a platform of its own, with its own data.</summary>
    /// <param name="venue">Starts it.</param>
    /// <param name="name">Name of its data folder.</param>
    /// <param name="day">Legal day on which it begins; null: now.</param>
    /// <param name="narrator">Prints it.</param>
    /// <param name="cancellation">Cancels the operation.</param>
    public static async Task<RehearsalSession> StartAsync(
        Venue venue,
        string name,
        DateOnly? day,
        Narrator narrator,
        CancellationToken cancellation
    )
    {
        var folder = FolderOf(name);
        var start = MorningOf(day);
        var own = await venue.StartAsync(folder, start, cancellation);
        return new RehearsalSession(venue, own.Address, own, start, folder, narrator);
    }

    /// <summary>Begins on a platform that runs already, in sample mode; without a day its clock returns to the machine's.</summary>
    public static async Task<RehearsalSession> AgainstAsync(Venue venue, Uri address, string name, DateOnly? day, Narrator narrator)
    {
        var start = MorningOf(day);
        var folder = FolderOf(name);
        Directory.CreateDirectory(folder);
        var rehearsal = new RehearsalSession(venue, address, null, start, folder, narrator);
        await rehearsal.PutClockAsync(start);
        return rehearsal;
    }

    public Person As(string userName)
    {
        if (!people.TryGetValue(userName, out var person))
        {
            people[userName] = person = new Person(userName, venue.Password, http, () => Now, () => Refusals++);
        }

        return person;
    }

    /// <summary>
    /// Who acts for a commune like this one: on a platform of its own those of the sample, elsewhere a commune made
    /// for this rehearsal, because a unit has one dossier a year.
    /// </summary>
    public async Task<People> SettleAsync(People like) =>
        own is null && !NewCommune.IsOne(like) ? await NewCommune.MakeAsync(this, like) : like;

    /// <summary>Whether the platform is its own, with nothing but the sample in it.</summary>
    public bool OnItsOwn => own is not null;

    /// <summary>Checks a dossier at the end as well.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="province">Who acts for the province that it lies in.</param>
    public void Track(Guid dossier, ProvincePeople province) => dossiers.Add(dossier, province);

    /// <summary>Who leads the province of a dossier.</summary>
    public Person LeaderOf(Guid dossier) => As(dossiers[dossier].Leader);

    /// <summary>Who may read the audit of a dossier at any time.</summary>
    public Person AuditorOf(Guid dossier) => As(dossiers[dossier].Auditor);

    /// <summary>Moves the clock to a time of a legal day; timers due on the way fire.</summary>
    public Task MoveToAsync(int day, int month, int year, int hour = 9, int minute = 0) =>
        MoveToAsync(VietnamTime.StartOf(new DateOnly(year, month, day)).AddHours(hour).AddMinutes(minute));

    /// <summary>Moves the clock to the morning of a legal day.</summary>
    public Task MoveToAsync(DateOnly day) => MoveToAsync(day.Day, day.Month, day.Year);

    /// <summary>Moves the clock to an instant, stopping wherever a timer falls due, and returns when all of them fired.</summary>
    public async Task MoveToAsync(DateTimeOffset instant)
    {
        while (await NextDueAsync() is { } due && due < instant)
        {
            await SetClockAsync(due > Now ? due : Now);
        }

        await SetClockAsync(instant);
        Narrator.Day(Today);
    }

    /// <summary>Waits for what follows by itself: events travel between services in their own time.</summary>
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

    /// <summary>Does what needs a unit as soon as the dossier service knows it; until then it is refused with a code.</summary>
    /// <param name="code">Beginning of the code.</param>
    /// <param name="act">What is done.</param>
    public static Task<JsonElement> OnceKnownAsync(string code, Func<Task<JsonElement>> act) =>
        WaitAsync<JsonElement>(
            "đơn vị được biết ở dịch vụ hồ sơ",
            async () =>
            {
                try
                {
                    return await act();
                }
                catch (RehearsalFailure failure) when (failure.Message.Contains(code, StringComparison.Ordinal))
                {
                    return null;
                }
            }
        );

    /// <summary>Every event of a dossier so far, as an integrator reads it.</summary>
    public async Task<List<JsonElement>> FeedAsync(Guid dossier)
    {
        var events = new List<JsonElement>();
        for (var after = 0L; ; )
        {
            var page = await LeaderOf(dossier)
                .GetAsync($"/notifications/events?limit=500&dossierId={dossier}&after={after.ToString(CultureInfo.InvariantCulture)}");
            events.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("event").Clone()));
            after = page.GetProperty("next").GetInt64();
            if (!page.GetProperty("more").GetBoolean())
            {
                return events;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (own is not null)
        {
            await own.Process.DisposeAsync();
        }
    }

    /// <summary>What is wrong with an exported audit, or with what the assessment service has stored; null when both verify.</summary>
    public string? AuditFault(Stream export, Stream assessment) => venue.AuditFault(export, assessment);

    private static HttpClient ClientOf(Uri address) =>
        new(new ComesBackLater { InnerHandler = new SocketsHttpHandler() }) { BaseAddress = address, Timeout = Patience };

    private static DateTimeOffset? MorningOf(DateOnly? day) => day is { } known ? VietnamTime.StartOf(known).AddHours(8) : null;

    private static string FolderOf(string name) => Path.GetFullPath(Path.Combine("artifacts", "rehearsals", name));

    private async Task SetClockAsync(DateTimeOffset instant)
    {
        await PutClockAsync(instant);
        foreach (var service in Services)
        {
            await WaitAsync<bool>(
                "các hẹn giờ đến hạn đã chạy",
                async () =>
                    (await As(People.Administrator).GetAsync($"/{service}/sample-clock")).GetProperty("due").GetBoolean() ? null : true
            );
        }
    }

    /// <summary>A token from another time is worth nothing, so everybody signs in anew.</summary>
    private async Task PutClockAsync(DateTimeOffset? instant)
    {
        await As(People.Administrator).PutAsync("/identity/sample-clock", new { instant });
        people.Clear();
        clock = instant;
    }

    private async Task<DateTimeOffset?> NextDueAsync()
    {
        DateTimeOffset? next = null;
        foreach (var service in Services)
        {
            var due = (await As(People.Administrator).GetAsync($"/{service}/sample-clock")).GetProperty("nextDue");
            if (due.ValueKind == JsonValueKind.String && (next is null || due.GetDateTimeOffset() < next))
            {
                next = due.GetDateTimeOffset();
            }
        }

        return next;
    }
}
