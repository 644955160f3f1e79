using System.ComponentModel.DataAnnotations;

namespace Ntm.Identity;

/// <summary>
/// How many wrong passwords and codes are free, and how long each further one makes wait; section <c>Identity:SlowDown</c>. Each wait is
/// twice the one before. A device that the account has signed in from before is counted by itself.
/// </summary>
public sealed class SlowDownOptions
{
    private const string Section = $"{IdentityIssuerOptions.Section}:{nameof(IdentityIssuerOptions.SlowDown)}";

    /// <summary>Wrong tries at one name from one address, or from one known device, 3 to 20: the next one waits. Default 5.</summary>
    [Range(3, 20)]
    public int After { get; set; } = 5;

    /// <summary>Wrong tries from one address at whatever names, 10 to 10,000. Default 50: an office may share an address.</summary>
    [Range(10, 10_000)]
    public int AddressAfter { get; set; } = 50;

    /// <summary>Wrong tries at one name from all addresses together, 20 to 10,000; it holds up unknown devices only. Default 100.</summary>
    [Range(20, 10_000)]
    public int NameAfter { get; set; } = 100;

    /// <summary>The first wait, 1 second to 1 day. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FirstWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait, 1 second to 1 day. Default 15 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>What no annotation says, in Vietnamese.</summary>
    internal IEnumerable<string> Faults() =>
        LongestWait < FirstWait
            ? [$"{Section}:{nameof(FirstWait)} {FirstWait} không được dài hơn {Section}:{nameof(LongestWait)} {LongestWait}."]
            : [];
}
