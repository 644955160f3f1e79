using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Ntm.Testing;

namespace Ntm.Faults.Tests.Local;

/// <summary>
/// The whole platform as separate processes, started by <c>deploy/local/up.sh</c> from the Release build: two replicas
/// of every service and of the portal, the gateway, PostgreSQL and RabbitMQ. Each process can be killed and started again as it was.
/// </summary>
/// <param name="environment">Environment variables that every process inherits.</param>
internal sealed partial class LocalPlatform(IReadOnlyDictionary<string, string>? environment = null) : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(15);

    /// <summary>The checkout that these tests were built from.</summary>
    public static string Root { get; } = FindRoot();

    private readonly HttpClient probe = new() { Timeout = TimeSpan.FromSeconds(5) };

    /// <summary>Where it keeps everything, as the head of <c>up.sh</c> says.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("ntm-local-").FullName;

    /// <summary>The gateway.</summary>
    public Uri Address => new(File.ReadAllText(PathOf("address")).Trim());

    /// <summary>Every replica of a service: <c>dossier-1</c>, <c>dossier-2</c>, …</summary>
    public IReadOnlyList<string> Replicas =>
        [
            .. Directory
                .CreateDirectory(PathOf("run"))
                .GetFiles("*.address")
                .Select(file => Path.GetFileNameWithoutExtension(file.Name))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Every replica, and the gateway.</summary>
    public IReadOnlyList<string> Processes => [.. Replicas, "gateway"];

    public string PathOf(params string[] parts) => Path.Combine([Folder, .. parts]);

    /// <summary>Starts everything, by somebody who shares no files with others, and returns when all of it is ready.</summary>
    public async Task<TimeSpan> UpAsync(int replicas = 2)
    {
        var watch = Stopwatch.StartNew();
        Open(Folder);
        string[] options = ["--no-build", "--replicas", $"{replicas}", "--folder", Folder];
        var (code, output) = await RunAsync("bash", ["-c", "umask 027; exec deploy/local/up.sh \"$@\"", "up.sh", .. options]);
        return code == 0 ? watch.Elapsed : throw new InvalidOperationException($"up.sh ended with {code}:\n{output}");
    }

    /// <summary>Puts the clock that all processes share: the criteria of 2021–2025 are in force and a path has three tiers.</summary>
    public void SetClock(DateTimeOffset instant) =>
        File.WriteAllText(PathOf("data", "clock"), instant.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture));

    /// <summary>SIGKILL to the process and all of its group: no handler runs, nothing is flushed by the process.</summary>
    public async Task KillAsync(string name)
    {
        var process = ProcessId(name);
        await SignalAsync("-KILL", "-" + process);
        await EndedAsync(name);
    }

    /// <summary>SIGSTOP to the process and all of its group: it takes connections and bytes, and does nothing with them until it is
    /// killed.</summary>
    public Task FreezeAsync(string name) => SignalAsync("-STOP", "-" + ProcessId(name));

    /// <summary>A signal to the one process, e.g. <c>-QUIT</c>: PostgreSQL's immediate stop.</summary>
    public async Task EndAsync(string name, string signal)
    {
        await SignalAsync(signal, ProcessId(name));
        await EndedAsync(name);
    }

    /// <summary>Starts a process again, as <c>up.sh</c> did, and returns when it is ready.</summary>
    public async Task<TimeSpan> StartAsync(string name)
    {
        var watch = Stopwatch.StartNew();
        await BeginAsync(name);
        await ReadyAsync(name, TimeSpan.FromSeconds(90));
        return watch.Elapsed;
    }

    /// <summary>Starts a process again without waiting.</summary>
    public async Task BeginAsync(string name)
    {
        var script =
            $"setsid bash '{PathOf("run", name)}.sh' >>'{PathOf("logs", name)}.log' 2>&1 </dev/null & echo $! >'{PathOf("pids", name)}'";
        var (code, output) = await RunAsync("bash", "-c", script);
        if (code != 0)
        {
            throw new InvalidOperationException($"{name} could not be started: {output}");
        }
    }

    public Task ReadyAsync(string name, TimeSpan patience) => Eventually.TrueAsync(() => IsReadyAsync(name), name + " is ready", patience);

    /// <summary>Whether a replica or the gateway says of itself that it is ready, or a server takes connections.</summary>
    public async Task<bool> IsReadyAsync(string name)
    {
        if (Ended(name))
        {
            throw new InvalidOperationException($"{name} ended:\n{Tail(name)}");
        }

        try
        {
            if (ServerPort(name) is { } port)
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return true;
            }

            var address = name == "gateway" ? Address : new Uri(await File.ReadAllTextAsync(PathOf("run", name + ".address")));
            using var answer = await probe.GetAsync(new Uri(address, "/health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception absent) when (absent is HttpRequestException or TaskCanceledException or SocketException)
        {
            return false;
        }
    }

    /// <summary>Resident memory of a process, MB.</summary>
    public int Memory(string name) =>
        int.Parse(
            File.ReadLines($"/proc/{ProcessId(name)}/status")
                .First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture
        ) / 1024;

    /// <summary>Open file descriptors of a process.</summary>
    public int Handles(string name) => Directory.GetFiles($"/proc/{ProcessId(name)}/fd").Length;

    /// <summary>Lines that a process has written to its log so far.</summary>
    public int LogLines(string name) => File.ReadLines(PathOf("logs", name + ".log")).Count();

    /// <summary>The last lines of a process's log.</summary>
    public string Tail(string name, int lines = 20) => string.Join('\n', File.ReadLines(PathOf("logs", name + ".log")).TakeLast(lines));

    /// <summary>Runs a program from the repository's root to its end.</summary>
    public async Task<(int Code, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program is "bash" or "kill" or "dotnet" ? program : Path.Combine(Root, program), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Root,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(StartLimit);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        probe.Dispose();

        // No graceful end is waited for; down.sh removes the killed processes and ends the rest.
        var own = Replicas
            .Append("gateway")
            .Where(name => File.Exists(PathOf("pids", name)) && !Ended(name))
            .Select(name => "-" + ProcessId(name));
        await RunAsync("kill", ["-KILL", "--", .. own]);
        await RunAsync("deploy/local/down.sh", "--folder", Folder);
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Lays out a further replica of a service, on a port of its own; the gateway does not know it.</summary>
    public string AddReplica(string service, int number)
    {
        var (name, address) = ($"{service}-{number}", $"http://127.0.0.1:{Loopback.FreePort()}");
        var script = File.ReadAllText(PathOf("run", service + "-1.sh"));
        File.WriteAllText(PathOf("run", name + ".sh"), Urls().Replace(script, "--urls " + address));
        File.WriteAllText(PathOf("run", name + ".address"), address);
        return name;
    }

    /// <summary>Ends a replica that was added, and forgets it.</summary>
    public async Task RemoveReplicaAsync(string name)
    {
        await KillAsync(name);
        File.Delete(PathOf("run", name + ".address"));
        File.Delete(PathOf("pids", name));
    }

    /// <summary>Port of PostgreSQL or RabbitMQ; null for everything else.</summary>
    private int? ServerPort(string name) =>
        name switch
        {
            "postgres" => PortIn("postgres.sh", PostgresPort()),
            "rabbitmq" => PortIn("../rabbit/rabbitmq.conf", BrokerPort()),
            _ => null,
        };

    private int PortIn(string file, Regex port) =>
        int.Parse(port.Match(File.ReadAllText(PathOf("run", file))).Groups[1].ValueSpan, CultureInfo.InvariantCulture);

    private string ProcessId(string name) => File.ReadAllText(PathOf("pids", name)).Trim();

    private async Task SignalAsync(string signal, string target)
    {
        var (code, output) = await RunAsync("kill", signal, "--", target);
        if (code != 0)
        {
            throw new InvalidOperationException($"kill {signal} {target}: {output}");
        }
    }

    private Task EndedAsync(string name) => Eventually.TrueAsync(() => Ended(name), name + " ended");

    /// <summary>Gone, or a zombie whose parent has not collected it yet.</summary>
    private bool Ended(string name)
    {
        try
        {
            return File.ReadAllText($"/proc/{ProcessId(name)}/stat").Split(") ")[^1][0] == 'Z';
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return true;
        }
    }

    /// <summary>PostgreSQL runs as its own user where the platform is started by root, and must find its folder.</summary>
    private static void Open(string folder)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                folder,
                UnixFileMode.UserRead
                    | UnixFileMode.UserWrite
                    | UnixFileMode.UserExecute
                    | UnixFileMode.GroupRead
                    | UnixFileMode.GroupExecute
                    | UnixFileMode.OtherRead
                    | UnixFileMode.OtherExecute
            );
        }
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NtmPlatform.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("NtmPlatform.sln is not above the tests.");
        }

        return folder;
    }

    [GeneratedRegex("--urls http://[0-9.:]+")]
    private static partial Regex Urls();

    [GeneratedRegex("-p ([0-9]+)")]
    private static partial Regex PostgresPort();

    [GeneratedRegex(@"listeners\.tcp\.1 = 127\.0\.0\.1:([0-9]+)")]
    private static partial Regex BrokerPort();
}
