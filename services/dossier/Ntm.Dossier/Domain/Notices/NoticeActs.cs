namespace Ntm.Dossier.Domain.Notices;

/// <summary>Records what happens during a public notice, and says what it still lacks.</summary>
internal static class NoticeActs
{
    /// <summary>The notice of the stage's round; null before it began.</summary>
    public static PublicNotice? Of(RecognitionDossier dossier, Stage stage) =>
        dossier.Content.Notices.Find(notice => notice.Stage == stage.Key && notice.Round == dossier.State.RoundOf(stage.Key));

    /// <summary>Why the notice is not over: its days run, it was not read out often enough, a comment has no answer.</summary>
    public static IEnumerable<Error> Obstacles(RecognitionDossier dossier, Stage stage, DateTimeOffset now)
    {
        var figures = FiguresOf(dossier);
        if (Of(dossier, stage) is not { } notice)
        {
            return [NoticeErrors.NotStarted, NoticeErrors.TooFewBroadcasts(0, figures.Broadcasts)];
        }

        var ends = notice.EndsAt(figures.NoticeDays, dossier.Rules.Calendar);
        var faults = new List<Error>();
        if (ends is null)
        {
            faults.Add(NoticeErrors.EndUnknown);
        }
        else if (figures.NoticeDays.Days > 0 && now < ends)
        {
            faults.Add(NoticeErrors.Running(ends.Value, now));
        }

        if (notice.Broadcasts.Count < figures.Broadcasts)
        {
            faults.Add(NoticeErrors.TooFewBroadcasts(notice.Broadcasts.Count, figures.Broadcasts));
        }

        return faults.Concat(
            notice.Standing.Where(comment => comment.Answer is null).Select(comment => NoticeErrors.CommentUnanswered(comment.Number))
        );
    }

    /// <summary>The report was posted; again to correct the day or the places, until something lies before the new day.</summary>
    public static Result<Change> Start(RecognitionDossier dossier, Act act, Stage stage, DateOnly startedOn, IReadOnlyList<string> places)
    {
        var (open, before) = (dossier.FindOpen(stage.Key)!, Of(dossier, stage));
        var faults = act.DateFaults("startedOn", startedOn, VietnamTime.DayOf(open.OpenedAt)).ToList();
        if (!places.All(place => RosterCheck.IsText(place, PublicNotice.LongestPlace)))
        {
            faults.Add(NoticeErrors.Place(PublicNotice.LongestPlace));
        }

        if (
            before is not null
            && (
                before.Broadcasts.Exists(broadcast => VietnamTime.DayOf(broadcast.At) < startedOn)
                || before.Standing.Any(comment => comment.ReceivedOn < startedOn)
            )
        )
        {
            faults.Add(NoticeErrors.StartsTooLate);
        }

        if (faults.Count > 0)
        {
            return faults;
        }

        var notice = before is null
            ? new PublicNotice
            {
                Stage = stage.Key,
                Round = open.Round,
                StartedOn = startedOn,
                Places = places,
            }
            : before with
            {
                StartedOn = startedOn,
                Places = places,
            };
        var started = new
        {
            notice.Round,
            startedOn,
            places,
        };
        return Next(dossier, act, before, notice, act.Entry("notice.started", stage, started));
    }

    /// <summary>The report was read out.</summary>
    public static Result<Change> Broadcast(RecognitionDossier dossier, Act act, Stage stage, Broadcast broadcast)
    {
        if (Of(dossier, stage) is not { } notice)
        {
            return NoticeErrors.NotStarted;
        }

        var faults = BroadcastFaults(notice, act, broadcast).ToList();
        if (faults.Count > 0)
        {
            return faults;
        }

        var next = notice with { Broadcasts = notice.Broadcasts.Add(broadcast) };
        return Next(dossier, act, notice, next, act.Entry("notice.broadcast", stage, broadcast));
    }

    /// <summary>A broadcast that was recorded by mistake is taken out; the audit keeps that it was there.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="act">Who takes it out.</param>
    /// <param name="stage">Stage of the notice.</param>
    /// <param name="number">Its place among the broadcasts, from 1.</param>
    public static Result<Change> RemoveBroadcast(RecognitionDossier dossier, Act act, Stage stage, int number)
    {
        if (Of(dossier, stage) is not { } notice)
        {
            return NoticeErrors.NotStarted;
        }

        if (notice.Broadcasts.ElementAtOrDefault(number - 1) is not { } broadcast)
        {
            return NoticeErrors.BroadcastUnknown(number);
        }

        var next = notice with { Broadcasts = notice.Broadcasts.Remove(broadcast) };
        return Next(dossier, act, notice, next, act.Entry("notice.broadcast_removed", stage, broadcast));
    }

    /// <summary>A comment came in. The audit has its hash and not its words.</summary>
    public static Result<Change> Comment(RecognitionDossier dossier, Act act, Stage stage, NoticeComment received)
    {
        if (Of(dossier, stage) is not { } notice)
        {
            return NoticeErrors.NotStarted;
        }

        if (notice.Comments.Count >= PublicNotice.MostComments)
        {
            return NoticeErrors.TooManyComments(PublicNotice.MostComments);
        }

        var faults = act.DateFaults("receivedOn", received.ReceivedOn, notice.StartedOn).ToList();
        if (faults.Count > 0)
        {
            return faults;
        }

        var (next, entry) = Received(notice, act, stage, received);
        return Next(dossier, act, notice, next, entry);
    }

