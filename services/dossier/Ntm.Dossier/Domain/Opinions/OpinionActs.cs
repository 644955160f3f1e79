using System.Collections.Immutable;
using Ntm.Contracts.Dossier.V1;
using Ntm.Dossier.Domain.Events;

namespace Ntm.Dossier.Domain.Opinions;

/// <summary>
/// Asks others for an opinion, takes their answer and reminds of it. The audit has hashes and none of the words.
/// </summary>
internal static class OpinionActs
{
    public const int MostWorkingDays = 15;
    public const int MostOpinions = 100;

    /// <summary>Kinds of stage at which opinions are asked: all but those that people do by their own vote.</summary>
    public static readonly StageKind[] Kinds =
    [
        .. Enum.GetValues<StageKind>().Where(kind => kind is not (StageKind.Survey or StageKind.CouncilVote)),
    ];

    /// <summary>Roles that are asked at every unit on the dossier's way, whether they act at a stage or not.</summary>
    private static readonly string[] Everywhere = ["leader", "surveyor"];

    /// <summary>Working days before the deadline at which the platform reminds.</summary>
    private static readonly int[] Reminders = [1];

    /// <summary>
    /// Who may be asked: whoever acts at a stage of the path, each department by itself, and leaders and the Front of each unit. The
    /// council is asked nothing: its members speak by their votes.
    /// </summary>
    public static IReadOnlyList<Grant> Parties(RecognitionDossier dossier) =>
        [
            .. dossier
                .Path.Stages.Where(stage => stage.Kind != StageKind.CouncilVote)
                .SelectMany(stage => PartiesAt(stage, dossier.ActorUnit(stage)))
                .Concat(dossier.Content.Actors.Values.SelectMany(unit => Everywhere.Select(role => new Grant(role, unit))))
                .Distinct(),
        ];

    /// <summary>The opinion of this number; null when there is none.</summary>
    public static Opinion? Find(RecognitionDossier dossier, int number) =>
        dossier.Content.AskedOpinions.Find(opinion => opinion.Number == number);

    /// <summary>Asks a party at an open stage. Who asks while a dossier is prepared has a hand in it.</summary>
    public static Result<Change> Ask(RecognitionDossier dossier, Act act, Stage stage, Grant to, string question, int workingDays)
    {
        var (calendar, asked) = (dossier.Rules.Calendar, dossier.Content.AskedOpinions);
        if (asked.Count >= MostOpinions)
        {
            return OpinionErrors.Full(MostOpinions);
        }

        if (!calendar.TryAddWorkingDays(act.Day, workingDays, out var last))
        {
            return OpinionErrors.DueUnknown;
        }

        var opinion = new Opinion
        {
            Number = asked.Count + 1,
            Stage = stage.Key,
            Round = dossier.FindOpen(stage.Key)!.Round,
            To = to,
            Question = question,
            AskedBy = act.By,
            AskedFor = act.OnBehalfOf,
            AskedAt = act.At,
            DueAt = VietnamTime.EndOf(last),
        };
        var entry = new
        {
            opinion.Number,
            opinion.Round,
            To = to.ToString(),
            workingDays,
            opinion.DueAt,
            TextHash = TextHash.Of(question),
        };
        var content = dossier.Content with { Opinions = asked.Add(WithNextAlarm(opinion, calendar)) };
        return new Change(stage.Prepares ? content.PreparedBy(act) : content)
        {
            Audit = [act.Entry("opinion.asked", stage, entry)],
            Opinions = [OpinionEvents.Asked(dossier, act, opinion)],
        };
    }

    /// <summary>Answers an open question, also after its deadline.</summary>
    public static Result<Change> Answer(RecognitionDossier dossier, Act act, Opinion opinion, string text) =>
        MustBeOpen(opinion)
            .Then<Change>(() =>
                With(
                    dossier,
                    opinion,
                    opinion with
                    {
                        Answer = new OpinionAnswer(text, act.By, act.At),
                        NextAlarmAt = null,
                    },
                    act.Entry("opinion.answered", StageOf(dossier, opinion), new { opinion.Number, TextHash = TextHash.Of(text) }),
                    OpinionEvents.Answered(dossier, act, opinion)
                )
            );

    /// <summary>Whether those who were asked may be reminded now: while they have not answered, and once a working day.</summary>
    public static Result MayRemind(RecognitionDossier dossier, Opinion opinion, DateTimeOffset now) =>
        MustBeOpen(opinion)
            .Then(() =>
                opinion.Reminded is { At: var last } && !WorkingDayBeganSince(last, now, dossier.Rules.Calendar)
                    ? OpinionErrors.RemindedToday(last)
                    : Result.Done
            );

