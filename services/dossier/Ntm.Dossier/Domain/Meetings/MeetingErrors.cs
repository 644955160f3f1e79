namespace Ntm.Dossier.Domain.Meetings;

/// <summary>Refusals of a meeting's record.</summary>
internal static class MeetingErrors
{
    public static Error MorePresent(int present, int invited) =>
        Error.Invalid("dossier.meeting_more_present", $"Có mặt {present} người nhưng chỉ mời {invited} người.", "present");

    public static Error MoreVotes(long votes, int present) =>
        Error.Invalid(
            "dossier.meeting_more_votes",
            $"Đồng ý và không đồng ý cộng lại là {votes}, nhiều hơn {present} người có mặt.",
            "inFavour"
        );
}
