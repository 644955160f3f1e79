using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Ntm.Host.Commands;

/// <summary>Starts the platform and says where it is; the same as no command at all.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Khởi động hệ thống") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((parsed, cancellation) => RunAsync([.. parsed.UnmatchedTokens], cancellation));
        return command;
    }

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancellation)
    {
        try
        {
            var (builder, options) = PlatformHost.Configure(arguments);
            using var only = DataFolderLock.Take(options.DataFolder);
            await using var app = await PlatformHost.BuildAsync(builder, cancellation);
            await PlatformHost.PrepareAsync(app, options, cancellation);
            await app.StartAsync(cancellation);
            Greet(options);
            await app.WaitForShutdownAsync(cancellation);
            return 0;
        }
        catch (Exception refusal) when (Startup.Explain(refusal) is { } words)
        {
            await Console.Error.WriteLineAsync(words);
            return 2;
        }
    }

    private static void Greet(HostOptions options)
    {
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"[green]NtmPlatform[/] đang chạy tại [bold]{options.Address}[/]");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"API: {options.Address}/openapi/v1.json");
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Dữ liệu: {Path.GetFullPath(options.DataFolder)}");
    }
}
