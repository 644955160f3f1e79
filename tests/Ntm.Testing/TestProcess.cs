using System.Collections.Concurrent;
using Xunit.Sdk;
using Xunit.v3;

namespace Ntm.Testing;

/// <summary>
/// What must be ended with a test process: servers, folders. It is done while the runner still waits for it; after that a process
/// has ten seconds, which on a busy machine are too few, and is ended by force and counted as failed.
/// </summary>
public sealed class TestProcess : ITestPipelineStartup
{
    private static readonly ConcurrentStack<Action> Endings = new();

    static TestProcess() => AppDomain.CurrentDomain.ProcessExit += (_, _) => End();

    /// <summary>Runs an action once, when the last test has ended.</summary>
    public static void AtEnd(Action end) => Endings.Push(end);

    public ValueTask StartAsync(IMessageSink diagnosticMessageSink) => ValueTask.CompletedTask;

    public ValueTask StopAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    private static void End()
    {
        while (Endings.TryPop(out var end))
        {
            end();
        }
    }
}
