using Ntm.Dossier.Domain.Documents;

namespace Ntm.Dossier.Domain.Meetings;

/// <summary>Records a meeting of the commune and where the path goes on after it.</summary>
internal static class MeetingActs
{
    /// <summary>Documents of which there are only those of an earlier meeting: each has minutes of its own.</summary>
    public static IEnumerable<Error> Obstacles(RecognitionDossier dossier, Stage stage)
    {
        var used = dossier.Content.Meetings.SelectMany(meeting => meeting.Papers).ToHashSet();
        return stage
            .Documents.Where(document => document.Required && dossier.Files.Has(document.Key))
            .Where(document => dossier.Files.Of(document.Key).All(file => used.Contains(file.Id)))
            .Select(document => DocumentErrors.Missing(dossier.DocumentOf(document.Key)));
    }

    /// <summary>
    /// A meeting was held. With the share of the procedure it proposes the commune; without, it has to be held again: the next round of
    /// the stage, while this one stays on record.
    /// </summary>
    public static Result<Change> Hold(
        RecognitionDossier dossier,
        Act act,
        Stage stage,
        DateOnly heldOn,
        MeetingCount count,
        string minutesNumber
    )
    {
        var open = dossier.FindOpen(stage.Key)!;
        List<Error> faults =
        [
            .. dossier.Obstacles(stage, act.At),
            .. act.DateFaults("heldOn", heldOn, VietnamTime.DayOf(open.OpenedAt)),
            .. count.Faults(),
        ];
        if (faults.Count > 0)
        {
            return faults;
        }

        var share =
            dossier.Content.Procedure?.MeetingShare()
            ?? throw new InvalidOperationException($"Dossier {dossier.Id} has a meeting and no procedure.");
        var needed = share.Of(count.Present);
        var meeting = new Meeting
        {
            Stage = stage.Key,
            Round = open.Round,
            HeldOn = heldOn,
            Count = count,
            Needed = needed,
            Agreed = count.InFavour >= needed,
            MinutesNumber = minutesNumber,
            Papers = [.. stage.Documents.SelectMany(document => dossier.Files.Of(document.Key)).Select(file => file.Id)],
            Source = share.Source,
        };
        return new Change((dossier.Content with { Meetings = dossier.Content.Meetings.Add(meeting) }).PreparedBy(act))
        {
            Audit = [act.Entry("meeting.held", stage, meeting)],
            Completes = new StageSignal(stage.Key, meeting.Agreed ? Outcomes.Agreed : Outcomes.NotAgreed),
        };
    }
}
