using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using RabbitMQ.Client;

namespace Ntm.Benchmarks.Services;

/// <summary>Every service in a process of its own behind the gateway, with PostgreSQL and RabbitMQ: <c>deploy/local/up.sh</c>.</summary>
internal sealed partial class LocalServices(string folder) : IAsyncDisposable
{
    private static readonly string[] Names = ["identity", "assessment", "planning", "dossier", "notifications"];
    private static readonly string Root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", ".."));

    public Uri Address => new(File.ReadAllText(Path.Combine(folder, "address")).Trim());

    public static async Task<LocalServices> StartAsync(string folder)
    {
        // One address sends everything here: the limits count on, but refuse nobody.
        var limits = string.Join(
            ' ',
            new[] { "Address", "Client", "Unit" }.SelectMany(bucket =>
                new[] { $"Gateway__{bucket}__PerSecond=100000", $"Gateway__{bucket}__Burst=100000" }
            )
        );
        await RunAsync("up.sh", folder, ("GATEWAY_SETTINGS", limits));
        return new LocalServices(folder);
    }

    /// <summary>Transactions committed so far in all databases of the services.</summary>
    public Task<long> CommitsAsync() =>
        AskAsync(
            "postgres",
            "SELECT SUM(xact_commit)::bigint FROM pg_stat_database WHERE datname LIKE 'ntm\\_%' AND datname <> 'ntm_floor'"
        );

    /// <summary>Events consumed so far: one inbox row for each consumer.</summary>
    public async Task<long> ConsumedAsync()
    {
        var sum = 0L;
        foreach (var name in Names)
        {
            sum += await AskAsync("ntm_" + name, """SELECT COUNT(*) FROM "Inbox" """);
        }

        return sum;
    }

    /// <summary>Events still on their way out.</summary>
    public async Task<bool> IdleAsync()
    {
        foreach (var name in Names)
        {
            if (await AskAsync("ntm_" + name, """SELECT COUNT(*) FROM "Outbox" """) > 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Processor time of the services and the gateway so far, milliseconds.</summary>
    public double CpuMs() =>
        Directory
            .GetFiles(Path.Combine(folder, "pids"))
            .Where(file => Path.GetFileName(file) is not ("postgres" or "rabbitmq" or "epmd"))
            .Select(file => int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture))
            .Sum(id => Process.GetProcessById(id).TotalProcessorTime.TotalMilliseconds);

    public NpgsqlConnection Database(string name) =>
        new(
            $"Host={File.ReadAllText(Path.Combine(folder, "run", "socket")).Trim()};Port={Setting("identity", DatabasePort())};"
                + $"Username=postgres;Database={name};No Reset On Close=true"
        );

    public ConnectionFactory Broker() =>
        new()
        {
            Uri = new Uri(Setting("identity", BrokerAddress())),
            UserName = "ntm-topology",
            Password = File.ReadAllText(Path.Combine(folder, "run", "broker-topology")).Trim(),
        };

    public async ValueTask DisposeAsync() => await RunAsync("down.sh", folder);

    private async Task<long> AskAsync(string database, string question)
    {
        await using var connection = Database(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The questions above.
        command.CommandText = question;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    private string Setting(string service, Regex form) =>
        form.Match(File.ReadAllText(Path.Combine(folder, "run", service + ".env"))).Groups[1].Value;

    private static async Task RunAsync(string script, string folder, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Root, "deploy", "local", script), "--folder", folder]);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{script} ended with {process.ExitCode}.");
        }
    }

    [GeneratedRegex("Port=([0-9]+)")]
    private static partial Regex DatabasePort();

    [GeneratedRegex(@"RabbitMq__Address=(\S+)")]
    private static partial Regex BrokerAddress();
}
