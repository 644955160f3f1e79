using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ntm.Testing;

/// <summary>
/// A real RabbitMQ of this test run's own: fresh data folder, free loopback ports, own node name, cookie and port mapper,
/// ended by process id. It is born with virtual hosts to hand out and one user a service with that service's rights.
/// </summary>
public sealed class RabbitMqServer : IAsyncDisposable
{
    private const int Hosts = 40;
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private static readonly string[] Services = ["identity", "assessment", "planning", "dossier", "notifications"];
    private static readonly Lazy<Task<RabbitMqServer>> Shared = new(() =>
        Environment.GetEnvironmentVariable("NTM_TEST_BROKER") is { Length: > 0 } given
            ? Task.FromResult(new RabbitMqServer(new Uri(given)))
            : Retry.StartAsync("RabbitMQ", () => StartAsync())
    );

    private readonly string folder;
    private readonly string name = "127.0.0.1";
    private readonly int portMapper;
    private readonly int distribution;
    private readonly Process? mapper;
    private Process? node;
    private int handedOut;

    /// <summary>A server that runs already, with what <see cref="Definitions"/> says and its password in the address.</summary>
    private RabbitMqServer(Uri given) =>
        (folder, name, Port, Password) = ("", given.Host, given.Port, Uri.UnescapeDataString(given.UserInfo.Split(':')[1]));

    private RabbitMqServer(string folder, string[] settings)
    {
        this.folder = folder;
        (Port, portMapper, distribution) = (Loopback.FreePort(), Loopback.FreePort(), Loopback.FreePort());
        Password = Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        File.WriteAllText(folder + "/.erlang.cookie", Convert.ToHexString(RandomNumberGenerator.GetBytes(20)));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder + "/.erlang.cookie", UnixFileMode.UserRead);
        }

        File.WriteAllText(folder + "/enabled_plugins", "[].");
        File.WriteAllText(folder + "/definitions.json", Definitions(Password));
        File.WriteAllLines(
            folder + "/rabbitmq.conf",
            [
                $"listeners.tcp.1 = 127.0.0.1:{Port}",
                $"load_definitions = {folder}/definitions.json",
                "disk_free_limit.absolute = 50MB",
                .. settings,
            ]
        );
        mapper = Start("epmd", ["-port", $"{portMapper}", "-address", "127.0.0.1"]);
        TestProcess.AtEnd(End);
    }

    public int Port { get; }

    /// <summary>Password of every user of this server.</summary>
    public string Password { get; }

    /// <summary>The server of this process: the one that <c>NTM_TEST_BROKER</c> names, otherwise one of its own, started at the first
    /// call.</summary>
    public static Task<RabbitMqServer> SharedAsync() => Shared.Value;

    /// <summary>A server that a test may kill.</summary>
    /// <param name="settings">Further lines of <c>rabbitmq.conf</c>.</param>
    public static Task<RabbitMqServer> StartAsync(params string[] settings) =>
        StartInAsync(Directory.CreateTempSubdirectory("ntm-mq-").FullName, settings);

    /// <summary>A server that keeps everything in a folder that is there already, and removes it.</summary>
    public static async Task<RabbitMqServer> StartInAsync(string folder, params string[] settings)
    {
        var server = new RabbitMqServer(folder, settings);
        await server.RestartAsync();
        return server;
    }

    /// <summary>Whether the node runs no more.</summary>
    public bool Ended => node!.HasExited;

    /// <summary>Address of a virtual host that nobody has used yet.</summary>
    public string NewHost() => $"amqp://{name}:{Port}/t{Interlocked.Increment(ref handedOut)}";

    /// <summary>Settings with which a service reaches a virtual host; without a service, as one who may do everything there.</summary>
    public Dictionary<string, string?> Settings(string address, string? service = null) =>
        new()
        {
            ["Messaging:Transport"] = "RabbitMq",
            ["Messaging:RabbitMq:Address"] = address,
            ["Messaging:RabbitMq:UserName"] = service is null ? "admin" : "ntm-" + service,
            ["Messaging:RabbitMq:Password"] = Password,
        };

    /// <summary>SIGKILL, as a power cut would do it.</summary>
    public async Task KillAsync()
    {
        node!.Kill(entireProcessTree: true);
        await node.WaitForExitAsync();
    }

    /// <summary>
    /// Stops the broker in order and starts it again. RabbitMQ 3.10 writes the register of its quorum queues every three
    /// minutes only: a queue younger than that does not survive <see cref="KillAsync"/>, whatever it had confirmed.
    /// </summary>
    public async Task SettleAsync()
    {
        using var signal = Process.Start("kill", ["-TERM", $"{node!.Id}"]);
        await node.WaitForExitAsync();
        await RestartAsync();
    }

    /// <summary>Starts the broker on the data it had, and waits until it takes connections.</summary>
    public async Task RestartAsync()
    {
        node = Start(Program, []);
        await Eventually.TrueAsync(AnswersAsync, "RabbitMQ answers");
    }

    public ValueTask DisposeAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    private async Task<bool> AnswersAsync()
    {
        if (node!.HasExited)
        {
            throw new InvalidOperationException($"RabbitMQ ended with {node.ExitCode}.");
        }

        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (
            var (name, value) in (IEnumerable<(string, string)>)
                [
                    ("HOME", folder),
                    ("RUNNING_UNDER_SYSTEMD", "1"),
                    ("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
                    ("ERL_EPMD_PORT", $"{portMapper}"),
                    ("RABBITMQ_NODENAME", $"ntm{Port}@localhost"),
                    ("RABBITMQ_DIST_PORT", $"{distribution}"),
                    ("RABBITMQ_MNESIA_BASE", folder + "/mnesia"),
                    ("RABBITMQ_LOG_BASE", folder + "/log"),
                    ("RABBITMQ_CONFIG_FILE", folder + "/rabbitmq.conf"),
                    ("RABBITMQ_ENABLED_PLUGINS_FILE", folder + "/enabled_plugins"),
                    ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "+S 2:2 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}"),
                ]
        )
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Virtual hosts and users of a server for tests, as <c>load_definitions</c> reads them.</summary>
    public static string Definitions(string password)
    {
        byte[] salt = [1, 2, 3, 4];
        var hash = Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]);
        var hosts = Enumerable.Range(1, Hosts).Select(number => $"t{number}").ToList();
        return JsonSerializer.Serialize(
            new
            {
                users = Services
                    .Select(service => "ntm-" + service)
                    .Append("admin")
                    .Select(name => new
                    {
                        name,
                        password_hash = hash,
                        hashing_algorithm = "rabbit_password_hashing_sha256",
                        tags = name == "admin" ? "administrator" : "",
                    }),
                vhosts = hosts.Select(name => new { name }),
                permissions = hosts.SelectMany(vhost =>
                    Services
                        .Select(service =>
                        {
                            var own = $"^({service}\\..+|Ntm\\.Contracts\\.{char.ToUpperInvariant(service[0])}{service[1..]}\\..+)$";
                            return new
                            {
                                user = "ntm-" + service,
                                vhost,
                                configure = own,
                                write = own,
                                read = $"^{service}\\..+$",
                            };
                        })
                        .Append(
                            new
                            {
                                user = "admin",
                                vhost,
                                configure = ".*",
                                write = ".*",
                                read = ".*",
                            }
                        )
                ),
            }
        );
    }

    private void End()
    {
        foreach (var process in (Process?[])[node, mapper])
        {
            if (process is { HasExited: false })
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit();
            }
        }

        if (folder.Length > 0 && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
