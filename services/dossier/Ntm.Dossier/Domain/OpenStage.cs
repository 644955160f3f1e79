using System.Collections.Immutable;
using Ntm.Dossier.Domain.Claims;

namespace Ntm.Dossier.Domain;

/// <summary>A stage that waits for its actor.</summary>
internal sealed record OpenStage
{
    public required string Key { get; init; }
    public required int Round { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>First instant that is too late; null without a deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Alarms up to this instant have been given.</summary>
    public required DateTimeOffset AlarmedUpTo { get; init; }

    /// <summary>When the next reminder or the deadline itself is due; null when none is left.</summary>
    public DateTimeOffset? NextAlarmAt { get; init; }

    /// <summary>Who works on it, one a share at most.</summary>
    public ImmutableList<StageClaim> Claims { get; init; } = [];

    public StageClaim? ClaimOn(StageShare share) => Claims.Find(claim => claim.IsOn(share));
}