    /// <summary>Reminds those who were asked.</summary>
    public static Result<Change> Remind(RecognitionDossier dossier, Act act, Opinion opinion) =>
        MayRemind(dossier, opinion, act.At)
            .Then<Change>(() =>
                With(
                    dossier,
                    opinion,
                    opinion with
                    {
                        Reminded = new OpinionReminder(act.By, act.At),
                    },
                    act.Entry("opinion.reminded", StageOf(dossier, opinion), new { opinion.Number }),
                    OpinionEvents.Reminded(dossier, act, opinion, "Asked")
                )
            );

    /// <summary>
    /// Gives the reminder of an open question that is due, one working day before its deadline or at it; of several only the most urgent
    /// is still true. Refused when none is due.
    /// </summary>
    public static Result<Change> Alarm(RecognitionDossier dossier, Act act, int number)
    {
        if (Find(dossier, number) is not { IsOpen: true } opinion)
        {
            return DossierErrors.NoAlarmDue;
        }

        var due = AlarmsAfterLast(opinion, dossier.Rules.Calendar).Where(alarm => alarm.At <= act.At).ToList();
        if (due.Count == 0)
        {
            return DossierErrors.NoAlarmDue;
        }

        var missed = due[^1].WorkingDaysLeft is null;
        return With(
            dossier,
            opinion,
            WithNextAlarm(opinion with { AlarmedAt = act.At }, dossier.Rules.Calendar),
            act.Entry(missed ? "opinion.missed" : "opinion.approaching", StageOf(dossier, opinion), new { opinion.Number, opinion.DueAt }),
            OpinionEvents.Reminded(dossier, act, opinion, missed ? "Missed" : "Approaching")
        );
    }

    /// <summary>The opinions after a stage ended: what nobody has answered is settled with it.</summary>
    public static ImmutableList<Opinion>? Ended(DossierContent content, string stage, DateTimeOffset at) =>
        content.Opinions?.ConvertAll(opinion =>
            opinion.Stage == stage && opinion.IsOpen ? opinion with { EndedAt = at, NextAlarmAt = null } : opinion
        );

    /// <summary>The opinions after units changed: what is open goes to the units that take the place of those asked.</summary>
    public static ImmutableList<Opinion>? Moved(DossierContent content, IReadOnlyDictionary<string, string> actors) =>
        content.Opinions?.ConvertAll(opinion =>
            opinion.IsOpen
            && content.Actors.FirstOrDefault(actor => actor.Value == opinion.To.UnitPath).Key is { } level
            && actors.TryGetValue(level, out var unit)
                ? opinion with
                {
                    To = opinion.To with { UnitPath = unit },
                }
                : opinion
        );

    /// <summary>The events for those to whom a question went since.</summary>
    public static IEnumerable<IOpinionEvent> MovedSince(RecognitionDossier dossier, Act act, IReadOnlyList<Opinion> before) =>
        dossier
            .Content.AskedOpinions.Where(opinion => opinion.IsOpen && !before.Contains(opinion))
            .Select(opinion => OpinionEvents.Asked(dossier, act, opinion));

    private static IEnumerable<Grant> PartiesAt(Stage stage, string unit) =>
        stage.Departments.Count == 0
            ? [new Grant(stage.Role, unit)]
            : stage.Departments.Select(department => new Grant(stage.Role, unit, department.Key));

    private static Result MustBeOpen(Opinion opinion) =>
        opinion.Answer is not null ? OpinionErrors.Answered
        : opinion.EndedAt is not null ? OpinionErrors.Ended
        : Result.Done;

    private static bool WorkingDayBeganSince(DateTimeOffset last, DateTimeOffset now, WorkingDayCalendar calendar)
    {
        var (from, to) = (VietnamTime.DayOf(last), VietnamTime.DayOf(now));
        return calendar.Covers(from) && calendar.Covers(to) ? calendar.WorkingDaysBetween(from, to) > 0 : to > from;
    }

    private static Opinion WithNextAlarm(Opinion opinion, WorkingDayCalendar calendar) =>
        opinion with
        {
            NextAlarmAt = AlarmsAfterLast(opinion, calendar).Select(alarm => (DateTimeOffset?)alarm.At).FirstOrDefault(),
        };

    private static IEnumerable<Alarm> AlarmsAfterLast(Opinion opinion, WorkingDayCalendar calendar) =>
        Deadlines.AlarmsOf(Reminders, opinion.DueAt, calendar).Where(alarm => alarm.At > (opinion.AlarmedAt ?? opinion.AskedAt));

    private static Stage StageOf(RecognitionDossier dossier, Opinion opinion) => dossier.Path.StageOf(opinion.Stage);

    private static Change With(RecognitionDossier dossier, Opinion before, Opinion after, AuditAct entry, IOpinionEvent @event) =>
        new(dossier.Content with { Opinions = dossier.Content.AskedOpinions.Replace(before, after) })
        {
            Audit = [entry],
            Opinions = [@event],
        };
}
