using System.Diagnostics;
using System.Globalization;

namespace Ntm.Ledger;

/// <summary>The broker's queues, as the broker itself counts them.</summary>
internal static class BrokerQueues
{
    // The one on the search path changes the user and the home folder, and with them the cookie that the broker asks for.
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmqctl";

    /// <summary>Queues that hold messages, waiting or under way, dead letters included.</summary>
    public static async Task<IReadOnlyList<string>> FullAsync(IReadOnlyDictionary<string, string>? environment)
    {
        if (environment is null)
        {
            return [];
        }

        var start = new ProcessStartInfo(Program, ["--silent", "list_queues", "--vhost", "ntm", "name", "messages"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ?
            [
                .. output
                    .Split('\n')
                    .Select(line => line.Split('\t'))
                    .Where(parts => parts.Length == 2)
                    .Select(parts =>
                        (Name: parts[0], Messages: long.TryParse(parts[1], CultureInfo.InvariantCulture, out var count) ? count : -1)
                    )
                    .Where(queue => queue.Messages != 0 && queue.Name != "name")
                    .Select(queue => $"queue {queue.Name} holds {queue.Messages}"),
            ]
            : [$"the broker does not say what it holds: {(output + await errors).ReplaceLineEndings(" ")}"];
    }
}
