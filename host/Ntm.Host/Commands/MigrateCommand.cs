using System.CommandLine;
using Ntm.Persistence;

namespace Ntm.Host.Commands;

/// <summary>Brings every database up to date and ends.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Cập nhật cấu trúc các cơ sở dữ liệu rồi dừng") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                try
                {
                    var (builder, options) = PlatformHost.Configure([.. parsed.UnmatchedTokens]);
                    using var only = DataFolderLock.Take(options.DataFolder);
                    await using var app = PlatformHost.Build(builder);
                    await Migrator.MigrateAsync(app.Services, cancellation);
                    return 0;
                }
                catch (Exception refusal) when (Startup.Explain(refusal) is { } words)
                {
                    await Console.Error.WriteLineAsync(words);
                    return 2;
                }
            }
        );
        return command;
    }
}
