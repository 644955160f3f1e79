namespace Ntm.Testing;

/// <summary>
/// Which run of <c>./test.sh</c> a test belongs to, as its trait: without one it is of the first speed, and its verdict does not
/// depend on how fast the machine is.
/// </summary>
public static class Speed
{
    public const string Name = "Speed";

    /// <summary>Second speed, <c>./test.sh --faults</c>: long, or with bounds in seconds, memory and rates.</summary>
    public const string Faults = "faults";
}
