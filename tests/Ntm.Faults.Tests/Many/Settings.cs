using System.Globalization;

namespace Ntm.Faults.Tests.Many;

/// <summary>The settings of a run of the fault tests, from its environment.</summary>
internal static class Settings
{
    /// <summary>Seed of every random choice, printed by each case: <c>NTM_FAULTS_SEED</c>.</summary>
    public static int Seed => Number("NTM_FAULTS_SEED", Random.Shared.Next());

    /// <summary>Random kills: <c>NTM_FAULTS_KILLS</c>, 18 unless set. A third of them kill the single process.</summary>
    public static int Kills => Number("NTM_FAULTS_KILLS", 18);

    /// <summary>Pairs of kills under planning: two, or a twelfth of all where bounds count.</summary>
    public static int PlanningKills => Bounds ? Math.Max(4, Kills / 12) : 2;

    /// <summary>Kills at each named moment: <c>NTM_FAULTS_POINT_KILLS</c>, one unless set.</summary>
    public static int PointKills => Number("NTM_FAULTS_POINT_KILLS", 1);

    /// <summary>
    /// Whether bounds in seconds, memory and counts of repetitions are part of the verdict: <c>NTM_FAULTS_BOUNDS=1</c>, which only
    /// <c>./test.sh --faults</c> sets. Without it a slow machine changes no verdict.
    /// </summary>
    public static bool Bounds => Number("NTM_FAULTS_BOUNDS", 0) == 1;

    /// <summary>Runs, each on data of its own, among which the kills of the single process are shared out: two where bounds
    /// count.</summary>
    public static int Rounds => Bounds ? 2 : 1;

    public static int KillsOfOne => Kills / 3;

    public static int KillsOfMany => Kills - KillsOfOne;

    public static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
