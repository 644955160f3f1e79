using System.CommandLine;

namespace Ntm.Host.Commands;

/// <summary>
/// The dossier service's verb <c>reconcile</c> on the data of the single process, which must not run meanwhile. What it
/// publishes leaves at the next start.
/// </summary>
internal static class ReconcileCommand
{
    private const string Verb = "reconcile";

    public static Command Create()
    {
        var command = new Command(
            Verb,
            "Đối chiếu mọi hồ sơ với những gì quanh nó, sửa điều sửa được rồi dừng; mã thoát 1 khi còn sai lệch"
        )
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(
            async (parsed, cancellation) =>
            {
                try
                {
                    var (builder, options) = PlatformHost.Configure([.. parsed.UnmatchedTokens]);
                    using var only = DataFolderLock.Take(options.DataFolder);
                    await using var app = PlatformHost.Build(builder);
                    await PlatformHost.MigrateAtStartAsync(app, cancellation);
                    return await PlatformHost
                        .Modules.Single(module => module.Verbs.ContainsKey(Verb))
                        .Verbs[Verb](app.Services, Console.Out, cancellation);
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
