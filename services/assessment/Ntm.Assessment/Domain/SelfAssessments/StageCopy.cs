namespace Ntm.Assessment.Domain.SelfAssessments;

/// <summary>What this service knows of a stage of a dossier: while it is open, its criteria may be assessed anew.</summary>
internal sealed class StageCopy
{
    public required Guid DossierId { get; init; }
    public required string Stage { get; init; }

    /// <summary>How often the stage has been opened, from 1.</summary>
    public required int Round { get; init; }

    /// <summary>Criteria that may be assessed while it is open; null means all, empty none.</summary>
    public IReadOnlyList<string>? Criteria { get; set; } = [];

    /// <summary>Set by its completion, even where that arrives before its opening.</summary>
    public bool Completed { get; set; }

    /// <summary>True while it is open and lets the commune change criteria.</summary>
    public bool Asks => !Completed && Criteria is not { Count: 0 };

    /// <summary>Codes of the criteria that open stages let the commune change.</summary>
    public static IReadOnlyList<string> Editable(IEnumerable<StageCopy> stages, IEnumerable<string> criteria)
    {
        var open = stages.Where(stage => !stage.Completed).ToList();
        return criteria.Where(code => open.Any(stage => stage.Criteria is null || stage.Criteria.Contains(code))).ToList();
    }
}
