namespace Ntm.Dossier.Domain.Paths;

/// <summary>Something wrong in a path file.</summary>
/// <param name="Place">Where, e.g. <c>root.activities[3].dueBefore</c>.</param>
/// <param name="Message">What is wrong, in Vietnamese.</param>
internal sealed record PathFault(string Place, string Message)
{
    public override string ToString() => $"{Place}: {Message}";
}

/// <summary>Result of reading a path file: a path, or all its faults.</summary>
internal sealed record PathReading(PathDefinition? Path, IReadOnlyList<PathFault> Faults);

/// <summary>Stops the start of the process: a path file cannot be used. The message lists every fault.</summary>
internal sealed class PathFaultsException(IReadOnlyList<PathFault> faults)
    : UnusableDataException("Tệp quy trình không dùng được:" + string.Concat(faults.Select(fault => Environment.NewLine + "  " + fault)))
{
    public IReadOnlyList<PathFault> Faults { get; } = faults;
}
