namespace Ntm.Audit;

/// <summary>
/// A part of what an act changed, as an entry records it in its payload's <c>records</c>: with what it was before, so that a change
/// behind the service is found even when an act wrote over it since.
/// </summary>
/// <param name="Key">Names the part.</param>
/// <param name="Before">Its content before the act; null when there was none.</param>
/// <param name="Content">Its content after the act; null when it is gone.</param>
public sealed record BoundPart(string Key, string? Before, string? Content);
