namespace Ntm.Web;

/// <summary>A fault in a data file, with its place.</summary>
/// <param name="Line">Line, from 1; 0 for the file as a whole.</param>
/// <param name="Place">Place below the root, e.g. <c>rules[0].quorum</c>; empty for the file as a whole.</param>
/// <param name="Message">What is wrong, in Vietnamese.</param>
public sealed record FileFault(int Line, string Place, string Message)
{
    public override string ToString() =>
        $"{(Line > 0 ? $"dòng {Line}{(Place.Length > 0 ? ", " : ": ")}" : "")}{(Place.Length > 0 ? $"{Place}: " : "")}{Message}";
}

/// <summary>The content of a data file, or its faults. There is a value whenever there is no fault.</summary>
public sealed record FileReading<T>(T? Value, IReadOnlyList<FileFault> Faults)
    where T : class
{
    internal static FileReading<T> Of(FileFault fault) => new(null, [fault]);

    /// <summary>Checks the content against rules that its shape cannot express; not called where there is no value.</summary>
    /// <param name="faults">Every fault of the content, in Vietnamese.</param>
    public FileReading<T> Check(Func<T, IEnumerable<string>> faults) =>
        Value is null ? this : this with { Faults = [.. Faults, .. faults(Value).Select(fault => new FileFault(0, "", fault))] };
}
