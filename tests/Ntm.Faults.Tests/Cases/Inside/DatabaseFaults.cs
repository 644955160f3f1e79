using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Ntm.Faults.Tests.Cases.Inside;

/// <summary>
/// Listens to the diagnostic events of EF Core inside a service's process, and ends the process by SIGKILL at the named moment, or
/// lets a write that was done look as if it had timed out. The service has no part in it.
/// </summary>
internal sealed class DatabaseFaults : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    /// <summary>Variable: a moment of <see cref="KillPoint"/>.</summary>
    public const string KillAt = "NTM_FAULTS_KILL_AT";

    /// <summary>Variable: file that must be there for a kill or a time-out; for a kill it says how many such moments pass before
    /// it.</summary>
    public const string Armed = "NTM_FAULTS_ARMED";

    /// <summary>Variable: one write in so many is done and then reported as timed out.</summary>
    public const string TimeoutOneIn = "NTM_FAULTS_TIMEOUT_ONE_IN";

    /// <summary>Added to the name of that file: where each time-out is noted.</summary>
    public const string Done = ".done";

    /// <summary>Variable: seed of the choice.</summary>
    public const string Seed = "NTM_FAULTS_INSIDE_SEED";

    private readonly string? killAt = Environment.GetEnvironmentVariable(KillAt);
    private readonly string armed;
    private readonly int oneIn = Number(TimeoutOneIn);
    private readonly Random random = new(Number(Seed));
    private readonly Lock turn = new();

    private DatabaseFaults(string armed) => this.armed = armed;

    public static void Begin()
    {
        if (Environment.GetEnvironmentVariable(Armed) is { } file)
        {
            DiagnosticListener.AllListeners.Subscribe(new DatabaseFaults(file));
        }
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (killAt is not null && KillPoint.Of(value) == killAt)
        {
            KillIfArmed();
        }

        if (oneIn > 0 && IsWrite(value) && File.Exists(armed) && Chosen())
        {
            File.AppendAllText(armed + Done, $"{value.Key}\n");
            throw new NpgsqlException("It was done, but nobody learned of it.", new TimeoutException());
        }
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    private void KillIfArmed()
    {
        lock (turn)
        {
            if (!File.Exists(armed))
            {
                return;
            }

            var passing = int.Parse(File.ReadAllText(armed), CultureInfo.InvariantCulture);
            if (passing > 0)
            {
                File.WriteAllText(armed, $"{passing - 1}");
                return;
            }

            File.Delete(armed);
            Process.GetCurrentProcess().Kill();
        }
    }

    private bool Chosen()
    {
        lock (turn)
        {
            return random.Next(oneIn) == 0;
        }
    }

    private static bool IsWrite(KeyValuePair<string, object?> value) =>
        value.Key == RelationalEventId.TransactionCommitted.Name
        || (
            value.Value is CommandExecutedEventData executed
            && !executed.Command.CommandText.TrimStart().StartsWith("SELECT", StringComparison.Ordinal)
        );

    private static int Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : 0;
}
