using System.Diagnostics;
using Npgsql;

namespace Ntm.Testing;

/// <summary>A real PostgreSQL of this test run's own: a fresh data folder, a free loopback port, ended with the process.</summary>
public sealed class PostgreSqlServer
{
    private static readonly Lazy<Task<PostgreSqlServer>> Started = new(StartAsync);

    private PostgreSqlServer(Process process, string folder, int port) => (Process, Folder, Port) = (process, folder, port);

    /// <summary>Process id of the server, for tests that end it.</summary>
    public Process Process { get; }

    public string Folder { get; }

    public int Port { get; }

    /// <summary>The server of this process; started at the first call.</summary>
    public static Task<PostgreSqlServer> SharedAsync() => Started.Value;

    /// <summary>A connection string with <c>{service}</c> in the name of the database, unique to the given id.</summary>
    public string ConnectionString(string id) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database=ntm_{id}_{{service}};No Reset On Close=true;Maximum Pool Size=20";

    private static async Task<PostgreSqlServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ntm-pg-").FullName;
        var bin = Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().First() + "/bin";
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", ["postgres", folder]);
        }

        await RunAsync("initdb", ["-D", folder + "/data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"], bin);
        var port = Loopback.FreePort();
        var process = Start(
            "postgres", ["-D", folder + "/data", "-p", $"{port}", "-k", folder, "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300"], bin);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End(process, folder);
        await Eventually.TrueAsync(() => AnswersAsync(port), "PostgreSQL answers");
        return new PostgreSqlServer(process, folder, port);
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            await using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false");
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
        var start = bin is not null && Environment.IsPrivilegedProcess
            ? new ProcessStartInfo("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", path, .. arguments])
            : new ProcessStartInfo(path, arguments);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.WorkingDirectory = "/";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void End(Process process, string folder)
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        Directory.Delete(folder, recursive: true);
    }
}
