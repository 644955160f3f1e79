using System.CommandLine;
using System.Text.Json;
using Ntm.Host.Rehearsals;

namespace Ntm.Host.Commands;

/// <summary>Drives the recognition path over HTTP as each kind of user, on its own clock and data.</summary>
internal static class RehearseCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("tên") { Arity = ArgumentArity.ZeroOrOne, Description = "Kịch bản; bỏ trống để chạy tất cả" };
        var list = new Option<bool>("--list") { Description = "Liệt kê các kịch bản" };
        var command = new Command("rehearse", "Diễn tập toàn bộ quy trình công nhận") { name, list };
        command.SetAction((parsed, cancellation) => parsed.GetValue(list)
            ? Task.FromResult(List())
            : RunAsync(parsed.GetValue(name), Console.Out, cancellation));
        return command;
    }

    private static int List()
    {
        foreach (var scenario in Scenario.All)
        {
            Console.WriteLine($"{scenario.Name,-16} {scenario.Title}");
        }

        return 0;
    }

    internal static async Task<int> RunAsync(string? name, TextWriter output, CancellationToken cancellation)
    {
        var chosen = Scenario.All.Where(scenario => name is null || scenario.Name == name).ToList();
        if (chosen.Count == 0)
        {
            await Console.Error.WriteLineAsync($"Không có kịch bản '{name}'. Xem: rehearse --list");
            return 1;
        }

        try
        {
            var total = new RehearsalResult(0, 0, 0);
            foreach (var scenario in chosen)
            {
                total += await RehearsalRun.RunAsync(scenario, new Narrator(output), new Dictionary<string, string?>(), cancellation);
            }

            await output.WriteLineAsync();
            await output.WriteLineAsync(JsonSerializer.Serialize(new
            {
                rehearsal = name ?? "all", recognised = total.Recognised, refusals = total.Refusals, events = total.Events, audit = "verified",
            }));
            return 0;
        }
        catch (Exception failure) when (failure is RehearsalFailure or HttpRequestException)
        {
            await output.FlushAsync(cancellation);
            await Console.Error.WriteLineAsync("Diễn tập hỏng: " + failure.Message);
            return 1;
        }
    }
}
