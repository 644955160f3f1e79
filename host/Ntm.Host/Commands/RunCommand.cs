using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Ntm.Host.Commands;

/// <summary>Starts the platform and says where it is; the same as no command at all.</summary>
internal static class RunCommand
{
    private const int WidthOfFile = 200;

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
            await using var app = PlatformHost.Build(builder);
            await PlatformHost.PrepareAsync(app, cancellation);
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
        var words = CultureInfo.InvariantCulture;
        if (Console.IsOutputRedirected)
        {
            // A file has no colours and no edge at which to break an address.
            var file = AnsiConsole.Profile;
            (file.Capabilities.Ansi, file.Capabilities.ColorSystem, file.Width) = (false, ColorSystem.NoColors, WidthOfFile);
        }

        AnsiConsole.MarkupLineInterpolated(
            words,
            $"[green]NtmPlatform[/] đang chạy: mở [bold]{options.Address}[/] bằng trình duyệt (API: {options.Address}/openapi/v1.json)"
        );
        AnsiConsole.MarkupLineInterpolated(words, $"Dữ liệu: {Path.GetFullPath(options.DataFolder)}");
        if (!options.Sample)
        {
            return;
        }

        AnsiConsole.MarkupLineInterpolated(
            words,
            $"Chế độ mẫu, người và tài khoản là bịa đặt. Mật khẩu chung: [bold]{PlatformHost.SamplePassword}[/]"
        );
        var table = new Table().Border(TableBorder.Simple).AddColumns("Tài khoản", "Là ai");
        foreach (var account in Ntm.Identity.IdentityModule.Sample.Accounts)
        {
            table.AddRow(Markup.Escape(account.UserName), Markup.Escape(account.Title));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("Hồ sơ đầu tiên, từng lệnh một: docs/first-dossier.md.");
        AnsiConsole.WriteLine("Dừng: Ctrl+C.");
    }
}
