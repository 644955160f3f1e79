using System.Text.Json.Serialization;

namespace Ntm.Dossier.Domain.Opinions;

/// <summary>
/// An opinion that those who act at an open stage asked of others (xin ý kiến phối hợp). It advises and keeps no stage from going on; it
/// ends with the round of its stage.
/// </summary>
internal sealed record Opinion
{
    /// <summary>Counts the opinions asked about the dossier from 1.</summary>
    public required int Number { get; init; }
    public required string Stage { get; init; }
    public required int Round { get; init; }

    /// <summary>Who is asked: whoever holds this role at the unit and, where one is named, in the department.</summary>
    public required Grant To { get; init; }
    public required string Question { get; init; }
    public required string AskedBy { get; init; }

    /// <summary>Account in whose place it was asked under a letter of delegation; null when in the own.</summary>
    public string? AskedFor { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>First instant that is too late for the answer.</summary>
    public required DateTimeOffset DueAt { get; init; }
    public OpinionAnswer? Answer { get; init; }

    /// <summary>When its stage ended without an answer; null otherwise.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The last reminder that somebody gave.</summary>
    public OpinionReminder? Reminded { get; init; }

    /// <summary>Reminders of the platform up to this instant have been given; null before the first.</summary>
    public DateTimeOffset? AlarmedAt { get; init; }

    /// <summary>When the next reminder or the deadline itself is due; null when none is left.</summary>
    public DateTimeOffset? NextAlarmAt { get; init; }

    /// <summary>Whether an answer is waited for.</summary>
    [JsonIgnore]
    public bool IsOpen => Answer is null && EndedAt is null;

    /// <summary>Whether an account answers for the question.</summary>
    public bool IsOf(string? account) =>
        account is not null && (AccountComparer.Instance.Equals(AskedBy, account) || AccountComparer.Instance.Equals(AskedFor, account));
}

/// <summary>What was answered.</summary>
/// <param name="Text">The opinion.</param>
/// <param name="By">Account that gave it.</param>
/// <param name="At">When.</param>
internal sealed record OpinionAnswer(string Text, string By, DateTimeOffset At);

/// <summary>That somebody reminded those who were asked.</summary>
/// <param name="By">Account that did.</param>
/// <param name="At">When.</param>
internal sealed record OpinionReminder(string By, DateTimeOffset At);
