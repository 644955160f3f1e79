using System.Globalization;

namespace Ntm.Faults.Tests.Cases.World;

/// <summary>What a run can be told from outside; every case says what it took.</summary>
internal static class Setting
{
    /// <summary><c>NTM_FAULTS_SEED</c>, or a new one.</summary>
    public static int Seed(ITestOutputHelper output)
    {
        var seed = Number("NTM_FAULTS_SEED", Random.Shared.Next());
        output.WriteLine($"NTM_FAULTS_SEED={seed}");
        return seed;
    }

    public static int Number(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
