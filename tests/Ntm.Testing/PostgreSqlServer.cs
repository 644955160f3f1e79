using System.Diagnostics;
using Npgsql;

namespace Ntm.Testing;

/// <summary>A real PostgreSQL of this test run's own: a fresh data folder, a free loopback port, ended with the process.</summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    /// <summary>
    /// No test ends the shared server, so that nothing of it need be on the disk; and each test has databases of its own, every one of
    /// which would be visited by workers that tidy it up.
    /// </summary>
    private static readonly string[] Quick =
    [
        .. ((string[])["fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "wal_level=minimal"])
            .Concat(["max_wal_senders=0", "max_wal_size=8GB", "checkpoint_timeout=1h", "shared_buffers=64MB"])
            .SelectMany(setting => (string[])["-c", setting]),
    ];

    private static readonly Lazy<Task<PostgreSqlServer>> Started = new(() =>
        Retry.StartAsync("PostgreSQL", () => StartAsync(QuickFolder(), Quick))
    );
    private static readonly string Programs = Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().First() + "/bin";

    private readonly string folder;
    private readonly string[] settings;
    private readonly int port = Loopback.FreePort();
    private Process? process;

    private PostgreSqlServer(string folder, string[] settings)
    {
        (this.folder, this.settings) = (folder, settings);
        TestProcess.AtEnd(End);
    }

    /// <summary>The server of this process; started at the first call.</summary>
    public static Task<PostgreSqlServer> SharedAsync() => Started.Value;

    /// <summary>A connection string with <c>{service}</c> in the name of the database, unique to the given id.</summary>
    public string ConnectionString(string id) =>
        $"Host=127.0.0.1;Port={port};Username=postgres;Database=ntm_{id}_{{service}};No Reset On Close=true;Maximum Pool Size=20";

    /// <summary>Whether the server runs no more.</summary>
    public bool Ended => process!.HasExited;

    /// <summary>A server that a test may stop; nobody else uses it.</summary>
    /// <param name="folder">Where it keeps everything: a folder that is there already, and that it removes.</param>
    public static Task<PostgreSqlServer> StartAsync(string? folder = null) => StartAsync(folder, []);

    private static async Task<PostgreSqlServer> StartAsync(string? folder, string[] settings)
    {
        var server = new PostgreSqlServer(folder ?? Directory.CreateTempSubdirectory("ntm-pg-").FullName, settings);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", ["postgres", server.folder]);
        }

        await RunAsync(
            "initdb",
            ["-D", server.folder + "/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
            Programs
        );
        await server.RestartAsync();
        return server;
    }

    /// <summary>In memory, where there is enough: every test has databases of its own, each of some hundred files.</summary>
    private static string QuickFolder()
    {
        const string Memory = "/dev/shm";
        return Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > 4L * 1024 * 1024 * 1024
            ? Directory.CreateDirectory($"{Memory}/ntm-pg-{Guid.CreateVersion7():N}").FullName
            : Directory.CreateTempSubdirectory("ntm-pg-").FullName;
    }

    /// <summary>Stops without a checkpoint, as a crash does; open connections break.</summary>
    public async Task StopAsync()
    {
        using var signal = Process.Start("kill", ["-QUIT", $"{process!.Id}"]);
        await process.WaitForExitAsync();
    }

    /// <summary>Starts it on the data it had, and returns when it answers.</summary>
    public async Task RestartAsync()
    {
        process = Start(
            "postgres",
            [
                "-D",
                folder + "/data",
                "-p",
                $"{port}",
                "-k",
                folder,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "max_connections=300",
                .. settings,
            ],
            Programs
        );
        await Eventually.TrueAsync(AnswersAsync, "PostgreSQL answers");
    }

    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> AnswersAsync()
    {
        if (process!.HasExited)
        {
            throw new InvalidOperationException($"PostgreSQL ended with {process.ExitCode}.");
        }

        try
        {
            await using var connection = new NpgsqlConnection(
                $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false"
            );
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task RunAsync(string program, string[] arguments, string? bin = null)
    {
        using var process = Start(program, arguments, bin);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
        }
    }

    /// <summary>PostgreSQL refuses to run as root, so there it runs as its own user.</summary>
    private static Process Start(string program, string[] arguments, string? bin)
    {
        var path = bin is null ? program : $"{bin}/{program}";
        var start =
            bin is not null && Environment.IsPrivilegedProcess
                ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
                : new ProcessStartInfo(path, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";

        // Every connection is a fork; what is bound before it need not be bound again in each.
        start.Environment["LD_BIND_NOW"] = "1";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void End()
    {
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
