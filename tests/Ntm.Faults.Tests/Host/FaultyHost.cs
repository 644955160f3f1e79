using System.Globalization;
using Ntm.Faults.Tests.Check;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Host;

/// <summary>The host as a process to be killed, on its own data folder, living in spring 2023.</summary>
internal sealed class FaultyHost : IAsyncDisposable
{
    public const string InboxOff = "NTM_FAULTS_INBOX_OFF";
    public const string DeleteFirst = "NTM_FAULTS_DELETE_FIRST";
    public const string ClockTicks = "NTM_FAULTS_CLOCK_TICKS";

    private static readonly DateTimeOffset Begin = new(2023, 3, 1, 9, 0, 0, TimeSpan.FromHours(7));

    private readonly HostProcess process;
    private readonly Dictionary<string, string> environment;
    private readonly List<TimeSpan> starts = [];
    private TimeSpan distance = Begin - TimeProvider.System.GetUtcNow();

    public FaultyHost(bool inboxOff, IReadOnlyDictionary<string, string>? settings = null, string? folder = null)
    {
        Folder = folder ?? Directory.CreateTempSubdirectory("ntm-faults-").FullName;
        var here = typeof(FaultyHost).Assembly.Location;
        environment = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["DOTNET_STARTUP_HOOKS"] = here,
            ["ASPNETCORE_HOSTINGSTARTUPASSEMBLIES"] = Path.GetFileNameWithoutExtension(here),
            [ClockTicks] = distance.Ticks.ToString(CultureInfo.InvariantCulture),
            [InboxOff] = inboxOff ? "1" : "0",

            // A clock that stands would take the place of the one that runs.
            ["Data__SampleClock"] = "",
        };
        process = new HostProcess(Path.Combine(Path.GetDirectoryName(here)!, "Ntm.Host.dll"), Folder, environment);
    }

    /// <summary>What the host's clock shows.</summary>
    public DateTimeOffset Now => TimeProvider.System.GetUtcNow() + distance;

    public string Folder { get; }

    public Truth Truth => new FolderTruth(Folder);

    public Uri Address => process.Address;

    public string Output => process.Output;

    /// <summary>Resident memory now, bytes.</summary>
    public long WorkingSet => process.WorkingSet;

    /// <summary>How long each start took until the process was ready, shortest first.</summary>
    public IReadOnlyList<TimeSpan> Starts => [.. starts.Order()];

    public TimeSpan MedianStart => Starts[starts.Count / 2];

    public async Task StartAsync() => starts.Add(await process.StartAsync());

    /// <summary>Starts and is killed before it may be ready.</summary>
    public async Task DieStartingAsync(TimeSpan age)
    {
        process.Begin();
        await Task.Delay(age, TimeProvider.System);
        process.Kill();
    }

    /// <summary>Starts and is killed as soon as something has come about.</summary>
    public async Task DieStartingAsync(Func<bool> when)
    {
        process.Begin();
        await Eventually.TrueAsync(when, "what the kill waits for");
        process.Kill();
    }

    /// <summary>From its next start on the host lives so much later.</summary>
    public void Forward(TimeSpan span)
    {
        distance += span;
        environment[ClockTicks] = distance.Ticks.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
