using System.Globalization;
using Ntm.Dossier.Domain.Opinions;

namespace Ntm.Dossier.Features.Opinions;

/// <summary>An opinion asked of others (xin ý kiến phối hợp). Shown to those who act at the stage and to those who were asked.</summary>
/// <param name="Number">Counts the opinions asked about the dossier from 1.</param>
/// <param name="Stage">Key of the stage that asks.</param>
/// <param name="Round">Round of the stage.</param>
/// <param name="To">Who is asked: <c>role@unit</c> or <c>role@unit#department</c>.</param>
/// <param name="Question">What is asked.</param>
/// <param name="AskedByName">Name of who asks; null where only the account is known.</param>
/// <param name="AskedAt">When, UTC.</param>
/// <param name="DueAt">First instant that is too late for the answer.</param>
/// <param name="State"><c>waiting</c>, <c>overdue</c>, <c>answered</c>, or <c>ended</c> with its stage without an answer.</param>
/// <param name="Answer">What was answered; null while it was not.</param>
/// <param name="AnsweredByName">Name of who answered.</param>
/// <param name="AnsweredAt">When, UTC.</param>
/// <param name="Late">Whether the answer came after the deadline.</param>
/// <param name="RemindedAt">The last reminder, by somebody or by the platform; null before the first.</param>
/// <param name="RemindedByName">Name of who reminded last; null for the platform.</param>
public sealed record OpinionView(
    int Number,
    string Stage,
    int Round,
    string To,
    string Question,
    string? AskedByName,
    DateTimeOffset AskedAt,
    DateTimeOffset DueAt,
    string State,
    string? Answer,
    string? AnsweredByName,
    DateTimeOffset? AnsweredAt,
    bool Late,
    DateTimeOffset? RemindedAt,
    string? RemindedByName
);

/// <summary>Shows opinions to those who may know of them, and what they may do with them.</summary>
internal static class OpinionViews
{
    /// <summary>The opinions that the caller may know of.</summary>
    public static IReadOnlyList<OpinionView> Of(RecognitionDossier dossier, Caller caller, DateTimeOffset now) =>
        [.. Seen(dossier, caller).Select(opinion => Of(dossier, opinion, now))];

    /// <summary>Asking at the open stages, and what may be done with what was asked.</summary>
    public static IEnumerable<DossierAction> ActionsOn(RecognitionDossier dossier, Caller caller, DateTimeOffset now)
    {
        foreach (var stage in dossier.Content.Open.Select(open => dossier.Path.StageOf(open.Key)).Where(Asks))
        {
            var parties = OpinionActs
                .Parties(dossier)
                .Where(party => !OpinionAccess.Is(caller, party))
                .Select(party => party.ToString())
                .ToList();
            yield return new DossierAction(
                nameof(AskOpinion),
                stage.Key,
                "POST",
                $"/dossiers/{dossier.Id}/stages/{stage.Key}/opinions",
                Items: parties
            );
        }

        foreach (var opinion in Seen(dossier, caller).Where(opinion => opinion.IsOpen))
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"/dossiers/{dossier.Id}/opinions/{opinion.Number}");
            if (!OpinionAccess.ToAnswer(caller, dossier, opinion.Number).Refused)
            {
                yield return new DossierAction(nameof(AnswerOpinion), opinion.Stage, "PUT", place + "/answer");
            }

            if (!OpinionAccess.ToRemind(caller, dossier, opinion.Number).Refused && !OpinionActs.MayRemind(dossier, opinion, now).Refused)
            {
                yield return new DossierAction(nameof(RemindOpinion), opinion.Stage, "POST", place + "/reminders");
            }
        }

        bool Asks(Stage stage) =>
            OpinionActs.Kinds.Contains(stage.Kind)
            && dossier.Content.AskedOpinions.Count < OpinionActs.MostOpinions
            && !DossierAccess.ToAct(caller, dossier, stage).Refused;
    }

    private static IEnumerable<Opinion> Seen(RecognitionDossier dossier, Caller caller) =>
        dossier.Content.AskedOpinions.Where(opinion => OpinionAccess.MaySee(caller, dossier, opinion));

    private static OpinionView Of(RecognitionDossier dossier, Opinion opinion, DateTimeOffset now)
    {
        var byHand = opinion.Reminded is { } reminded && reminded.At >= (opinion.AlarmedAt ?? reminded.At);
        return new OpinionView(
            opinion.Number,
            opinion.Stage,
            opinion.Round,
            opinion.To.ToString(),
            opinion.Question,
            dossier.Content.NameOf(opinion.AskedBy),
            opinion.AskedAt,
            opinion.DueAt,
            opinion.Answer is not null ? "answered"
                : opinion.EndedAt is not null ? "ended"
                : now >= opinion.DueAt ? "overdue"
                : "waiting",
            opinion.Answer?.Text,
            dossier.Content.NameOf(opinion.Answer?.By),
            opinion.Answer?.At,
            opinion.Answer?.At >= opinion.DueAt,
            byHand ? opinion.Reminded!.At : opinion.AlarmedAt,
            byHand ? dossier.Content.NameOf(opinion.Reminded!.By) : null
        );
    }
}
