using Ntm.Faults.Tests.Host;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Cases.World;

/// <summary>A probe as a process to be killed.</summary>
internal sealed class ProbeProcess : IAsyncDisposable
{
    private readonly HostProcess process;
    private readonly string folder = Directory.CreateTempSubdirectory("ntm-probe-").FullName;

    /// <param name="settings">What it needs.</param>
    /// <param name="extra">Environment on top of it.</param>
    /// <param name="program">Another version of the probe than this folder's.</param>
    public ProbeProcess(IReadOnlyDictionary<string, string?> settings, IReadOnlyDictionary<string, string> extra, string? program = null)
    {
        var environment = settings.ToDictionary(pair => pair.Key.Replace(":", "__", StringComparison.Ordinal), pair => pair.Value!);
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in extra)
        {
            environment[name] = value;
        }

        process = new HostProcess(
            program ?? Path.Combine(AppContext.BaseDirectory, "Ntm.Probe.dll"),
            folder,
            environment,
            address => ["--urls", address]
        );
        Http = new HttpClient { BaseAddress = process.Address, Timeout = TimeSpan.FromSeconds(30) };
    }

    /// <summary>A client of this very process.</summary>
    public HttpClient Http { get; }

    public string Output => process.Output;

    public bool Ended => process.Ended;

    public TimeSpan Worked => process.Worked;

    /// <summary>Lets this folder's assemblies into the process, to do there what the variables say.</summary>
    public static Dictionary<string, string> Inside(params IEnumerable<(string Name, string Value)> variables) =>
        new(
            variables
                .Select(pair => KeyValuePair.Create(pair.Name, pair.Value))
                .Append(new("DOTNET_STARTUP_HOOKS", typeof(FaultyHost).Assembly.Location))
        );

    public Task StartAsync() => process.StartAsync();

    public void Begin() => process.Begin();

    public void Kill() => process.Kill();

    /// <summary>Nothing in the process runs until <see cref="Resume"/>, and it gets no notice.</summary>
    public void Pause() => process.Signal("STOP");

    public void Resume() => process.Signal("CONT");

    public async Task<bool> IsReadyAsync()
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
