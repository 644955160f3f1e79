namespace Ntm.Benchmarks.V1;

/// <summary>Something was noted: an event as large as the platform's, each of an order of its own.</summary>
public sealed record Noted
{
    public required Guid EventId { get; init; }
    public required string Text { get; init; }
}
