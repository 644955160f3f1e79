using System.Globalization;

namespace Ntm.Faults.Tests.Many;

/// <summary>What a run of the fault tests is told by its environment.</summary>
internal static class Settings
{
    /// <summary>Seed of every random choice, printed by each case: <c>NTM_FAULTS_SEED</c>.</summary>
    public static int Seed => Number("NTM_FAULTS_SEED", Random.Shared.Next());

    /// <summary>Random kills: <c>NTM_FAULTS_KILLS</c>, 156 unless set. A third of them strikes the single process.</summary>
    public static int Kills => Number("NTM_FAULTS_KILLS", 156);

    public static int KillsOfOne => Kills / 3;

    public static int KillsOfMany => Kills - KillsOfOne;

    public static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
