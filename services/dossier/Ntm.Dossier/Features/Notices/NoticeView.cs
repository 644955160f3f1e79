using Ntm.Dossier.Domain.Meetings;
using Ntm.Dossier.Domain.Notices;

namespace Ntm.Dossier.Features.Notices;

/// <summary>The public notice of one round.</summary>
/// <param name="Stage">Key of the stage.</param>
/// <param name="Round">Round of the stage, from 1.</param>
/// <param name="StartedOn">Legal day on which the report was posted.</param>
/// <param name="Places">Where it was posted.</param>
/// <param name="EndsAt">First instant after its days; null where the procedure sets no shortest time, as it then ends when the commune ends
/// it, and while the working days of that year are not published.</param>
/// <param name="BroadcastsNeeded">How often it must be read out.</param>
/// <param name="Broadcasts">When and where it was read out; one is taken out by its place here, from 1.</param>
/// <param name="Comments">What people said, with the answers.</param>
public sealed record NoticeView(
    string Stage,
    int Round,
    DateOnly StartedOn,
    IReadOnlyList<string> Places,
    DateTimeOffset? EndsAt,
    int BroadcastsNeeded,
    IReadOnlyList<BroadcastView> Broadcasts,
    IReadOnlyList<CommentView> Comments
)
{
    internal static NoticeView Of(RecognitionDossier dossier, PublicNotice notice, Caller caller)
    {
        var acts = DossierAccess.MaySeeClaims(caller, dossier, dossier.Path.StageOf(notice.Stage));
        var figures = dossier.Content.Procedure!.Figures;
        return new NoticeView(
            notice.Stage,
            notice.Round,
            notice.StartedOn,
            notice.Places,
            notice.CommentsEndAt(figures.NoticeDays, dossier.Rules.Calendar),
            figures.Broadcasts,
            [.. notice.Broadcasts.Select(broadcast => new BroadcastView(broadcast.At, broadcast.Place))],
            [
                .. notice.Standing.Select(comment => new CommentView(
                    comment.Number,
                    comment.From,
                    comment.Village,
                    comment.Text,
                    comment.ReceivedOn,
                    comment.Answer?.Text,
                    comment.Answer?.At,
                    comment.Resident is not null,
                    acts ? comment.Resident?.Name : comment.Resident?.Masked,
                    acts ? comment.Resident?.Contact : null,
                    comment.Answer?.Published ?? false
                )),
            ]
        );
    }
}

/// <summary>The report was read out on the loudspeakers.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Place">Where.</param>
public sealed record BroadcastView(DateTimeOffset At, string Place);

/// <summary>A comment on the report.</summary>
/// <param name="Number">Counts the comments of the notice from 1.</param>
/// <param name="From">Role of who commented.</param>
/// <param name="Village">Village, if it came from one.</param>
/// <param name="Text">What was said.</param>
/// <param name="ReceivedOn">Legal day.</param>
/// <param name="Answer">Answer of the commune; null while there is none.</param>
/// <param name="AnsweredAt">When it was answered, UTC.</param>
/// <param name="OfResident">Whether a resident sent it without an account.</param>
/// <param name="Name">Name of the resident: as it was typed for those who act at the stage, initials for others.</param>
/// <param name="Contact">How to ask the resident back; for those who act at the stage alone.</param>
/// <param name="Published">Whether anybody may read it with its answer.</param>
public sealed record CommentView(
    int Number,
    string From,
    string? Village,
    string Text,
    DateOnly ReceivedOn,
    string? Answer,
    DateTimeOffset? AnsweredAt,
    bool OfResident,
    string? Name,
    string? Contact,
    bool Published
);

/// <summary>A meeting that voted to propose the commune.</summary>
/// <param name="Stage">Key of the stage.</param>
/// <param name="Round">Round of the stage, from 1.</param>
/// <param name="HeldOn">Legal day.</param>
/// <param name="Invited">People invited.</param>
/// <param name="Present">People present; the share is taken of these.</param>
/// <param name="InFavour">Votes in favour.</param>
/// <param name="Against">Votes against.</param>
/// <param name="Needed">Votes in favour that were needed.</param>
/// <param name="Agreed">Whether it proposed the commune; else it has to be held again.</param>
/// <param name="MinutesNumber">Number of the minutes.</param>
/// <param name="Source">Document that sets the share.</param>
public sealed record MeetingView(
    string Stage,
    int Round,
    DateOnly HeldOn,
    int Invited,
    int Present,
    int InFavour,
    int Against,
    int Needed,
    bool Agreed,
    string MinutesNumber,
    string Source
)
{
    internal static MeetingView Of(Meeting meeting) =>
        new(
            meeting.Stage,
            meeting.Round,
            meeting.HeldOn,
            meeting.Count.Invited,
            meeting.Count.Present,
            meeting.Count.InFavour,
            meeting.Count.Against,
            meeting.Needed,
            meeting.Agreed,
            meeting.MinutesNumber,
            meeting.Source
        );
}
