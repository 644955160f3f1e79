namespace Ntm.Dossier.Domain.Paths;

/// <summary>
/// Conditions a path may set on a stage. Each looks at the dossier's state at the act that moves it on, never at what happened
/// before. That required documents are there needs no guard: every stage asks for it.
/// </summary>
internal enum Guard
{
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
        ["returned-items-answered"] = Guard.ReturnedItemsAnswered,
        ["self-assessment-passed"] = Guard.SelfAssessmentPassed,
        ["verdicts-complete"] = Guard.VerdictsComplete,
        ["before-cut-off"] = Guard.BeforeCutOff,
        ["minutes-closed"] = Guard.MinutesClosed,
    };

    public static Guard? Find(string name) => ByName.TryGetValue(name, out var guard) ? guard : null;

    /// <summary>Whether the guard is checked at stages of the kind. A survey is closed by its result alone.</summary>
    public static bool FitsKind(Guard guard, StageKind kind) =>
        guard switch
        {
            _ when kind == StageKind.Survey => false,
            Guard.VerdictsComplete => kind == StageKind.Review,
            Guard.MinutesClosed => kind == StageKind.CouncilVote,
            Guard.BeforeCutOff => kind == StageKind.Submission,
            _ => true,
        };
}
