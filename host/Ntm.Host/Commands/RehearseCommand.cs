using System.CommandLine;
using System.CommandLine.Parsing;
using Ntm.Host.Rehearsals;

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

    /// <summary>
    /// One scenario runs here; all of them run each in a process of its own, so that none inherits another's memory,
    /// or one after the other against a platform that runs already.
    /// </summary>
    internal static async Task<int> RunAsync(string? name, Uri? against, TextWriter output, CancellationToken cancellation)
    {
        try
        {
            var result = new RehearsalResult(0, 0, 0);
            if (name is null)
            {
                foreach (var each in Scenario.All)
                {
                    result += against is null
                        ? await RehearsalProcess.RunAsync(each.Name, output, cancellation)
                        : await RehearsalRun.RunAsync(each, new Narrator(output), new Dictionary<string, string?>(), cancellation, against);
                }
            }
            else if (Scenario.All.FirstOrDefault(one => one.Name == name) is { } scenario)
            {
                result = await RehearsalRun.RunAsync(
                    scenario,
                    new Narrator(output),
                    new Dictionary<string, string?>(),
                    cancellation,
                    against
                );
            }
            else
            {
                await Console.Error.WriteLineAsync($"Không có kịch bản '{name}'. Xem: rehearse --list");
                return 1;
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