    /// <summary>A resident sent a comment. Who sends one has no hand in the dossier.</summary>
    /// <param name="dossier">The dossier.</param>
    /// <param name="act">When.</param>
    /// <param name="stage">Stage of the notice.</param>
    /// <param name="received">The comment.</param>
    /// <param name="mostADay">How many of these the notice takes a day.</param>
    public static Result<Change> CommentOfResident(RecognitionDossier dossier, Act act, Stage stage, NoticeComment received, int mostADay)
    {
        if (Of(dossier, stage) is not { } notice)
        {
            return NoticeErrors.NotPosted;
        }

        var sent = notice.Comments.FindAll(comment => comment.Resident is not null);
        if (notice.CommentsEndAt(FiguresOf(dossier).NoticeDays, dossier.Rules.Calendar) <= act.At)
        {
            return NoticeErrors.CommentsEnded;
        }

        if (sent.Count >= PublicNotice.MostOfResidents || notice.Comments.Count >= PublicNotice.MostComments)
        {
            return NoticeErrors.ResidentsFull;
        }

        if (sent.Count(comment => comment.ReceivedOn == act.Day) >= mostADay)
        {
            return NoticeErrors.DayFull;
        }

        if (Resident.LinksIn(received.Text) > Resident.MostLinks)
        {
            return NoticeErrors.TooManyLinks;
        }

        var (next, entry) = Received(notice, act, stage, received);
        return With(dossier, notice, next, entry);
    }

    /// <summary>A comment is answered; again to correct the answer while the notice is open.</summary>
    public static Result<Change> Answer(RecognitionDossier dossier, Act act, Stage stage, int number, string text, bool publish)
    {
        if (Of(dossier, stage) is not { } notice)
        {
            return NoticeErrors.NotStarted;
        }

        if (notice.Standing.FirstOrDefault(found => found.Number == number) is not { } comment)
        {
            return NoticeErrors.CommentUnknown(number);
        }

        var answered = comment with { Answer = new NoticeAnswer(text, act.By, act.At, publish && comment.Resident is not null) };
        var next = notice with { Comments = notice.Comments.Replace(comment, answered) };
        return Next(dossier, act, notice, next, act.Entry("notice.comment_answered", stage, new { number, TextHash = TextHash.Of(text) }));
    }

    /// <summary>A comment that the commune took down by mistake is taken out with its words and its answer; its number stays used, and the
    /// audit keeps the hash. What a resident sent stays.</summary>
    public static Result<Change> RemoveComment(RecognitionDossier dossier, Act act, Stage stage, int number)
    {
        if (Of(dossier, stage) is not { } notice)
        {
            return NoticeErrors.NotStarted;
        }

        if (notice.Standing.FirstOrDefault(found => found.Number == number) is not { } comment)
        {
            return NoticeErrors.CommentUnknown(number);
        }

        if (comment.Resident is not null)
        {
            return NoticeErrors.CommentOfResident(number);
        }

        var removed = new NoticeComment(number, "", null, "", comment.ReceivedOn) { RemovedAt = act.At };
        var next = notice with { Comments = notice.Comments.Replace(comment, removed) };
        var audited = new { number, TextHash = TextHash.Of(comment.Text) };
        return Next(dossier, act, notice, next, act.Entry("notice.comment_removed", stage, audited));
    }

    private static IEnumerable<Error> BroadcastFaults(PublicNotice notice, Act act, Broadcast broadcast)
    {
        if (broadcast.At > act.At)
        {
            yield return NoticeErrors.BroadcastInFuture;
        }
        else if (VietnamTime.DayOf(broadcast.At) < notice.StartedOn)
        {
            yield return NoticeErrors.BroadcastTooEarly(notice.StartedOn);
        }

        if (notice.Broadcasts.Exists(known => known.At == broadcast.At))
        {
            yield return NoticeErrors.BroadcastTwice(broadcast.At);
        }

        if (notice.Broadcasts.Count >= PublicNotice.MostBroadcasts)
        {
            yield return NoticeErrors.TooManyBroadcasts(PublicNotice.MostBroadcasts);
        }
    }

    private static (PublicNotice Notice, AuditAct Entry) Received(PublicNotice notice, Act act, Stage stage, NoticeComment received)
    {
        var comment = received with { Number = notice.Comments.Count + 1 };
        var audited = new
        {
            comment.Number,
            comment.ReceivedOn,
            TextHash = TextHash.Of(comment.Text),
        };
        return (notice with { Comments = notice.Comments.Add(comment) }, act.Entry("notice.comment_received", stage, audited));
    }

    private static Change Next(RecognitionDossier dossier, Act act, PublicNotice? before, PublicNotice notice, AuditAct entry)
    {
        var change = With(dossier, before, notice, entry);
        return change with { Content = change.Content.PreparedBy(act) };
    }

    private static Change With(RecognitionDossier dossier, PublicNotice? before, PublicNotice notice, AuditAct entry)
    {
        var notices = dossier.Content.Notices;
        var changed = dossier.Content with { Notices = before is null ? notices.Add(notice) : notices.Replace(before, notice) };
        return new Change(changed) { Audit = [entry] };
    }

    private static ProcedureFigures FiguresOf(RecognitionDossier dossier) =>
        dossier.Content.Procedure?.Figures
        ?? throw new InvalidOperationException($"Dossier {dossier.Id} has a public notice and no procedure.");
}
