namespace Ntm.Gateway.Tests.Access;

/// <summary>
/// Who may act at a stage of a dossier: its role at its unit while it is open; wherever nothing is prepared any more nobody who had a hand
/// in the dossier; at a vote a member of the session.
/// </summary>
internal static class StageRule
{
    private const string Consolidating = "VPDP";

    private static readonly Answer NotOnRoster = Answer.Shut("dossier.council_not_on_roster");
    private static readonly Answer NotKeeper = Answer.Shut("dossier.council_not_keeper");
    private static readonly Answer Apart = Answer.Shut("dossier.separation_of_duties");

    public static Answer Of(EndpointRow row, Door door, Subject about, KindOfCaller caller)
    {
        if (!about.Exists || !Right.LetsIn(door.Sees, caller.Holdings, about))
        {
            return Answer.Hidden(door.Hides);
        }

        var stage = about.Stage!;
        return !stage.Exists ? Answer.Refused(404, "dossier.stage_unknown")
            : !stage.Open ? Answer.Refused(409, "dossier.stage_not_open")
            : Act(ActOf(row), row, new At(door, stage, caller));
    }

    /// <summary>What the row does at the stage, such as <c>council/closing</c>.</summary>
    public static string ActOf(EndpointRow row) => row.Pattern.Split("/stages/{stage}/")[1];

    private static Answer Act(string act, EndpointRow row, At at) =>
        act switch
        {
            "claim" when row.Method == "PUT" => at.Claiming,
            "claim" or "claim/handover" or "colleagues" => at.Leads ? Answer.May : at.Claiming,
            "council" => at.Standing
                ?? (
                    at.Keeps ? Answer.May
                    : at.Seated ? NotKeeper
                    : NotOnRoster
                ),
            "council/attendance" or "council/closing" => at.Acting ?? (at.Keeps ? Answer.May : NotKeeper),
            "council/count" => at.Acting ?? (at.Keeps || at.Counts ? Answer.May : NotKeeper),
            "conclusion" => at.Acting ?? (at.Consolidates ? Answer.May : at.NotActor),
            _ => at.Acting ?? Answer.May,
        };

    /// <summary>A caller before a stage.</summary>
    private sealed record At(Door Door, StageAt Stage, KindOfCaller Caller)
    {
        public Answer NotActor => Answer.Shut(Door.Shuts);

        public bool Leads => Caller.Holds("leader", Stage.Unit);

        public bool Seated => Stage.Roster!.Contains(Caller.Name);

        /// <summary>The chair and the secretary.</summary>
        public bool Keeps => Stage.Roster!.Take(2).Contains(Caller.Name);

        /// <summary>The counting board.</summary>
        public bool Counts => Stage.Roster![2] == Caller.Name;

        public bool Consolidates => !Stage.Shared || Caller.Holdings.Any(one => one.Role == Stage.Role && one.Department == Consolidating);

        /// <summary>Why he is none of those who act there at all; null where he is.</summary>
        public Answer? Standing =>
            !Caller.Holds(Stage.Role, Stage.Unit) ? NotActor
            : Stage.IsApart(Caller) ? Apart
            : null;

        /// <summary>Why he does not act there now; null where he does.</summary>
        public Answer? Acting => Standing ?? (Stage.Roster is not null && !Seated ? NotOnRoster : null);

        /// <summary>A leader may look for a share where departments have some, and finds that none is his.</summary>
        public Answer Claiming => Stage.Shared && Leads && !Caller.Holds(Stage.Role, Stage.Unit) ? Answer.May : Acting ?? Answer.May;
    }
}
