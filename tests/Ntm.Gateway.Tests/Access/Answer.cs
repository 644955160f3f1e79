namespace Ntm.Gateway.Tests.Access;

/// <summary>What a caller is to get.</summary>
/// <param name="Status">Status of the refusal; null where he is let in, whatever then comes of the request.</param>
/// <param name="Code">Code of the refusal; null where any will do.</param>
internal sealed record Answer(int? Status, string? Code)
{
    public static readonly Answer May = new(null, null);

    public static Answer Refused(int status, string? code) => new(status, code);

    public static Answer Shut(string code) => Refused(403, code);

    public static Answer Hidden(string code) => Refused(404, code);

    /// <summary>Whether what came is this answer.</summary>
    /// <param name="status">Status that came.</param>
    /// <param name="code">Code that came, if any.</param>
    /// <param name="door">The group of endpoints.</param>
    public bool IsMetBy(int status, string? code, Door door) =>
        Status is null
            ? status is < 500 and not (401 or 403) && !(status == 404 && code == door.Hides)
            : status == Status && (Code is null || code == Code);

    public override string ToString() => Status is null ? "let in" : $"{Status} {Code}";
}
