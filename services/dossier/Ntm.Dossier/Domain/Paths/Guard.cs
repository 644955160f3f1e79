namespace Ntm.Dossier.Domain.Paths;

/// <summary>
/// Conditions a path may set on a stage. They are checked at the act that moves the dossier on,
/// so what made the stage open cannot have become untrue meanwhile.
/// </summary>
internal enum Guard
{
    /// <summary>Every required document of this stage is there.</summary>
    DocumentsComplete,

    /// <summary>Every required document of this stage and of all stages completed before it is there.</summary>
    ChecklistComplete,

    /// <summary>Every returned item has been answered.</summary>
    ReturnedItemsAnswered,

    /// <summary>The latest submitted self-assessment passes in all criteria.</summary>
    SelfAssessmentPassed,

    /// <summary>Every criterion and document under review has a verdict.</summary>
    VerdictsComplete,

    /// <summary>The server's instant lies before the legal cut-off or its extension.</summary>
    BeforeCutOff,

    /// <summary>The council's minutes are closed.</summary>
    MinutesClosed,
}

/// <summary>The names of the guards in path files, and where each may stand.</summary>
internal static class Guards
{
    private static readonly Dictionary<string, Guard> ByName = new(StringComparer.Ordinal)
    {
        ["documents-complete"] = Guard.DocumentsComplete,
        ["checklist-complete"] = Guard.ChecklistComplete,
        ["returned-items-answered"] = Guard.ReturnedItemsAnswered,
        ["self-assessment-passed"] = Guard.SelfAssessmentPassed,
        ["verdicts-complete"] = Guard.VerdictsComplete,
        ["before-cut-off"] = Guard.BeforeCutOff,
        ["minutes-closed"] = Guard.MinutesClosed,
    };

    public static Guard? Find(string name) => ByName.TryGetValue(name, out var guard) ? guard : null;

    public static bool FitsKind(Guard guard, StageKind kind) =>
        guard switch
        {
            Guard.VerdictsComplete => kind == StageKind.Review,
            Guard.MinutesClosed => kind == StageKind.CouncilVote,
            Guard.BeforeCutOff => kind == StageKind.Submission,
            _ => true,
        };
}
