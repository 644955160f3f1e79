namespace Ntm.Probe.V1;

/// <summary>Somebody asked.</summary>
public sealed record Asked
{
    public required Guid EventId { get; init; }
    public required Guid QuestionId { get; init; }
    public Manner Manner { get; init; }

    /// <summary>Added in this version.</summary>
    public string? Tone { get; init; }
}

/// <summary>How it was asked.</summary>
public enum Manner
{
    Spoken,
    Written,

    /// <summary>Added in this version.</summary>
    Signed,
}

/// <summary>One of the two events that follow an answer.</summary>
public sealed record Answered
{
    public required Guid EventId { get; init; }
    public required Guid QuestionId { get; init; }

    /// <summary>1 or 2: they leave in this order.</summary>
    public required int Part { get; init; }
}
