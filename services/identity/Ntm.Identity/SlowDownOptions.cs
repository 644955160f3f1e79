namespace Ntm.Identity;

/// <summary>
/// How many wrong passwords and codes are free, and how long each further one makes wait; section <c>Identity:SlowDown</c>. Each wait is
/// twice the one before. A device that the account has signed in from before is counted by itself.
/// </summary>
public sealed class SlowDownOptions
{
    private const string Section = $"{IdentityIssuerOptions.Section}:{nameof(IdentityIssuerOptions.SlowDown)}";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>Wrong tries at one name from one address, or from one known device, 3 to 20: the next one waits. Default 5.</summary>
    public int After { get; set; } = 5;

    /// <summary>Wrong tries from one address at whatever names, 10 to 10,000. Default 50: an office may share an address.</summary>
    public int AddressAfter { get; set; } = 50;

    /// <summary>Wrong tries at one name from all addresses together, 20 to 10,000; it holds up unknown devices only. Default 100.</summary>
    public int NameAfter { get; set; } = 100;

    /// <summary>The first wait, 1 second to 1 day. Default 1 minute.</summary>
    public TimeSpan FirstWait { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait, up to 1 day. Default 15 minutes.</summary>
    public TimeSpan LongestWait { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Everything that is wrong, in Vietnamese.</summary>
    internal IEnumerable<string> Faults() =>
        new[]
        {
            Outside(nameof(After), After, 3, 20),
            Outside(nameof(AddressAfter), AddressAfter, 10, 10_000),
            Outside(nameof(NameAfter), NameAfter, 20, 10_000),
            FirstWait < TimeSpan.FromSeconds(1) || LongestWait < FirstWait || LongestWait > Longest
                ? $"{Section}: {nameof(FirstWait)} từ 1 giây, không dài hơn {nameof(LongestWait)}; {nameof(LongestWait)} tối đa 1 ngày."
                : null,
        }.OfType<string>();

    private static string? Outside(string name, int value, int least, int most) =>
        value >= least && value <= most ? null : $"{Section}:{name} {value} phải từ {least} đến {most}.";
}
