using System.CommandLine;
using System.CommandLine.Parsing;
using Ntm.Rehearsal;

namespace Ntm.Host.Commands;

/// <summary>Drives the recognition path over HTTP as each kind of user, on its own clock and data.</summary>
internal static class RehearseCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("tên") { Arity = ArgumentArity.ZeroOrOne, Description = "Kịch bản; bỏ trống để chạy tất cả" };
        var list = new Option<bool>("--list") { Description = "Liệt kê các kịch bản" };
        var against = new Option<Uri?>("--against")
        {
            Description = "Địa chỉ một hệ thống đang chạy ở chế độ mẫu; bỏ trống thì tự khởi động một hệ thống riêng",
            HelpName = "URL",
            CustomParser = AddressOf,
        };
        var command = new Command("rehearse", "Diễn tập toàn bộ quy trình công nhận") { name, list, against };
        command.SetAction(
            (parsed, cancellation) =>
                parsed.GetValue(list)
                    ? Task.FromResult(List())
                    : RunAsync(parsed.GetValue(name), parsed.GetValue(against), Console.Out, cancellation)
        );
        return command;
    }

    private static Uri? AddressOf(ArgumentResult given)
    {
        var text = given.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https" })
        {
            return address;
        }

        given.AddError($"--against: '{text}' không phải một địa chỉ như http://127.0.0.1:5080.");
        return null;
    }

    private static int List()
    {
        foreach (var scenario in Scenario.All)
        {
            Console.WriteLine($"{scenario.Name, -16} {scenario.Title}");
        }

        return 0;
    }

    /// <summary>The named scenario, or all of them one after the other, each on a platform of its own or against one that runs
    /// already.</summary>
    internal static async Task<int> RunAsync(string? name, Uri? against, TextWriter output, CancellationToken cancellation)
    {
        var scenarios = Scenario.All.Where(scenario => name is null || scenario.Name == name).ToList();
        if (scenarios.Count == 0)
        {
            await Console.Error.WriteLineAsync($"Không có kịch bản '{name}'. Xem: rehearse --list");
            return 1;
        }

        try
        {
            var venue = RehearsalHost.Venue(new Dictionary<string, string?>());
            var result = new RehearsalResult(0, 0, 0);
            foreach (var scenario in scenarios)
            {
                result += await RehearsalRun.RunAsync(scenario, new Narrator(output), venue, cancellation, against);
            }

            await output.WriteLineAsync("\n" + result.ToJson(name ?? "all"));
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
